"""Stored values are whole English words; the Indonesian label stands beside them."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class CommitmentState(TextChoices):
    DRAFT = "draft", _("Konsep")
    REHEARSED = "rehearsed", _("Sudah gladi")
    SIGNING = "signing", _("Sedang ditandatangani")
    CONCLUDED = "concluded", _("Selesai ditandatangani")
    VOID = "void", _("Dibatalkan")


class Stage(TextChoices):
    """The ceremony on the big screen."""

    QUIET = "quiet", _("Belum dimulai")
    RUNNING = "running", _("Berlangsung")
    PAUSED = "paused", _("Dijeda")
    PAPER = "paper", _("Di atas kertas")
    ENDED = "ended", _("Selesai")


class Capacity(TextChoices):
    OPD_HEAD = "opd_head", _("Kepala perangkat daerah")
    SEKDA = "sekda", _("Sekretaris Daerah")
    MINISTRY_EXPERT = "ministry_expert", _("Tenaga ahli kementerian")
    ACADEMIC = "academic", _("Akademisi")
    PRIVATE_PARTNER = "private_partner", _("Mitra swasta")
    COMMUNITY = "community", _("Komunitas")
    REGIONAL_HEAD = "regional_head", _("Kepala daerah")


# The order in which capacities usually sign; a suggestion when a seat is added.
USUAL_GROUP = {
    Capacity.OPD_HEAD: 1,
    Capacity.SEKDA: 2,
    Capacity.MINISTRY_EXPERT: 3,
    Capacity.ACADEMIC: 3,
    Capacity.PRIVATE_PARTNER: 3,
    Capacity.COMMUNITY: 3,
    Capacity.REGIONAL_HEAD: 4,
}


class SeatMark(TextChoices):
    """The values of `order.Mark`, with the words for them."""

    OPEN = "open", _("Belum menandatangani")
    SIGNED = "signed", _("Sudah menandatangani")
    PAPER = "paper", _("Ditandatangani di kertas")
    REFUSED = "refused", _("Tidak bersedia")
    SKIPPED = "skipped", _("Dilewati dahulu")
    VACANT = "vacant", _("Kursi kosong")


MARK_TONES = {
    SeatMark.OPEN: "idle",
    SeatMark.SIGNED: "ok",
    SeatMark.PAPER: "info",
    SeatMark.REFUSED: "bad",
    SeatMark.SKIPPED: "warn",
    SeatMark.VACANT: "warn",
}


class How(TextChoices):
    """By what a place was signed; the page says plainly which is which."""

    CERTIFICATE = "certificate", _("Tanda tangan elektronik tersertifikasi")
    LINK = "link", _("Tanda tangan elektronik tidak tersertifikasi, disegel pemerintah daerah")
    PAPER = "paper", _("Tanda tangan basah di kertas")
    REHEARSAL = "rehearsal", _("Gladi, bukan tanda tangan")


class EventKind(TextChoices):
    CALLED = "called", _("Dipanggil")
    REMINDED = "reminded", _("Diingatkan")
    LINK_SENT = "link_sent", _("Tautan dikirim")
    CODE_SENT = "code_sent", _("Kode dikirim")
    CODE_OK = "code_ok", _("Kode cocok")
    SIGNED = "signed", _("Menandatangani")
    PAPER = "paper", _("Dicatat di kertas")
    REFUSED = "refused", _("Menolak")
    SKIPPED = "skipped", _("Dilewati")
    VACATED = "vacated", _("Kursi dikosongkan")
    SEATED = "seated", _("Kursi diisi")


class PromiseState(TextChoices):
    """Derived, never stored."""

    KEPT = "kept", _("Ditepati")
    ON_PATH = "on_path", _("Sesuai jalur")
    LATE = "late", _("Tertinggal")
    BROKEN = "broken", _("Tidak ditepati")
    UNKNOWN = "unknown", _("Belum dapat dihitung")


PROMISE_TONES = {
    PromiseState.KEPT: ("ok", ""),
    PromiseState.ON_PATH: ("info", "up"),
    PromiseState.LATE: ("warn", "clock"),
    PromiseState.BROKEN: ("bad", ""),
    PromiseState.UNKNOWN: ("idle", "info"),
}

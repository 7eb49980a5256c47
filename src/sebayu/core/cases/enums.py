"""States of a case, kinds of step, and what happened in its history."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class CaseState(TextChoices):
    OPEN = "open", _("Sedang diurus")
    WAITING_CITIZEN = "waiting_citizen", _("Menunggu jawaban Anda")
    ISSUED = "issued", _("Selesai")
    REFUSED = "refused", _("Ditolak")
    CANCELLED = "cancelled", _("Dibatalkan")


RUNNING = (CaseState.OPEN, CaseState.WAITING_CITIZEN)


class StepKind(TextChoices):
    CONSENT = "consent", _("Persetujuan pihak lain")
    ATTEST = "attest", _("Keterangan RT/RW")
    CHECK = "check", _("Periksa bukti")
    INITIAL = "initial", _("Paraf")
    SIGN = "sign", _("Tanda tangan")
    COUNTERSIGN = "countersign", _("Mengetahui kecamatan")
    AUTOMATIC = "automatic", _("Terbit otomatis dengan segel")


class EventKind(TextChoices):
    OPENED = "opened", _("Permintaan diterima")
    GATHERED = "gathered", _("Data dihimpun")
    CONSENTED = "consented", _("Disetujui pihak yang datanya dimuat")
    DECLINED = "declined", _("Tidak disetujui pihak yang datanya dimuat")
    LAPSED = "lapsed", _("Belum disetujui sampai batas waktu")
    ATTESTED = "attested", _("Diterangkan RT/RW")
    APPROVED = "approved", _("Disetujui")
    RETURNED = "returned", _("Dikembalikan")
    ANSWERED = "answered", _("Dijawab warga")
    RECORDED = "recorded", _("Data dicatat petugas")
    NUMBERED = "numbered", _("Diberi nomor")
    ISSUE_FAILED = "issue_failed", _("Surat gagal dibuat")
    SIGN_FAILED = "sign_failed", _("Tanda tangan gagal")
    SIGN_UNKNOWN = "sign_unknown", _("Tanda tangan belum pasti")
    ISSUED = "issued", _("Surat terbit")
    REFUSED = "refused", _("Ditolak")
    CANCELLED = "cancelled", _("Dibatalkan")
    REOPENED = "reopened", _("Dibuka kembali")
    ESCALATED = "escalated", _("Diberitahukan ke atasan")
    ASSIGNED = "assigned", _("Diambil petugas")
    HANDED = "handed", _("Diserahkan kepada rekan")


# What an officer has decided or signed: the case then leaves his desk.
DECIDED = (EventKind.APPROVED, EventKind.RETURNED, EventKind.REFUSED, EventKind.ISSUED)


class Verdict(TextChoices):
    APPROVE = "approve", _("Setujui")
    RETURN = "return", _("Kembalikan")
    REFUSE = "refuse", _("Tolak")


class Channel(TextChoices):
    PORTAL = "portal", _("Portal")
    COUNTER = "counter", _("Loket")
    EVENT = "event", _("Peristiwa")

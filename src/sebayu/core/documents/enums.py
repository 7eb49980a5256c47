"""States of letters, signatures and attempts. Stored values are whole English words; the label beside them is for the reader."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class State(TextChoices):
    DRAFT = "draft", _("Konsep")
    NUMBERED = "numbered", _("Menunggu tanda tangan")
    SIGNING = "signing", _("Sedang ditandatangani")
    UNKNOWN = "unknown", _("Hasil tanda tangan belum pasti")
    SIGNED = "signed", _("Ditandatangani")
    VOID = "void", _("Dibatalkan sebelum ditandatangani")
    REVOKED = "revoked", _("Dicabut")
    REPLACED = "replaced", _("Diganti")


# The only moves there are; the database refuses every other one (migration 0002 carries the same table, a test compares).
MOVES: dict[str, frozenset[str]] = {
    State.DRAFT: frozenset({State.NUMBERED}),
    State.NUMBERED: frozenset({State.SIGNING, State.VOID}),
    State.SIGNING: frozenset({State.NUMBERED, State.UNKNOWN, State.SIGNED}),
    State.UNKNOWN: frozenset({State.NUMBERED, State.SIGNED, State.VOID}),
    State.SIGNED: frozenset({State.REVOKED, State.REPLACED}),
    State.VOID: frozenset(),
    State.REVOKED: frozenset(),
    State.REPLACED: frozenset(),
}
ISSUED = frozenset({State.SIGNED, State.REVOKED, State.REPLACED})


class Paper(TextChoices):
    A4 = "A4", "A4 (210 × 297 mm)"
    F4 = "F4", "F4 (215 × 330 mm)"


class SignerKind(TextChoices):
    SIGN = "sign", _("Penanda tangan")
    COUNTERSIGN = "countersign", _("Mengetahui")
    SEAL = "seal", _("Segel elektronik")


class AttemptState(TextChoices):
    """One row each: an attempt is written before the call (`sent`) and its result is added, never edited."""

    SENT = "sent", _("Dikirim")
    OK = "ok", _("Berhasil diperiksa")
    FAILED = "failed", _("Ditolak")
    UNKNOWN = "unknown", _("Belum pasti")
    FOUND = "found", _("Ditemukan")
    GIVEN_UP = "given_up", _("Dinyatakan tidak terjadi")


class Settle(TextChoices):
    """How a person settles a signature whose outcome is unknown."""

    FOUND = "found", _("Unggah hasil yang ditemukan")
    AGAIN = "again", _("Tanda tangani lagi dengan nomor yang sama")
    VOID = "void", _("Batalkan surat ini")


class Finding(TextChoices):
    """What verification says about a letter."""

    VALID = "valid", _("Sah")
    EXPIRED = "expired", _("Masa berlaku habis")
    REPLACED = "replaced", _("Sudah diganti")
    REVOKED = "revoked", _("Dicabut")
    SIMULATOR = "simulator", _("Tidak sah: simulator")
    CHANGED = "changed", _("Isi berkas berubah")
    NOT_OURS = "not_ours", _("Bukan surat dari sini")
    UNSIGNED = "unsigned", _("Belum ditandatangani")
    UNREADABLE = "unreadable", _("Berkas tidak dapat dibaca")

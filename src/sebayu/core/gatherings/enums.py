"""Stored values are whole English words; the Indonesian label stands beside them."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class State(TextChoices):
    PLANNED = "planned", _("Direncanakan")
    OPEN = "open", _("Daftar hadir dibuka")
    CLOSED = "closed", _("Selesai")
    CANCELLED = "cancelled", _("Dibatalkan")


class Kind(TextChoices):
    MEETING = "meeting", _("Rapat")
    TRAINING = "training", _("Bimbingan teknis")
    DISCUSSION = "discussion", _("Diskusi kelompok")
    LITERACY = "literacy", _("Pendampingan literasi digital")
    CEREMONY = "ceremony", _("Upacara")
    FORUM = "forum", _("Forum terbuka")


class How(TextChoices):
    QR = "qr", _("Lewat QR")
    DESK = "desk", _("Dicatat panitia")
    IMPORT = "import", _("Dari berkas")


# Where a gathering may go from where it is; nothing comes back from cancelled.
MOVES = {
    State.PLANNED: {State.OPEN, State.CANCELLED},
    State.OPEN: {State.CLOSED, State.CANCELLED},
    State.CLOSED: {State.OPEN},
    State.CANCELLED: set(),
}

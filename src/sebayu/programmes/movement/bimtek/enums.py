"""Words stored in this part's tables."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class HomeworkState(TextChoices):
    OPEN = "open", _("Belum dikumpulkan")
    SUBMITTED = "submitted", _("Menunggu diperiksa")
    RETURNED = "returned", _("Dikembalikan")
    ACCEPTED = "accepted", _("Diterima")


TONES = {
    HomeworkState.OPEN: "idle",
    HomeworkState.SUBMITTED: "info",
    HomeworkState.RETURNED: "warn",
    HomeworkState.ACCEPTED: "ok",
}


class Verdict(TextChoices):
    ACCEPTED = "accepted", _("Terima")
    RETURNED = "returned", _("Kembalikan untuk diperbaiki")


class Group(TextChoices):
    STRUCTURE = "structure", _("Struktur")
    INFRASTRUCTURE = "infrastructure", _("Infrastruktur")
    SUPERSTRUCTURE = "superstructure", _("Suprastruktur")


class MinutesKind(TextChoices):
    NOTULA = "notula", _("Notula")
    BERITA_ACARA = "berita_acara", _("Berita acara")

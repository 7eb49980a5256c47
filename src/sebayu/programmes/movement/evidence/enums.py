"""Kinds of evidence, and what may be said of progress. Stored values are whole English words; the label beside them is for the reader."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class EvidenceKind(TextChoices):
    DOCUMENT = "document", _("Surat yang terbit di sistem ini")
    CASE = "case", _("Urusan yang sudah selesai")
    PHOTO = "photo", _("Foto bertanggal")
    DECREE = "decree", _("Keputusan atau peraturan")


class ProgressState(TextChoices):
    """What a bar may say; the word stands beside the colour. HIDDEN is said to the public only."""

    UNPROVEN = "unproven", _("Belum ada bukti")
    BEHIND = "behind", _("Tertinggal")
    ON_PATH = "on_path", _("Sesuai jalur")
    REACHED = "reached", _("Tercapai")
    HIDDEN = "hidden", _("Tidak ditampilkan")


class PartKind(TextChoices):
    PROOF = "proof", _("Indikator")
    MILESTONE = "milestone", _("Tonggak")


# What the words of a state look like: tone of the badge.
TONES = {
    ProgressState.UNPROVEN: "idle",
    ProgressState.BEHIND: "warn",
    ProgressState.ON_PATH: "info",
    ProgressState.REACHED: "ok",
    ProgressState.HIDDEN: "idle",
}
# What an official may look for: to those who work with the plan nothing is hidden.
INSIDE = [choice for choice in ProgressState.choices if choice[0] != ProgressState.HIDDEN]

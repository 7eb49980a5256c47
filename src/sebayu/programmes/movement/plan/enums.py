"""States and kinds of the plan. Stored values are whole English words; the label beside them is for the reader."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class PlanState(TextChoices):
    DRAFT = "draft", _("Konsep")
    ADOPTED = "adopted", _("Berlaku")
    SUPERSEDED = "superseded", _("Digantikan")


class Horizon(TextChoices):
    SHORT = "short", _("Jangka pendek (1 tahun)")
    MEDIUM = "medium", _("Jangka menengah (5 tahun)")
    LONG = "long", _("Jangka panjang (10 tahun)")


class Group(TextChoices):
    """The fixed groups of an action plan."""

    POLICY = "policy", _("Kebijakan dan kelembagaan")
    INFRASTRUCTURE = "infrastructure", _("Infrastruktur pendukung")
    APPLICATION = "application", _("Aplikasi dan perangkat lunak")
    LITERACY = "literacy", _("Penguatan literasi")


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

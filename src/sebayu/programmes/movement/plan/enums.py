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

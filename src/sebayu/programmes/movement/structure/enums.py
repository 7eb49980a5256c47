"""Words stored in this part's tables."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class TeamKind(TextChoices):
    COUNCIL = "council", _("Dewan Smart City")
    EXECUTING = "executing", _("Tim Pelaksana")
    TECHNICAL = "technical", _("Tim Teknis")
    EXPERT = "expert", _("Tim Ahli")


class Position(TextChoices):
    CHAIR = "chair", _("Ketua")
    DEPUTY = "deputy", _("Wakil ketua")
    SECRETARY = "secretary", _("Sekretaris")
    COORDINATOR = "coordinator", _("Koordinator dimensi")
    MEMBER = "member", _("Anggota")


class ChangeKind(TextChoices):
    RENAMED = "renamed", _("Berganti nama")
    MERGED = "merged", _("Digabung")

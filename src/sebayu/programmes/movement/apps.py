"""The manifest of the movement; its parts bring tables and pages of their own."""

from django.utils.translation import gettext_lazy as _

from sebayu.programmes.manifest import ProgrammeConfig


class MovementConfig(ProgrammeConfig):
    name = "sebayu.programmes.movement"
    label = "movement"
    default = True
    title = _("Gerakan Menuju Kota Cerdas")

"""The manifest of the movement; its parts bring tables and pages of their own."""

from collections.abc import Callable
from importlib import import_module

from django.utils.translation import gettext_lazy as _

from sebayu.programmes.manifest import ProgrammeConfig


class MovementConfig(ProgrammeConfig):
    name = "sebayu.programmes.movement"
    label = "movement"
    default = True
    title = _("Gerakan Menuju Kota Cerdas")
    seed_order = 15  # the offices are there, the plan that leans on its numbers is not

    def seed_demo(self, say: Callable[[str], None]) -> None:
        import_module(f"{self.name}.demo").fill(say)

"""This part of the movement, announced to the house."""

from collections.abc import Callable
from importlib import import_module

from sebayu.programmes.manifest import PartConfig


class BeneficiariesPart(PartConfig):
    name = "sebayu.programmes.movement.beneficiaries"
    label = "movement_beneficiaries"
    default = True
    seed_order = 61

    def seed_demo(self, say: Callable[[str], None]) -> None:
        import_module(f"{self.name}.demo").seed(say)

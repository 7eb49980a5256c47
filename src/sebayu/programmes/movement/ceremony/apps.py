"""This part of the movement, announced to the house."""

from collections.abc import Callable
from importlib import import_module

from sebayu.programmes.manifest import PartConfig


class CeremonyPart(PartConfig):
    name = "sebayu.programmes.movement.ceremony"
    label = "movement_ceremony"
    default = True
    seed_order = 40

    def seed_demo(self, say: Callable[[str], None]) -> None:
        import_module(f"{self.name}.seed").fill(say)

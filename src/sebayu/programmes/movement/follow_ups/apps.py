"""This part of the movement, announced to the house."""

from collections.abc import Callable
from importlib import import_module

from sebayu.programmes.manifest import PartConfig


class FollowUpsPart(PartConfig):
    name = "sebayu.programmes.movement.follow_ups"
    label = "movement_follow_ups"
    default = True
    seed_order = 62

    def seed_demo(self, say: Callable[[str], None]) -> None:
        import_module(f"{self.name}.demo").seed(say)

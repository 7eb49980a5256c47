"""This part of the movement, announced to the house."""

from collections.abc import Callable

from sebayu.programmes.manifest import PartConfig


class ParticipationPart(PartConfig):
    name = "sebayu.programmes.movement.participation"
    label = "movement_participation"
    default = True
    seed_order = 50

    def seed_demo(self, say: Callable[[str], None]) -> None:
        from sebayu.programmes.movement.participation.demo import seed

        seed(say)

"""This part of the movement, announced to the house."""

from collections.abc import Callable

from sebayu.core.ledger import Actor
from sebayu.programmes.manifest import PartConfig


class BimtekPart(PartConfig):
    name = "sebayu.programmes.movement.bimtek"
    label = "movement_bimtek"
    default = True
    seed_order = 30

    def load(self, *, by: Actor) -> str:
        from sebayu.programmes.movement.bimtek.loading import load

        return f"Bimtek: {load(by=by)} tahap"

    def seed_demo(self, say: Callable[[str], None]) -> None:
        from sebayu.programmes.movement.bimtek.demo import seed

        seed(say)

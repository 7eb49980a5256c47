"""This part of the movement, announced to the house."""

from collections.abc import Callable

from sebayu.programmes.manifest import PartConfig


class EvidencePart(PartConfig):
    name = "sebayu.programmes.movement.evidence"
    label = "movement_evidence"
    default = True
    seed_order = 21

    def seed_demo(self, say: Callable[[str], None]) -> None:
        from sebayu.programmes.movement.evidence.demo import seed

        seed(say)

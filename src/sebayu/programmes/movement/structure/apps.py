"""This part of the movement, announced to the house."""

from collections.abc import Callable

from sebayu.core.ledger import Actor
from sebayu.programmes.manifest import PartConfig


class StructurePart(PartConfig):
    name = "sebayu.programmes.movement.structure"
    label = "movement_structure"
    default = True
    seed_order = 10

    def load(self, *, by: Actor) -> str:
        from sebayu.programmes.movement.structure.loading import load

        there = load(by=by)
        return f"Gerakan: {there['decrees']} keputusan, {there['members']} anggota tim, {there['dimensions']} dimensi"

    def seed_demo(self, say: Callable[[str], None]) -> None:
        from sebayu.programmes.movement.structure.demo import seed

        seed(say)

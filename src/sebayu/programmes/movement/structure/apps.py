"""This part of the movement, announced to the house."""

from collections.abc import Callable

from sebayu.programmes.manifest import PartConfig


class StructurePart(PartConfig):
    name = "sebayu.programmes.movement.structure"
    label = "movement_structure"
    default = True
    seed_order = 10

    def seed_demo(self, say: Callable[[str], None]) -> None:
        from sebayu.programmes.movement.structure.demo import seed

        seed(say)

"""This part of the movement, announced to the house."""

from sebayu.programmes.manifest import PartConfig


class StructurePart(PartConfig):
    name = "sebayu.programmes.movement.structure"
    label = "movement_structure"
    default = True
    seed_order = 10

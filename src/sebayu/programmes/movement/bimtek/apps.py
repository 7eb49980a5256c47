"""This part of the movement, announced to the house."""

from sebayu.programmes.manifest import PartConfig


class BimtekPart(PartConfig):
    name = "sebayu.programmes.movement.bimtek"
    label = "movement_bimtek"
    default = True
    seed_order = 30

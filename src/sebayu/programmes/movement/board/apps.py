"""This part of the movement, announced to the house."""

from sebayu.programmes.manifest import PartConfig


class BoardPart(PartConfig):
    name = "sebayu.programmes.movement.board"
    label = "movement_board"
    default = True
    seed_order = 70

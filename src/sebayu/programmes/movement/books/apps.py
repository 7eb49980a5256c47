"""This part of the movement, announced to the house."""

from sebayu.programmes.manifest import PartConfig


class BooksPart(PartConfig):
    name = "sebayu.programmes.movement.books"
    label = "movement_books"
    default = True
    seed_order = 25

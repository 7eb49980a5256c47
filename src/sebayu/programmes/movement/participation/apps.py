"""This part of the movement, announced to the house."""

from sebayu.programmes.manifest import PartConfig


class ParticipationPart(PartConfig):
    name = "sebayu.programmes.movement.participation"
    label = "movement_participation"
    default = True
    seed_order = 50

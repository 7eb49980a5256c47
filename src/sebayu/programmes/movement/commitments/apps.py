"""This part of the movement, announced to the house."""

from sebayu.programmes.manifest import PartConfig


class CommitmentsPart(PartConfig):
    name = "sebayu.programmes.movement.commitments"
    label = "movement_commitments"
    default = True
    seed_order = 40

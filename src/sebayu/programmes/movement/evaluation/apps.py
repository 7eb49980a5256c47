"""This part of the movement, announced to the house."""

from sebayu.programmes.manifest import PartConfig


class EvaluationPart(PartConfig):
    name = "sebayu.programmes.movement.evaluation"
    label = "movement_evaluation"
    default = True
    seed_order = 60

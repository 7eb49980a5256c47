"""This part of the movement, announced to the house."""

from sebayu.programmes.manifest import PartConfig


class PlanPart(PartConfig):
    name = "sebayu.programmes.movement.plan"
    label = "movement_plan"
    default = True
    seed_order = 20

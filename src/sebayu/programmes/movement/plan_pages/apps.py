"""This part of the movement, announced to the house."""

from sebayu.programmes.manifest import PartConfig


class PlanPagesPart(PartConfig):
    name = "sebayu.programmes.movement.plan_pages"
    label = "movement_plan_pages"
    default = True
    seed_order = 22

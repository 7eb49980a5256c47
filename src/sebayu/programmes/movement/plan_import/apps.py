"""This part of the movement, announced to the house."""

from sebayu.programmes.manifest import PartConfig


class PlanImportPart(PartConfig):
    name = "sebayu.programmes.movement.plan_import"
    label = "movement_plan_import"
    default = True
    seed_order = 25

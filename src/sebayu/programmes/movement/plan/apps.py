"""This part of the movement, announced to the house."""

from collections.abc import Callable

from sebayu.programmes.manifest import PartConfig


class PlanPart(PartConfig):
    name = "sebayu.programmes.movement.plan"
    label = "movement_plan"
    default = True
    seed_order = 20

    def seed_demo(self, say: Callable[[str], None]) -> None:
        from sebayu.programmes.movement.plan.demo import seed

        seed(say)

"""This part of the movement, announced to the house."""

from collections.abc import Callable

from sebayu.programmes.manifest import PartConfig


class EvaluationPart(PartConfig):
    name = "sebayu.programmes.movement.evaluation"
    label = "movement_evaluation"
    default = True
    seed_order = 60

    def seed_demo(self, say: Callable[[str], None]) -> None:
        from sebayu.programmes.movement.evaluation.demo import seed

        seed(say)

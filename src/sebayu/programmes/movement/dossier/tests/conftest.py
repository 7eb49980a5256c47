"""The town of the evaluation, for its pack."""

from sebayu.programmes.movement.evaluation.tests.conftest import (  # noqa: F401
    as_,
    assessing,
    assessor,
    opened,
    people,
    planner,
    sets,
)

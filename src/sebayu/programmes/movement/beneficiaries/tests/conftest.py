"""The town of the evaluation, for its beneficiaries."""

from sebayu.programmes.movement.evaluation.tests.conftest import (  # noqa: F401
    as_,
    assessing,
    assessor,
    issued,
    opened,
    people,
    planner,
    sets,
)

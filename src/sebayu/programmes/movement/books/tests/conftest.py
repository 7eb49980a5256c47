"""The plan's small region, for its books."""

from sebayu.programmes.movement.plan.tests.conftest import add, browser, plan, planner, world  # noqa: F401

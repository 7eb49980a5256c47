"""The plan's small region, for what proves its plan."""

from sebayu.programmes.movement.plan.tests.conftest import add, browser, plan, planner, world  # noqa: F401

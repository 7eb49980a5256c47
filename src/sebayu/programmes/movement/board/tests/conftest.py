"""The plan's small region, seen from the room."""

from sebayu.programmes.movement.plan.tests.conftest import add, browser, plan, planner, world  # noqa: F401

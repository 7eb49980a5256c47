"""The same small region and draft as the plan's own tests."""

from sebayu.programmes.movement.plan.tests.conftest import add, browser, plan, planner, world  # noqa: F401

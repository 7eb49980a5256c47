"""The city of the commitments, for its ceremonies."""

from sebayu.programmes.movement.commitments.tests.conftest import browser, bsre, city, draft, issued  # noqa: F401

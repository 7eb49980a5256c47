"""The city of the commitments, for those who sign."""

from sebayu.programmes.movement.commitments.tests.conftest import browser, bsre, city, draft, issued  # noqa: F401

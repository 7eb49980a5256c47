import pytest

from sebayu.core.identity.tests import people


@pytest.fixture
def town(db: None) -> people.Town:
    return people.build()

import pytest
from django.core.cache import cache

from sebayu.core.identity.tests import people


@pytest.fixture(autouse=True)
def quick_and_alone(settings) -> None:
    """Cheap hashing; and no attempt of one test counts against the next."""
    cache.clear()
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def town(db: None) -> people.Town:
    return people.build()

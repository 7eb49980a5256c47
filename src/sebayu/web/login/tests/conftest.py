import datetime as dt
from collections.abc import Callable, Iterator
from uuid import UUID

import pytest
from django.conf import settings as live
from django.core.cache import cache
from django.test import Client
from procrastinate import testing
from procrastinate.contrib.django import app as queue

from sebayu.core.identity.models import Account
from sebayu.core.identity.tests import people
from sebayu.core.ledger.access import writing
from sebayu.core.registry.models import Person

FRESH_NIK = "3376025603900007"


@pytest.fixture(autouse=True)
def house(settings) -> None:
    """The guards and pages of the login, whatever the rest of the house is doing."""
    cache.clear()  # no attempt of one test counts against the next
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.ROOT_URLCONF = "sebayu.core.identity.tests.door_urls"
    guards = [m for m in live.IDENTITY_MIDDLEWARE if m not in settings.MIDDLEWARE]
    settings.MIDDLEWARE = [m for m in settings.MIDDLEWARE if "whitenoise" not in m] + guards


@pytest.fixture
def town(db: None) -> people.Town:
    return people.build()


@pytest.fixture
def as_() -> Callable[[Account | None], Client]:
    def client_of(account: Account | None) -> Client:
        client = Client()
        if account:
            client.force_login(account, backend=live.AUTHENTICATION_BACKENDS[1])
        return client

    return client_of


@pytest.fixture
def resident(db: None) -> UUID:
    """Someone in the register without an account."""
    with writing():
        return Person.objects.create(
            nik=FRESH_NIK,
            name="Dewi Lestari",
            birth_place="Tegal",
            birth_date=dt.date(1990, 3, 16),
            sex="female",
            religion="islam",
            area_code="33.76.02.1005",
            rt="001",
            rw="002",
        ).id


@pytest.fixture
def jobs() -> Iterator[dict]:
    """The queue in memory: what was deferred, for a test to look at or to run."""
    connector = testing.InMemoryConnector()
    with queue.replace_connector(connector):
        yield connector.jobs

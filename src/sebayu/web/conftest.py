"""Fixtures of every door's tests: the town, and browsers logged in as its people."""

from collections.abc import Callable, Iterator

import pytest
from django.test import Client

from sebayu.core.identity.models import Account
from sebayu.web.tests import town as town_module


@pytest.fixture
def town(db: None) -> Iterator[town_module.Town]:
    town_module.announce()
    yield town_module.build()
    town_module.withdraw()


@pytest.fixture
def as_(settings: object) -> Callable[[Account | None], Client]:
    """A browser of somebody, or of a stranger."""
    settings.ROOT_URLCONF = "sebayu.web.tests.urls"  # type: ignore[attr-defined]
    settings.WHITENOISE_AUTOREFRESH = True  # type: ignore[attr-defined] - nothing is collected in tests

    def enter(account: Account | None = None) -> Client:
        client = Client(enforce_csrf_checks=False)
        if account is not None:
            client.force_login(account, backend=town_module.BACKEND)
        return client

    return enter


@pytest.fixture
def sari(as_: Callable, town: town_module.Town) -> Client:
    return as_(town.sari)

"""Fixtures of every door's tests: the town, and browsers logged in as its people."""

from collections.abc import Callable, Iterator

import pytest
from django.conf import settings
from django.test import Client

from sebayu.core.identity.models import Account
from sebayu.web.tests import town as town_module

# Nothing is collected in tests: static files are served from the folders they are written in.
settings.WHITENOISE_AUTOREFRESH = True


@pytest.fixture
def town(db: None) -> Iterator[town_module.Town]:
    town_module.announce()
    yield town_module.build()
    town_module.withdraw()


@pytest.fixture
def as_() -> Callable[[Account | None], Client]:
    """A browser of somebody, or of a stranger."""

    def enter(account: Account | None = None) -> Client:
        client = Client()
        if account is not None:
            client.force_login(account, backend=town_module.BACKEND)
        return client

    return enter


@pytest.fixture
def sari(as_: Callable, town: town_module.Town) -> Client:
    return as_(town.sari)

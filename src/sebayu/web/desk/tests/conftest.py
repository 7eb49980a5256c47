"""Browsers of the people of the desk, and a signer that does what a test tells it."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from sebayu.core.documents.tests.authority import authority
from sebayu.core.documents.tests.conftest import use
from sebayu.core.documents.tests.fake_bsre import SECRET, FakeBsre
from sebayu.web.tests.town import Town

PASSPHRASE = SECRET


@pytest.fixture
def budi(as_: Callable, town: Town) -> Client:
    return as_(town.budi)


@pytest.fixture
def tuti(as_: Callable, town: Town) -> Client:
    """An officer of another region: she must never see any of it."""
    return as_(town.tuti)


@pytest.fixture
def rina(as_: Callable, town: Town) -> Client:
    return as_(town.rina)


@pytest.fixture
def darmo(as_: Callable, town: Town) -> Client:
    return as_(town.darmo)


@pytest.fixture
def bsre(settings: Any, tmp_path: Path, town: Town) -> Iterator[FakeBsre]:
    with FakeBsre(authority()) as fake:
        fake.people = {town.rina.signer_nik: "RINA ASTUTI"}
        use(fake, settings, tmp_path)
        yield fake

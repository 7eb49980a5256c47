"""The town of the cases' tests, and ended cases made the short way."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone

from sebayu.core.cases.models import Case
from sebayu.core.cases.tests.conftest import ask, budi, rina, sari, town, tuti  # noqa: F401
from sebayu.web.tests import town as towns


@pytest.fixture(autouse=True)
def _announced() -> Any:
    towns.announce()
    yield
    towns.withdraw()


@pytest.fixture
def ended(ask: Callable[..., Case]) -> Callable[..., Case]:  # noqa: F811
    """Bu Sari's case, refused some hours ago: the shortest way to an end."""

    def _ended(*, hours: float = 1, **more: Any) -> Case:
        case = ask(**more)
        Case.objects.filter(pk=case.pk).update(
            state="refused", reason="Uji", closed_at=timezone.now() - dt.timedelta(hours=hours)
        )
        case.refresh_from_db()
        return case

    return _ended

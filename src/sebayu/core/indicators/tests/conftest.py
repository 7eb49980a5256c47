"""The declared indicators of the tests, announced and withdrawn again."""

from collections.abc import Iterator

import pytest

from sebayu.core.indicators import catalogue
from sebayu.core.indicators.tests import town


@pytest.fixture(autouse=True)
def _declared() -> Iterator[None]:
    catalogue.register(town.APP, programme="uji", sources=[town.ENDED], indicators=town.INDICATORS)
    yield
    catalogue.withdraw(town.APP)

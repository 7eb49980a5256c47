"""On the public page of an initiative stands what was published, and nothing that gives away what was not."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

import pytest

from sebayu.core.indicators import catalogue, reading
from sebayu.core.indicators.public import files
from sebayu.core.indicators.tests import town
from sebayu.programmes.movement.plan.arithmetic import Part
from sebayu.programmes.movement.plan.views import public

pytestmark = pytest.mark.django_db
PART = Part(
    "proof", "Tepat waktu", 0.5, 1.0, "", "uji.on_time@region", value="66,7 %", aim="dari 0 menuju 90"
)


@pytest.fixture
def small() -> Iterator[reading.Reading]:
    catalogue.register(town.APP, programme="uji", sources=[town.ENDED], indicators=town.INDICATORS)
    empty = reading.latest("uji.on_time")
    yield replace(empty, value=66.7, rows=3, why="", period_start=dt.date(2026, 11, 1), frequency="month")
    catalogue.withdraw(town.APP)


def test_a_number_that_was_not_published_is_not_shown(small: reading.Reading) -> None:
    shown = public._shown(PART, {("uji.on_time", "region"): small}, {})
    assert (shown.value, shown.share, shown.aim) == (public.HIDDEN, None, "")
    assert shown.why


def test_a_published_number_is_shown_as_it_was_published(small: reading.Reading) -> None:
    key = (small.key, files.FREQ[small.frequency], small.period_key, small.scope)
    row = {"OBS_VALUE": "62.5", "NUMERATOR": "20", "DENOMINATOR": "32", "OBS_ROWS": "32"}
    shown = public._shown(PART, {("uji.on_time", "region"): small}, {key: row})
    assert "62,5" in shown.value
    assert shown.share == PART.share


def test_a_part_without_a_number_stays_as_it_is() -> None:
    part = replace(PART, value="", why="belum ada angka")
    assert public._shown(part, {}, {}) == part

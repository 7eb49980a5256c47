"""What everybody may see is made of what was published: not the number, nor its way to the target, nor where it started."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sebayu.core.indicators import catalogue
from sebayu.core.indicators.enums import Standing, Why
from sebayu.core.indicators.public import shelf
from sebayu.core.indicators.readings import Reading
from sebayu.core.indicators.tests import town

NOVEMBER, YEAR = ("M", "2026-11", "region"), ("A", "2026", "region")
live = st.floats(min_value=0, max_value=10_000)


@pytest.fixture(autouse=True)
def _declared() -> Iterator[None]:
    catalogue.register(town.APP, programme="uji", sources=[town.ENDED], indicators=town.INDICATORS)
    yield
    catalogue.withdraw(town.APP)


def numbers(key: str, **values: str) -> shelf.Numbers:
    rows = {"november": NOVEMBER, "year": YEAR}
    return {
        (key, *rows[name]): {"OBS_VALUE": value, "NUMERATOR": value, "DENOMINATOR": "", "OBS_ROWS": value}
        for name, value in values.items()
    }


def total(value: float = 20, measured: float = 130, **more: object) -> Reading:
    now = Reading(
        "uji.done", "region", "month", dt.date(2026, 11, 1), value=value, rows=int(value), measured=measured,
        target=200, target_year=2026, target_basis="Keputusan (contoh)", share=measured / 200, standing="behind",
    )  # fmt: skip
    return replace(now, **more)  # type: ignore[arg-type]


def test_a_total_is_measured_by_the_published_year() -> None:
    seen = shelf.shown(town.DONE, total(), numbers("uji.done", november="18", year="120"))
    assert (seen.value, seen.measured, seen.share) == (18, 120, 0.6)


def test_a_year_that_was_not_published_measures_nothing() -> None:
    seen = shelf.shown(town.DONE, total(), numbers("uji.done", november="18"))
    assert (seen.value, seen.measured, seen.share, seen.standing) == (18, None, None, Standing.UNKNOWN)


def test_the_target_of_another_year_has_nothing_yet() -> None:
    seen = shelf.shown(town.DONE, total(target_year=2027), numbers("uji.done", november="18", year="120"))
    assert (seen.measured, seen.share) == (0, 0)


def test_a_baseline_the_house_computed_must_have_been_published_too() -> None:
    seen = shelf.shown(town.DONE, total(baseline=3, baseline_year=2026), numbers("uji.done", november="18"))
    assert (seen.baseline, seen.baseline_year) == (None, None)
    said = numbers("uji.done", november="18", year="120")
    assert shelf.shown(town.DONE, total(baseline=3, baseline_year=2026), said).baseline == 120
    decided = total(baseline=3, baseline_year=2025, baseline_basis="Keputusan (contoh)")
    assert shelf.shown(town.DONE, decided, {}).baseline == 3


@given(live, live, live, st.sampled_from(list(Standing)), st.booleans())
def test_what_happened_since_changes_nothing(
    value: float, measured: float, before: float, standing: str, is_published: bool
) -> None:
    said = numbers("uji.done", november="18", year="120") if is_published else {}
    now = total(value, measured, share=measured / 20_000, standing=standing, previous=before, digest="ab")
    moved = replace(now, numerator=value, baseline=before, baseline_year=2024)
    first = total(baseline=1, baseline_year=2024)
    assert shelf.shown(town.DONE, moved, said) == shelf.shown(town.DONE, first, said)


def test_nothing_published_yet_is_not_the_same_as_too_few() -> None:
    assert shelf.shown(town.DONE, total(), {}).why == Why.NOT_COMPUTED
    assert shelf.shown(town.DONE, total(), numbers("uji.other", november="9")).why == Why.SUPPRESSED

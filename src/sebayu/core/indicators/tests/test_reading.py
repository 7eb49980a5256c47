"""Reading numbers: what a page gets, in how many queries, and how it stands to a target."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sebayu.core.indicators import catalogue, reading, runs, words
from sebayu.core.indicators.declare import Direction, Unit
from sebayu.core.indicators.enums import Standing
from sebayu.core.indicators.models import Baseline, SourceState, Target
from sebayu.core.indicators.standing import Aim, Start, judge
from sebayu.core.indicators.tests import town
from sebayu.core.indicators.tests.town import CLOCK, ENDED, MINTARAGEN, ON_TIME, PANGGUNG, TODAY

pytestmark = pytest.mark.django_db


def compute(today: dt.date = TODAY, **more: Any) -> None:
    assert runs.compute(by=CLOCK, sources=["uji.ended"], today=today, **more).ok


def target(key: str, value: float, year: int = 2026, scope: str = "region", band: float = 0) -> None:
    Target.objects.create(
        indicator_key=key, scope=scope, year=year, value=value, band=band, basis="Uji", set_by="Uji"
    )


def baseline(key: str, value: float | None, year: int = 2025) -> None:
    Baseline.objects.create(indicator_key=key, year=year, value=value, basis="Uji", set_by="Uji")


def test_nothing_computed_says_so() -> None:
    found = reading.latest("uji.on_time", at=TODAY)
    assert (found.value, found.why, found.text) == (None, "not_computed", "–")
    assert found.standing == "unknown"


def test_latest_is_the_last_period_in_which_something_happened() -> None:
    town.end(8, dt.date(2026, 9, 3))
    town.end(2, dt.date(2026, 9, 3), late=True)
    town.end(3, dt.date(2026, 8, 3), late=True)
    compute()
    found = reading.latest("uji.on_time", at=TODAY)
    assert (found.period_start, found.period_end) == (dt.date(2026, 9, 1), dt.date(2026, 9, 30))
    assert (found.value, found.text, found.previous, found.change) == (
        80.0,
        "80 %".replace(" ", "\u00a0"),
        0.0,
        80.0,
    )
    assert (found.numerator, found.denominator, found.missing, found.rows) == (8, 10, 2, 10)
    assert reading.latest("uji.on_time", at=dt.date(2026, 8, 20)).value == 0.0
    assert len(found.digest) == 16


def test_office_without_rows_has_nought_of_a_total_and_no_share() -> None:
    town.end(2, dt.date(2026, 11, 3))
    compute()
    assert reading.latest("uji.done", scope=f"office:{PANGGUNG}", at=TODAY).value == 0
    empty = reading.latest("uji.on_time", scope=f"office:{PANGGUNG}", at=TODAY)
    assert (empty.value, empty.why) == (None, "no_rows")


def test_many_asks_the_database_no_more_for_sixty_than_for_one(django_assert_num_queries: Any) -> None:
    copies = [replace(ON_TIME, key=f"uji.copy_{n}") for n in range(60)]
    catalogue.register(town.APP, programme="uji", sources=[ENDED], indicators=[*copies, town.STATED])
    town.end(2, dt.date(2026, 11, 3))
    compute()
    keys = [row.key for row in copies]
    with django_assert_num_queries(4):
        found = reading.many(keys, at=TODAY)
    assert {row.value for row in found.values()} == {100.0}
    with django_assert_num_queries(5):
        reading.many([*keys, "uji.stated"], at=TODAY)
    with django_assert_num_queries(1):
        lines = reading.many_series(keys, at=TODAY)
    assert len(lines["uji.copy_7"]) == 1


def test_series_has_every_month_in_order() -> None:
    town.end(2, dt.date(2026, 8, 3))
    town.end(1, dt.date(2026, 10, 3), late=True)
    compute()
    line = reading.series("uji.on_time", until=TODAY)
    assert [row.period_key for row in line] == ["2026-08", "2026-09", "2026-10", "2026-11"]
    assert [row.value for row in line] == [100.0, None, 0.0, None]
    days = reading.series("uji.done", frequency="day", since=dt.date(2026, 10, 2), until=dt.date(2026, 10, 4))
    assert [row.value for row in days] == [0, 1, 0]


def test_by_scope_ranks_offices_and_areas() -> None:
    town.end(3, dt.date(2026, 11, 3))
    town.end(1, dt.date(2026, 11, 3), late=True)
    town.end(1, dt.date(2026, 11, 3), office=PANGGUNG, late=True)
    compute()
    offices = reading.by_scope("uji.on_time", kind="office", at=TODAY)
    assert {scope: row.value for scope, row in offices.items()} == {
        "office:kel_mintaragen": 75.0,
        "office:kel_panggung": 0.0,
    }
    areas = reading.by_scope("uji.done", kind="area", at=TODAY)
    assert areas["area:33.76.02"].value == 5


def test_offices_that_were_merged_are_counted_together_when_asked() -> None:
    town.end(3, dt.date(2026, 11, 3), office="opd_lama")
    town.end(1, dt.date(2026, 11, 9), office="opd_baru", late=True)
    compute()
    both = reading.together("uji.on_time", ["opd_baru", "opd_lama"], at=TODAY)
    assert (both.value, both.rows) == (75.0, 4)
    assert reading.latest("uji.on_time", scope="office:opd_lama", at=TODAY).value == 100.0


def test_failed_source_is_told_beside_the_last_number() -> None:
    town.end(3, dt.date(2026, 11, 3))
    compute()
    SourceState.objects.update(failure="OperationalError", failed_at=town.noon(TODAY))
    found = reading.latest("uji.on_time", at=TODAY)
    assert (found.value, found.why) == (100.0, "source_failed")
    assert found.why_text


def test_late_data_shows_as_a_revision() -> None:
    town.end(4, dt.date(2026, 9, 3))
    compute()
    town.end(1, dt.date(2026, 9, 3), late=True)
    compute(full=True)
    (one,) = reading.revisions("uji.on_time")
    assert (one.period, one.before, one.after, one.mark) == (
        "September 2026",
        "100\u00a0%",
        "80\u00a0%",
        "late_data",
    )


def test_running_month_is_no_revision() -> None:
    town.end(4, dt.date(2026, 11, 3))
    compute()
    town.end(1, dt.date(2026, 11, 20), late=True)
    compute(full=True)
    assert reading.revisions("uji.on_time") == []


def test_target_of_a_share_moves_along_the_line_from_its_baseline() -> None:
    town.end(7, dt.date(2026, 11, 3))
    town.end(3, dt.date(2026, 11, 3), late=True)
    compute()
    baseline("uji.on_time", 50)
    target("uji.on_time", 90)
    found = reading.latest("uji.on_time", at=TODAY)
    assert (found.target, found.baseline, found.share_of_target) == (90, 50, 0.5)
    assert found.standing == "behind"
    assert reading.latest("uji.on_time", at=dt.date(2026, 11, 30)).target_basis == "Uji"
    Target.objects.update(value=70)
    assert reading.latest("uji.on_time", at=TODAY).standing == "reached"


def test_target_of_a_total_is_compared_with_the_year_so_far() -> None:
    town.end(40, dt.date(2026, 3, 3))
    town.end(5, dt.date(2026, 11, 3))
    compute()
    target("uji.done", 50)
    found = reading.latest("uji.done", at=TODAY)
    assert (found.value, found.measured, found.share, found.standing) == (5, 45, 0.9, "on_path")
    Target.objects.update(value=60)
    assert reading.latest("uji.done", at=TODAY).standing == "behind"


def test_baseline_of_a_computed_year_is_the_number_of_that_year() -> None:
    town.end(1, dt.date(2025, 3, 3))
    town.end(1, dt.date(2025, 3, 3), late=True)
    town.end(4, dt.date(2026, 11, 3))
    compute()
    baseline("uji.on_time", None)
    target("uji.on_time", 100)
    found = reading.latest("uji.on_time", at=TODAY)
    assert (found.baseline, found.baseline_year, found.share) == (50.0, 2025, 1.0)


def test_place_without_a_target_of_its_own_has_the_regions_but_not_of_a_total() -> None:
    town.end(4, dt.date(2026, 11, 3))
    compute()
    target("uji.on_time", 90)
    target("uji.done", 90)
    assert reading.latest("uji.on_time", scope=f"office:{MINTARAGEN}", at=TODAY).target == 90
    assert reading.latest("uji.done", scope=f"office:{MINTARAGEN}", at=TODAY).target is None


def test_target_met_at_the_baseline_is_reached_while_it_is_met() -> None:
    aim, start = Aim(80, 2026), Start(80, 2025)
    met = judge(Direction.UP, 85, aim, start, at=TODAY, is_total=False)
    assert (met.standing, met.share, met.met_at_start) == (Standing.REACHED, 1.0, True)
    fallen = judge(Direction.UP, 79, aim, start, at=TODAY, is_total=False)
    assert (fallen.standing, fallen.share) == (Standing.BEHIND, 0.0)


numbers = st.floats(-1e9, 1e9, allow_nan=False) | st.just(0.0)


@given(
    direction=st.sampled_from(list(Direction)), measured=st.none() | numbers, aim=numbers, start=st.none() | numbers,
    year=st.integers(2020, 2032), begin=st.integers(2018, 2033), day=st.dates(dt.date(2019, 1, 1), dt.date(2033, 1, 1)),
    is_total=st.booleans(), band=st.floats(0, 100),
)  # fmt: skip
def test_every_number_has_a_standing_and_no_division_by_nought(
    direction: str, measured: float | None, aim: float, start: float | None, year: int, begin: int, day: dt.date, is_total: bool, band: float,
) -> None:  # fmt: skip
    found = judge(
        direction,
        measured,
        Aim(aim, year, band),
        None if start is None else Start(start, begin),
        at=day,
        is_total=is_total,
    )
    assert found.standing in Standing
    assert found.share is None or 0 <= found.share <= 1
    if found.standing == Standing.REACHED:
        assert found.share == 1.0


@pytest.mark.parametrize(
    ("value", "unit", "said"),
    [
        (62.0, Unit.PERCENT, "62\u00a0%"), (61.49, Unit.PERCENT, "61,5\u00a0%"), (1234, Unit.COUNT, "1.234"),
        (2.449, Unit.HOURS, "2,4\u00a0jam"), (1699532.4, Unit.RUPIAH, "Rp\u00a01.699.532"), (None, Unit.COUNT, "–"), (-3.04, Unit.COUNT, "-3"),
    ],
)  # fmt: skip
def test_numbers_read_in_indonesian(value: float | None, unit: str, said: str) -> None:
    assert words.text(value, unit) == said


@pytest.mark.parametrize(
    ("value", "said"), [("5.820000", "5,82\u00a0%"), ("1234.500000", "1.234,5\u00a0%"), ("100.000000", "100\u00a0%"), ("0", "0\u00a0%")]
)  # fmt: skip
def test_signed_paper_says_every_digit(value: str, said: str) -> None:
    assert words.exactly(Decimal(value), Unit.PERCENT) == said


def test_target_decimal_is_kept_exactly() -> None:
    target("uji.done", Decimal("12.5"))
    assert Target.objects.get().value == Decimal("12.500000")

"""Runs: from rows to numbers, and what happens when rows come late, move, or cannot be read."""

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from sebayu.core.indicators import catalogue, runs
from sebayu.core.indicators.errors import RunUnderWay, SourceUnknown
from sebayu.core.indicators.models import Cell, Run, SourceState, Value
from sebayu.core.indicators.tests import town
from sebayu.core.indicators.tests.town import CLOCK, ENDED, MINTARAGEN, ON_TIME, PANGGUNG, TODAY

pytestmark = pytest.mark.django_db
NOV = dt.date(2026, 11, 1)
SOURCES = ["uji.ended"]


def compute(today: dt.date = TODAY, **more: Any) -> runs.RunReport:
    return runs.compute(by=CLOCK, sources=more.pop("sources", SOURCES), today=today, **more)


def number(
    key: str = "uji.on_time", scope: str = "region", frequency: str = "month", start: dt.date = NOV
) -> Value:
    return Value.objects.current().get(
        indicator_key=key, scope=scope, frequency=frequency, period_start=start
    )


def test_compute_sums_region_offices_and_areas_from_one_scan() -> None:
    town.end(3, dt.date(2026, 11, 3))
    town.end(1, dt.date(2026, 11, 4), late=True)
    town.end(2, dt.date(2026, 11, 4), office=PANGGUNG)
    town.end(4, dt.date(2026, 11, 5), office="kel_kraton", late=True)
    report = compute()
    assert report.ok
    assert report.sources[0].rows == 10
    assert Cell.objects.count() == 4
    assert number().value == 50.0
    assert (number().numerator, number().denominator, number().rows) == (5, 10, 10)
    assert number(scope=f"office:{MINTARAGEN}").value == 75.0
    assert number(scope="area:33.76.02").value == pytest.approx(500 / 6)
    assert number(scope="area:33.76.01.1001").value == 0.0
    assert number("uji.done", frequency="day", start=dt.date(2026, 11, 4)).value == 3
    assert number("uji.done", frequency="day", start=dt.date(2026, 11, 6)).value == 0
    assert number(frequency="day", start=dt.date(2026, 11, 6)).why == "no_rows"
    assert number("uji.facts").value == 3.0
    assert number("uji.done", frequency="year", start=dt.date(2026, 1, 1)).value == 10


def test_second_run_without_news_writes_nothing() -> None:
    town.end(3, dt.date(2026, 11, 3))
    compute()
    before = Value.objects.count()
    assert compute().values == 0
    assert compute(full=True).values == 0
    assert Value.objects.count() == before


def test_late_data_of_any_day_shows_in_the_next_run_as_a_new_revision() -> None:
    town.end(4, dt.date(2026, 3, 3))
    town.end(2, dt.date(2026, 11, 3))
    compute()
    march = dt.date(2026, 3, 1)
    SourceState.objects.update(
        since=town.noon(dt.date(2026, 3, 1))
    )  # the rows below were touched after this moment
    town.end(1, dt.date(2026, 3, 9), late=True)
    report = compute(TODAY + dt.timedelta(days=1))
    assert report.revised
    assert number(start=march).value == 80.0
    history = list(Value.objects.history("uji.on_time", "region", "month", march))
    assert [(v.revision, v.value, v.mark) for v in history] == [(1, 100.0, "late_data"), (2, 80.0, "")]
    assert history[0].replaced_at


def test_rows_that_moved_away_leave_the_old_day_and_place() -> None:
    case = town.end(1, dt.date(2026, 11, 3))[0]
    compute()
    type(case).objects.filter(pk=case.pk).update(
        closed_at=town.noon(dt.date(2026, 11, 9)), office_key=PANGGUNG
    )
    compute(full=True)
    assert number("uji.done", frequency="day", start=dt.date(2026, 11, 3)).value == 0
    assert number("uji.done", frequency="day", start=dt.date(2026, 11, 9)).value == 1
    assert number("uji.done", scope=f"office:{MINTARAGEN}").value == 0
    assert number(scope=f"office:{MINTARAGEN}").why == "no_rows"
    assert number("uji.done", scope=f"office:{PANGGUNG}").value == 1


def test_incremental_and_full_agree() -> None:
    town.end(3, dt.date(2026, 10, 3))
    compute(dt.date(2026, 11, 1))
    town.end(2, dt.date(2026, 11, 2), late=True)
    town.end(1, dt.date(2026, 11, 19), office=PANGGUNG)
    compute()
    assert compute(full=True).values == 0


def test_corrected_formula_leaves_the_old_value_marked() -> None:
    town.end(4, dt.date(2026, 11, 3))
    compute()
    again = replace(ON_TIME, version="2")
    catalogue.register(town.APP, programme="uji", sources=[ENDED], indicators=[town.DONE, again, town.FACTS])
    compute()
    old, new = Value.objects.history("uji.on_time", "region", "month", NOV)
    assert (old.mark, old.value) == ("old_formula", 100.0)
    assert new.formula_version == again.formula_version(ENDED) != old.formula_version


def test_source_that_fails_is_named_and_the_others_go_on() -> None:
    def broken() -> Any:
        return town.ended().annotate(day=town.F("no_such_column"))

    catalogue.register(
        town.APP,
        programme="uji",
        sources=[replace(ENDED, key="uji.broken", rows=broken), ENDED],
        indicators=town.INDICATORS,
    )
    town.end(2, dt.date(2026, 11, 3))
    report = compute(sources=["uji.broken", "uji.ended"])
    assert report.failed == ["uji.broken"]
    assert number("uji.done").value == 2
    assert SourceState.objects.get(key="uji.broken").failure == "FieldError"
    assert Run.objects.get().state == "partly"
    assert Run.objects.get().report["sources"][0]["failure"] == "FieldError"


def test_source_that_fails_in_the_database_keeps_the_numbers_it_had() -> None:
    town.end(2, dt.date(2026, 11, 3))
    compute()

    def divides() -> Any:
        return town.ended().annotate(all=1 / town.F("conflicts"))

    measures = {**ENDED.measures}
    catalogue.register(
        town.APP,
        programme="uji",
        sources=[replace(ENDED, rows=divides, measures=measures)],
        indicators=town.INDICATORS,
    )
    assert compute(full=True).failed == ["uji.ended"]
    assert number("uji.done").value == 2
    assert SourceState.objects.get(key="uji.ended").failure == "DataError"


def test_empty_region_has_a_number_for_totals_and_a_reason_for_shares() -> None:
    assert compute().ok
    assert number("uji.done").value == 0
    assert (number().value, number().why) == (None, "no_rows")


def test_office_that_was_renamed_keeps_its_own_numbers() -> None:
    town.end(3, dt.date(2026, 5, 4), office="opd_lama")
    town.end(2, dt.date(2026, 9, 4), office="opd_baru")
    compute()
    year = dt.date(2026, 1, 1)
    assert number("uji.done", scope="office:opd_lama", frequency="year", start=year).value == 3
    assert number("uji.done", scope="office:opd_baru", frequency="year", start=year).value == 2


def test_only_one_run_at_a_time_and_a_dead_one_is_buried() -> None:
    Run.objects.create(today=TODAY, who="Uji")
    compute()
    assert list(Run.objects.order_by("started_at").values_list("state", flat=True)) == ["failed", "done"]


def test_unknown_source_is_refused() -> None:
    with pytest.raises(SourceUnknown):
        compute(sources=["tidak.ada"])


@pytest.mark.django_db(transaction=True)
def test_a_second_run_is_refused_while_one_is_under_way() -> None:
    import psycopg
    from django.db import connection

    params = connection.get_connection_params()
    known = {key: params[key] for key in ("dbname", "user", "host", "port") if params.get(key)}
    with psycopg.connect(**known) as other:
        other.execute("SELECT pg_advisory_lock(%s)", [runs.LOCK])
        with pytest.raises(RunUnderWay):
            compute()

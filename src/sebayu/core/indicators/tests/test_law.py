"""Law 7: progress cannot be typed. Whoever tries, by whatever way, is refused by the database."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from sebayu.core.indicators import runs
from sebayu.core.indicators.models import Cell, Run, Value
from sebayu.core.indicators.tests import town
from sebayu.core.indicators.tests.town import CLOCK, TODAY

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _computed() -> None:
    town.end(3, dt.date(2026, 11, 3))
    town.end(1, dt.date(2026, 11, 3), late=True)
    assert runs.compute(by=CLOCK, sources=["uji.ended"], today=TODAY).ok


def typed(**more: Any) -> Value:
    given = {
        "indicator_key": "uji.on_time", "formula_version": "x", "scope": "region", "frequency": "month", "period_start": dt.date(2030, 1, 1),
        "value": 100.0, "numerator": 1, "denominator": 1, "rows": 1, "digest": 0, "run": Run.objects.latest("started_at"),
        "computed_at": timezone.now(),
    }  # fmt: skip
    return Value(**given | more)


def sql(statement: str, *params: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, params)


def best() -> Value:
    return Value.objects.current().filter(indicator_key="uji.on_time", frequency="month").latest("id")


def forged_run() -> None:
    """Somebody opens a run by hand and names it, but the numbers he writes name another one."""
    old = Run.objects.latest("started_at")
    run = Run.objects.create(today=TODAY, who="Penipu")
    sql("SELECT set_config('sebayu.indicator_run', %s, true)", str(run.id))
    typed(run=old).save()


TRIES: dict[str, Callable[[], Any]] = {
    "save": lambda: typed().save(),
    "create": lambda: Value.objects.bulk_create([typed()]),
    "edit": lambda: Value.objects.filter(pk=best().pk).update(value=100.0),
    "edit rows": lambda: Value.objects.filter(pk=best().pk).update(numerator=4, rows=4),
    "save again": lambda: (lambda value: (setattr(value, "value", 100.0), value.save()))(best()),
    "hide": lambda: Value.objects.filter(pk=best().pk).update(replaced_at=timezone.now(), mark="late_data"),
    "delete": lambda: best().delete(),
    "delete all": lambda: Value.objects.all().delete(),
    "raw delete": lambda: sql("DELETE FROM indicators_value"),
    "raw insert": lambda: sql("INSERT INTO indicators_value SELECT * FROM indicators_value LIMIT 0"),
    "raw update": lambda: sql("UPDATE indicators_value SET value = 100"),
    "truncate": lambda: sql("TRUNCATE indicators_value"),
    "copy": lambda: sql("INSERT INTO indicators_value SELECT 9999999, indicator_key, formula_version, 'region', frequency, '2031-01-01', 100, '', "
                        "1, 1, 1, 0, computed_at, 1, NULL, '', run_id FROM indicators_value LIMIT 1"),
    "cell": lambda: Cell.objects.update(sums=[4, 4, 4, 4]),
    "new cell": lambda: Cell.objects.create(source_key="uji.ended", version="x", day=TODAY, sums=[9, 9, 9, 9], counts=[9, 9, 9, 9], rows=9, digest=0),
    "no cell": lambda: Cell.objects.all().delete(),
    "truncate cells": lambda: sql("TRUNCATE indicators_cell"),
    "setting without a run": lambda: (sql("SELECT set_config('sebayu.indicator_run', gen_random_uuid()::text, true)"), typed().save()),
    "setting of a run that ended": lambda: (
        sql("SELECT set_config('sebayu.indicator_run', %s, true)", str(Run.objects.latest("started_at").id)), typed().save()
    ),
    "forged run": forged_run,
    "reopen a run": lambda: Run.objects.update(state="running", finished_at=None),
    "delete a run": lambda: Run.objects.all().delete(),
}  # fmt: skip


@pytest.mark.parametrize("way", TRIES)
def test_no_number_can_be_typed(way: str) -> None:
    before = list(Value.objects.order_by("id").values_list("id", "value", "numerator", "replaced_at"))
    with pytest.raises(DatabaseError), transaction.atomic():
        TRIES[way]()
    assert list(Value.objects.order_by("id").values_list("id", "value", "numerator", "replaced_at")) == before


def test_a_run_writes_and_says_who_and_when() -> None:
    value = best()
    assert (value.value, value.run.who, value.run.state) == (75.0, "Uji", "done")


def test_what_was_found_in_the_midst_of_a_month_is_forgotten_and_what_it_ended_with_is_not() -> None:
    town.end(1, dt.date(2026, 11, 20))
    assert runs.compute(by=CLOCK, sources=["uji.ended"], today=TODAY, full=True).revised
    town.end(1, dt.date(2026, 11, 3))
    assert runs.compute(by=CLOCK, sources=["uji.ended"], today=dt.date(2027, 1, 5), full=True).revised
    assert set(Value.objects.exclude(mark="").values_list("mark", flat=True)) == {"running", "late_data"}
    sql("SET LOCAL session_replication_role = replica")
    sql("UPDATE indicators_value SET replaced_at = now() - interval '4 days' WHERE replaced_at IS NOT NULL")
    sql("SET LOCAL session_replication_role = origin")
    runs.compute(by=CLOCK, sources=["uji.ended"], today=dt.date(2027, 1, 5))
    assert set(Value.objects.exclude(mark="").values_list("mark", flat=True)) == {"late_data"}


def test_a_number_that_crept_in_is_put_right_by_the_next_full_run() -> None:
    """Even a superuser who switches the triggers off is found out: the rows are the truth, and what he wrote stays to be seen."""
    sql("SET LOCAL session_replication_role = replica")
    Value.objects.filter(pk=best().pk).update(value=100.0)
    sql("SET LOCAL session_replication_role = origin")
    assert runs.compute(by=CLOCK, sources=["uji.ended"], today=TODAY, full=True).revised == 1
    assert best().value == 75.0
    assert Value.objects.get(replaced_at__isnull=False).value == 100.0

"""Numbers: no duplicate, no gap, void keeps its reason, under any concurrency."""

from __future__ import annotations

import datetime as dt
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import DatabaseError, connection, connections, transaction
from hypothesis import given
from hypothesis import strategies as st

from sebayu.core.areas.region import load
from sebayu.core.documents import numbers
from sebayu.core.documents.errors import NumberingMissing
from sebayu.core.documents.models import IssuedNumber, NumberSeries
from sebayu.core.documents.numbers import NumberingRule, Occasion
from sebayu.core.ledger.errors import NotInTransaction

RULE = NumberingRule("{code}/{n:03d}/{unit}/{month_roman}/{year}")
DAY = dt.date(2026, 11, 21)


def occasion(**rest: object) -> Occasion:
    return Occasion(
        **{"letter_key": "sktm", "office_key": "kel_x", "code": "400.10.4.3", "unit": "Kel.X", "on": DAY}
        | rest
    )


def test_number_follows_the_pattern() -> None:
    assert numbers.show(RULE, 7, occasion()) == "400.10.4.3/007/Kel.X/XI/2026"
    assert (
        numbers.show(NumberingRule("{code}/{n}/{unit}"), 15, occasion(code="000.8.3.3", unit="OR"))
        == "000.8.3.3/15/OR"
    )


@pytest.mark.parametrize(
    "pattern",
    ["{code}/{unit}", "{n}/{office}", "{n.__class__}", "{n!r}{x}", "{n:>99999999}", "{0}", "{n[0]}"],
)
def test_pattern_that_is_no_number_is_refused(pattern: str) -> None:
    with pytest.raises(ValueError, match="pattern"):
        NumberingRule(pattern)


@pytest.mark.parametrize("scope", [(), ("kota",)])
def test_scope_that_is_unknown_is_refused(scope: tuple) -> None:
    with pytest.raises(ValueError, match="scope"):
        NumberingRule("{n}", scope)


@given(
    a=st.dates(dt.date(2020, 1, 1), dt.date(2040, 1, 1)),
    b=st.dates(dt.date(2020, 1, 1), dt.date(2040, 1, 1)),
    office=st.sampled_from(["kel_x", "kel_y"]),
    letter=st.sampled_from(["sktm", "sku"]),
)
def test_counter_restarts_exactly_where_its_scope_says(
    a: dt.date, b: dt.date, office: str, letter: str
) -> None:
    one, two = occasion(on=a), occasion(on=b, office_key=office, letter_key=letter)
    by_office = NumberingRule("{n}", ("office", "year"))
    by_month = NumberingRule("{n}", ("office", "letter", "month"))
    same_office = office == "kel_x"
    assert (numbers.scope_key(by_office, one) == numbers.scope_key(by_office, two)) == (
        same_office and a.year == b.year
    )
    assert (numbers.scope_key(by_month, one) == numbers.scope_key(by_month, two)) == (
        same_office and letter == "sktm" and (a.year, a.month) == (b.year, b.month)
    )


@pytest.mark.django_db(transaction=True)
def test_number_outside_a_transaction_is_refused() -> None:
    with pytest.raises(NotInTransaction):
        numbers.take(rule=RULE, occasion=occasion())


@pytest.mark.django_db
def test_rollback_gives_the_number_back() -> None:
    with transaction.atomic():
        assert numbers.take(rule=RULE, occasion=occasion()).record.n == 1
        transaction.set_rollback(True)
    assert numbers.take(rule=RULE, occasion=occasion()).record.n == 1


@pytest.mark.django_db(transaction=True)
def test_fifty_issuers_at_once_make_no_duplicate_and_no_gap() -> None:
    """Fifty threads, two counters, every fifth transaction fails after taking its number."""
    barrier = threading.Barrier(50)

    def one(i: int) -> int | None:
        barrier.wait()
        try:
            for round_ in range(3):
                with transaction.atomic():
                    taken = numbers.take(rule=RULE, occasion=occasion(office_key=f"kel_{i % 2}"))
                    if (i + round_) % 5 == 0:
                        raise RuntimeError
        except RuntimeError:
            return None
        finally:
            connections.close_all()
        return taken.record.n

    with ThreadPoolExecutor(50) as pool:
        list(pool.map(one, range(50)))
    for scope in ("office=kel_0 year=2026", "office=kel_1 year=2026"):
        given_out = sorted(IssuedNumber.objects.filter(series_id=scope).values_list("n", flat=True))
        assert given_out == list(range(1, NumberSeries.objects.get(scope=scope).last + 1))
        assert len(given_out) > 40
        assert numbers.gaps(scope) == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE documents_issuednumber SET n = 9",
        "UPDATE documents_issuednumber SET text = 'x'",
        "DELETE FROM documents_issuednumber",
        "UPDATE documents_numberseries SET last = last + 2",
        "UPDATE documents_numberseries SET last = 0",
        "INSERT INTO documents_issuednumber (series_id, n, text, taken_at, void_reason) SELECT series_id, n, text, now(), '' FROM documents_issuednumber",
        "UPDATE documents_issuednumber SET void_at = now()",
    ],
)
def test_database_refuses_to_edit_numbers(sql: str) -> None:
    numbers.take(rule=RULE, occasion=occasion())
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


def test_rule_and_code_come_from_the_region_pack_on_that_day() -> None:
    pack = load("kota_tegal")
    assert "{n" in numbers.rule_for(pack, "sktm", "kelurahan", DAY).pattern
    assert numbers.code_for(pack, "domisili", DAY) == "400.12.2.1"
    with pytest.raises(NumberingMissing):
        numbers.code_for(pack, "domisili", dt.date(2001, 1, 1))
    with pytest.raises(NumberingMissing):
        numbers.rule_for(pack, "sktm", "kelurahan", dt.date(2001, 1, 1))

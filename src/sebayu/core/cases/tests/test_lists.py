"""Lists of cases: who finds what in them, pages that stay put, counts that are right, one ledger entry a page."""

import datetime as dt
from uuid import uuid4

import pytest
from django.db import connection
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sebayu.core.cases import figures, lists
from sebayu.core.cases.models import Case
from sebayu.core.cases.tests.many import DESK, cases
from sebayu.core.ledger import Actor
from sebayu.core.ledger.models import LedgerEntry


def ids(page: lists.Page) -> list:
    return [case.id for case in page.cases]


def walk(by: Actor, size: int = 4, **more: object) -> list:
    """Every id of a box, page by page."""
    found, key = [], None
    while True:
        page = lists.page(by=by, size=size, after=key, **more)
        found += ids(page)
        key = page.after
        if key is None:
            return found


def test_inbox_is_due_first_and_belongs_to_the_desk(budi: Actor, tuti: Actor, darmo: Actor) -> None:
    made = cases(5)
    cases(2, desk="kel_bancar:officer")
    assert ids(lists.page(by=budi)) == [c.id for c in made]
    assert len(lists.page(by=tuti).cases) == 2
    assert lists.page(by=darmo).cases == []


def test_page_of_names_is_one_entry_with_everybody_on_it(budi: Actor) -> None:
    made = cases(6)
    before = LedgerEntry.objects.count()
    page = lists.page(by=budi, size=4)
    entry = LedgerEntry.objects.latest("id")
    assert LedgerEntry.objects.count() == before + 1
    assert set(entry.subjects) == {c.subject_id for c in page.cases} == {c.subject_id for c in made[:4]}
    assert (entry.act, entry.actor_name, entry.facts) == ("read", budi.name, ["person.name"])


def test_pages_neither_repeat_nor_skip_while_cases_come_and_go(budi: Actor) -> None:
    made = cases(12)
    first = lists.page(by=budi, size=5)
    cases(1, start=timezone.now() - dt.timedelta(days=1))  # comes in before what was read
    Case.objects.filter(pk=made[0].pk).update(desk="kel_mintaragen:head")  # leaves
    second = lists.page(by=budi, size=5, after=first.after)
    assert ids(first) + ids(second) == [c.id for c in made[:10]]
    back = lists.page(by=budi, size=5, before=second.before)
    assert ids(back)[1:] == [c.id for c in made[1:5]]  # before them the one that came in
    assert back.before is None


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(minutes=st.lists(st.integers(0, 3), min_size=0, max_size=12), size=st.integers(1, 5))
def test_walking_a_box_meets_everybody_once_even_when_due_together(
    budi: Actor, minutes: list[int], size: int
) -> None:
    Case.objects.all().delete()
    base = timezone.now()
    for minute in minutes:
        cases(1, start=base + dt.timedelta(minutes=minute))
    found = walk(budi, size)
    assert len(found) == len(set(found)) == len(minutes)


def test_two_desks_of_one_person_are_one_list(rina: Actor) -> None:
    base = timezone.now()
    a = cases(3, desk="kel_mintaragen:head", start=base, step_kind="sign")
    b = cases(3, desk="kel_panggung:head", start=base + dt.timedelta(seconds=30), step_kind="sign")
    expected = [c.id for pair in zip(a, b, strict=True) for c in pair]
    assert walk(rina, 2) == walk(rina, 2, name=lists.SIGN) == expected
    assert figures.figures(rina).to_sign == 6


def test_filters_narrow_list_and_count_alike(budi: Actor) -> None:
    cases(2, rw="005")
    cases(3, rw="006", conflicts=1, service_key="lain", service_title="Surat Lain")
    cases(1, rw="006", known=1)
    for filters, count in [
        (lists.Filters(rw="006"), 4),
        (lists.Filters(service="lain"), 3),
        (lists.Filters(evidence="complete"), 2),
        (lists.Filters(evidence="missing"), 1),
        (lists.Filters(evidence="conflict", rw="006"), 3),
        (lists.Filters(step="initial"), 0),
        (lists.Filters(rw="x' OR 1=1 --"), 0),
    ]:
        assert len(lists.page(by=budi, filters=filters).cases) == count
        assert figures.figures(budi, filters).found == count


def test_figures_count_what_the_boxes_hold(budi: Actor) -> None:
    now = timezone.now()
    cases(2, start=now - dt.timedelta(hours=2))
    mine = cases(1, start=now + dt.timedelta(days=3), holder_id=budi.account_id)
    cases(3, desk="", state="waiting_citizen", office_key="kel_mintaragen")
    cases(
        1,
        desk="",
        state="refused",
        office_key="kel_mintaragen",
        closed_at=now,
        reason="uji",
        step_due_at=None,
    )
    cases(4, desk="", state="waiting_citizen", office_key="kel_bancar")
    found = figures.figures(budi)
    assert (found.needs, found.late, found.held, found.waiting, found.done) == (3, 2, 1, 3, 1)
    assert found.services == [["uji", "Surat Uji", 3]]
    assert found.rws == [["005", 3]]
    assert found.choices_are_exact
    assert ids(lists.page(by=budi, name=lists.HELD)) == [mine[0].id]
    assert len(lists.page(by=budi, name=lists.WAITING).cases) == 3
    assert len(lists.page(by=budi, name=lists.DONE).cases) == 1


def test_ketua_rt_sees_no_list_of_the_kelurahan(darmo: Actor) -> None:
    cases(3, desk="", state="waiting_citizen", office_key="kel_mintaragen")
    mine = cases(1, desk="kel_mintaragen:rt:005:004", step_kind="attest")
    cases(1, desk="kel_mintaragen:rt:005:003", step_kind="attest")
    assert lists.staff_offices(darmo) == []
    assert lists.page(by=darmo, name=lists.WAITING).cases == []
    assert ids(lists.page(by=darmo)) == [mine[0].id]
    assert figures.figures(darmo).waiting == 0


def test_neighbours_are_the_ones_beside_it_in_the_same_filters(budi: Actor, tuti: Actor) -> None:
    made = cases(5)
    Case.objects.filter(pk=made[3].pk).update(rw="009")
    beside = figures.neighbours(budi, made[2])
    assert (beside.previous, beside.next, beside.place, beside.total) == (made[1].id, made[3].id, 3, 5)
    beside = figures.neighbours(budi, made[2], lists.Filters(rw="005"))
    assert (beside.next, beside.place, beside.total) == (made[4].id, 3, 4)
    assert figures.neighbours(budi, made[0]).previous is None
    assert figures.neighbours(tuti, made[2]) == figures.Neighbours()


def test_offices_are_counted_without_names(budi: Actor) -> None:
    now = timezone.now()
    cases(2)
    late = cases(1)
    Case.objects.filter(pk=late[0].pk).update(due_at=now - dt.timedelta(hours=1))
    cases(1, desk="", state="issued", closed_at=now, step_due_at=None, document_id=uuid4())
    before = LedgerEntry.objects.count()
    (ward,) = [
        o for o in figures.by_office(since=now - dt.timedelta(days=7)) if o.office_key == "kel_mintaragen"
    ]
    assert (ward.open, ward.late, ward.issued) == (3, 1, 1)
    assert LedgerEntry.objects.count() == before


@pytest.mark.parametrize("text", ["", "x", "-", "ffffffffffffffffffff-00", "1-zz", "é-" + "0" * 32])
def test_a_key_that_is_not_ours_is_no_key(text: str) -> None:
    assert lists.Key.parse(text) is None


def test_a_key_survives_the_address(budi: Actor) -> None:
    key = lists.Key(timezone.now(), uuid4())
    assert lists.Key.parse(str(key)) == key


def test_first_page_walks_the_index_and_sorts_nothing(budi: Actor) -> None:
    cases(300)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE cases_case")
        cursor.execute("SET LOCAL enable_seqscan = off")
    query = Case.objects.filter(state="open", desk=DESK).order_by("step_due_at", "id")[:26]
    plan = query.explain()
    assert "case_inbox" in plan
    assert "Sort" not in plan

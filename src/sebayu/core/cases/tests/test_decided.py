"""The box of what is done: what an officer decided himself stays in his view until midnight, wherever the case went."""

import datetime as dt
from uuid import UUID, uuid4

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sebayu.core.cases import actions, figures, lists, perms
from sebayu.core.cases.enums import DECIDED, EventKind
from sebayu.core.cases.models import Case, CaseEvent
from sebayu.core.cases.tests.many import cases
from sebayu.core.ledger import Actor

KECAMATAN = "kec_tegal_timur:camat_officer"


@pytest.fixture
def yanto(town: object) -> Actor:
    """An officer of the kecamatan: the cases on his desk belong to a kelurahan."""
    return Actor(
        "officer", "Yanto", uuid4(), office_key="kec_tegal_timur", post="Petugas Kecamatan Tegal Timur",
        roles=frozenset({"camat_officer", "camat_officer@kec_tegal_timur"}),
        offices=frozenset({"kec_tegal_timur"}), desks=frozenset({KECAMATAN}),
    )  # fmt: skip


def at_kecamatan(count: int = 1, **more: object) -> list[Case]:
    return cases(count, desk=KECAMATAN, **{"office_key": "kel_mintaragen", **more})


def done(by: Actor, **more: object) -> list[UUID]:
    """The box, after its count was found right."""
    page = lists.page(by=by, name=lists.DONE, **more)
    if not more:
        assert figures.figures(by).done == len(page.cases)
    return [case.id for case in page.cases]


def returned(case: Case, by: Actor) -> Case:
    return actions.decide_step(by=by, case_id=case.id, verdict="return", note="Untuk apa?")


def test_what_a_kecamatan_returned_stays_in_its_officers_view(yanto: Actor, budi: Actor, tuti: Actor) -> None:
    one, two = at_kecamatan(2)
    assert done(yanto) == []
    returned(one, yanto)
    returned(two, yanto)
    assert done(yanto) == [two.id, one.id]
    assert done(budi) == done(tuti) == []  # not ended, and not theirs
    case = Case.objects.get(pk=one.id)
    assert not perms.can_see(yanto, case)
    assert perms.can_look_back(yanto, case)
    assert not perms.can_look_back(tuti, case)
    assert not perms.can_look_back(budi, case)


def test_what_comes_back_to_the_desk_is_not_done(yanto: Actor) -> None:
    (case,) = at_kecamatan()
    returned(case, yanto)
    Case.objects.filter(pk=case.pk).update(state="open", desk=KECAMATAN)
    assert done(yanto) == []


def test_yesterday_is_over(yanto: Actor) -> None:
    (case,) = at_kecamatan()
    yesterday = lists.start_of_today() - dt.timedelta(seconds=1)
    CaseEvent.objects.create(
        case=case, kind=EventKind.RETURNED, account_id=yanto.account_id, who=yanto.name, at=yesterday
    )
    Case.objects.filter(pk=case.pk).update(desk="", state="waiting_citizen")
    assert done(yanto) == []
    assert not perms.can_look_back(yanto, case)


def test_who_only_took_it_has_not_decided(yanto: Actor) -> None:
    (case,) = at_kecamatan()
    actions.take(by=yanto, case_id=case.id)
    Case.objects.filter(pk=case.pk).update(desk="kel_mintaragen:head")
    assert done(yanto) == []


def test_own_office_ends_it_and_it_stands_there_once(budi: Actor) -> None:
    one, two = cases(2)
    actions.decide_step(by=budi, case_id=one.id, verdict="refuse", note="Bukan warga sini.")
    returned(two, budi)
    assert done(budi) == [two.id, one.id]


def test_events_of_the_clock_and_of_old_times_belong_to_nobody(budi: Actor) -> None:
    (case,) = cases(1, desk="", state="waiting_citizen", office_key="kel_lain")
    CaseEvent.objects.create(case=case, kind=EventKind.RETURNED)
    nobody = Actor("officer", "Tanpa akun", roles=budi.roles, offices=budi.offices, desks=budi.desks)
    assert done(nobody) == done(budi) == []
    assert not perms.can_look_back(nobody, case)


def test_ketua_rt_has_no_such_box(darmo: Actor) -> None:
    (case,) = cases(1, desk="", state="waiting_citizen", office_key="kel_mintaragen")
    CaseEvent.objects.create(case=case, kind=EventKind.RETURNED, account_id=darmo.account_id)
    assert done(darmo) == []
    assert not perms.can_look_back(darmo, case)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    lot=st.lists(
        st.tuples(
            st.sampled_from(["kel_mintaragen", "kel_lain"]),
            st.sampled_from(["open", "waiting_citizen", "refused"]),
            st.integers(0, 3),
        ),
        max_size=10,
    ),
    size=st.integers(1, 4),
)
def test_box_and_count_agree_and_nobody_is_met_twice(budi: Actor, lot: list[tuple], size: int) -> None:
    """Ended by the office, decided by him, both or neither; several decisions of one case on one day."""
    expected = sum(
        bool(decisions or (office == "kel_mintaragen" and state == "refused"))
        for office, state, decisions in lot
    )
    with transaction.atomic():
        for office, state, decisions in lot:
            _put(budi, office, state, decisions)
        found, key = [], None
        while True:
            page = lists.page(by=budi, name=lists.DONE, size=size, after=key)
            found += [case.id for case in page.cases]
            if (key := page.after) is None:
                break
        counted = figures.figures(budi).done
        transaction.set_rollback(True)
    assert len(found) == len(set(found)) == expected == counted


def _put(budi: Actor, office: str, state: str, decisions: int) -> None:
    ended = {"closed_at": timezone.now(), "reason": "uji", "step_due_at": None} if state == "refused" else {}
    desk = "kel_lain:officer" if state == "open" else ""
    (case,) = cases(1, desk=desk, office_key=office, state=state, **ended)
    for _again in range(decisions):
        CaseEvent.objects.create(case=case, kind=EventKind.RETURNED, account_id=budi.account_id)


def test_box_costs_two_statements_however_many(yanto: Actor) -> None:
    """The entry in the ledger and the rows."""
    for case in at_kecamatan(6):
        returned(case, yanto)
    with CaptureQueriesContext(connection) as few:
        lists.page(by=yanto, name=lists.DONE, size=2)
    with CaptureQueriesContext(connection) as many:
        assert len(lists.page(by=yanto, name=lists.DONE, size=6).cases) == 6
    assert len(few) == len(many) <= 5, [q["sql"][:80] for q in many]


def test_my_day_is_found_by_its_index(yanto: Actor) -> None:
    (case,) = at_kecamatan()
    CaseEvent.objects.bulk_create(
        CaseEvent(case=case, kind=EventKind.RETURNED, account_id=uuid4()) for _ in range(400)
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE cases_caseevent")
        cursor.execute("SET LOCAL enable_seqscan = off")
    mine = CaseEvent.objects.filter(
        account_id=yanto.account_id, kind__in=DECIDED, at__gte=lists.start_of_today()
    )
    assert "case_decided" in mine.values("case_id").order_by().explain()

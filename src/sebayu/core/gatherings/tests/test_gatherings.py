"""Sessions and who came: the organiser (Pak Budi), a citizen (Bu Sari), guests, and Ibu Tuti of another city."""

import datetime as dt
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sebayu.core.gatherings import actions, attending, owners
from sebayu.core.gatherings.enums import State
from sebayu.core.gatherings.errors import (
    AlreadyStruck,
    CannotMove,
    DoorsClosed,
    NameMissing,
    NoReason,
    NotForThem,
    NotOrganiser,
    SamePerson,
    WrongTimes,
)
from sebayu.core.gatherings.models import Attendance, Correction, Gathering, plain
from sebayu.core.ledger import Actor
from sebayu.core.ledger.access import writing
from sebayu.core.ledger.errors import SilentRead
from sebayu.core.ledger.models import LedgerEntry

BUDI = Actor(
    kind="officer", name="Budi Prasetya", account_id=uuid4(), post="Petugas", office_key="opd_diskominfo",
    roles=frozenset({"officer", "officer@opd_diskominfo"}),
)  # fmt: skip
TUTI = Actor(
    kind="officer", name="Tuti Handayani", account_id=uuid4(), office_key="kel_bancar",
    roles=frozenset({"officer", "officer@kel_bancar"}),
)  # fmt: skip
SARI = Actor(
    kind="citizen", name="Sari Wulandari", account_id=uuid4(), person_id=uuid4(), roles=frozenset({"citizen"})
)
GUEST = Actor.public()
NOON = timezone.now().replace(hour=5, minute=0)


def make(**more) -> Gathering:
    values = {
        "by": BUDI,
        "title": "Bimtek I",
        "starts_at": NOON,
        "ends_at": NOON,
        "office_key": "opd_diskominfo",
    }
    return actions.plan(**{**values, **more})


def test_whoever_keeps_a_record_says_who_holds_sessions_for_it(db, monkeypatch):
    monkeypatch.setitem(owners._kinds, "uji.Milik", lambda actor, key: actor == BUDI and key == "1")
    mine = make(owner_ref="uji.Milik:1")
    for ref in ("uji.Milik:2", "uji.Milik:", "uji.Milik"):
        with pytest.raises(NotForThem):
            make(owner_ref=ref)
        with pytest.raises(NotForThem):
            actions.change(by=BUDI, gathering=mine, owner_ref=ref)
    with pytest.raises(NotForThem):
        make(by=TUTI, office_key="kel_bancar", owner_ref="uji.Milik:1")
    assert Gathering.objects.count() == 1


@pytest.fixture
def hall(db) -> Gathering:
    return actions.open_doors(by=BUDI, gathering=make(owner_ref="uji:1"))


def come(hall: Gathering, by: Actor = GUEST, **more: str) -> bool:
    return actions.attend(gathering=hall, by=by, token=hall.attend_token, **more)


def test_guest_and_account_are_each_counted_once(hall):
    assert come(hall, name="Rara Ayu", organisation="PT Samudra")
    assert not come(hall, name="rara  AYU", organisation="pt. samudra")
    assert come(hall, SARI)
    assert not come(hall, SARI)
    assert attending.present(hall) == 2
    assert attending.is_there(hall, SARI.account_id)


def test_guest_who_then_logs_in_is_one_person(hall):
    assert come(hall, name="Sari Wulandari", organisation="Warga")
    assert not come(hall, SARI, organisation="Warga")
    assert attending.present(hall) == 1


def test_namesakes_of_one_organisation_with_accounts_are_two(hall):
    other = Actor(kind="citizen", name=SARI.name, account_id=uuid4(), roles=frozenset({"citizen"}))
    assert come(hall, SARI, organisation="Dinas")
    assert come(hall, other, organisation="Dinas")
    assert attending.present(hall) == 2


def test_token_opens_only_while_the_doors_are_open(db):
    planned = make()
    for token in (planned.attend_token, "", "salah"):
        with pytest.raises(DoorsClosed):
            actions.attend(gathering=planned, by=GUEST, token=token, name="A", organisation="B")
    hall = actions.open_doors(by=BUDI, gathering=planned)
    with pytest.raises(DoorsClosed):
        actions.attend(gathering=hall, by=GUEST, token="salah", name="A", organisation="B")
    old = hall.attend_token
    hall = actions.renew_token(by=BUDI, gathering=hall)
    with pytest.raises(DoorsClosed):
        actions.attend(gathering=hall, by=GUEST, token=old, name="A", organisation="B")
    assert come(hall, name="A", organisation="B")
    actions.close_doors(by=BUDI, gathering=hall)
    with pytest.raises(DoorsClosed):
        come(hall, name="C", organisation="D")


def test_guest_says_name_and_organisation(hall):
    for more in ({}, {"name": "A"}, {"organisation": "B"}, {"name": "  ", "organisation": "B"}):
        with pytest.raises(NameMissing):
            come(hall, **more)


def test_who_came_is_read_by_the_organiser_with_an_entry_and_by_nobody_else(hall):
    come(hall, name="Rara", organisation="X")
    with pytest.raises(SilentRead):
        list(Attendance.objects.all())
    with pytest.raises(NotOrganiser), attending.listed(hall, by=TUTI):
        pass
    with pytest.raises(NotOrganiser), attending.listed(hall, by=SARI):
        pass
    before = LedgerEntry.objects.filter(act="read").count()
    with attending.listed(hall, by=BUDI) as rows:
        assert [r.name for r in rows] == ["Rara"]
    assert LedgerEntry.objects.filter(act="read").count() == before + 1


@pytest.mark.parametrize("stranger", [TUTI, SARI, GUEST], ids=["tuti", "sari", "guest"])
def test_strangers_run_nothing(hall, stranger):
    for run in (
        lambda: make(by=stranger),
        lambda: actions.change(by=stranger, gathering=hall, place="x"),
        lambda: actions.cancel(by=stranger, gathering=hall, reason="x"),
        lambda: actions.close_doors(by=stranger, gathering=hall),
        lambda: actions.renew_token(by=stranger, gathering=hall),
        lambda: actions.record(by=stranger, gathering=hall, rows=[{"name": "A"}]),
    ):
        with pytest.raises(NotOrganiser):
            run()


def test_correction_keeps_what_was_there(hall):
    come(hall, name="Rara Aju", organisation="X")
    come(hall, name="Dimas", organisation="X")
    with writing():
        rara, dimas = Attendance.objects.order_by("at")
    actions.correct(by=BUDI, attendance=rara, name="Rara Ayu", reason="Salah eja")
    with pytest.raises(SamePerson):
        actions.correct(by=BUDI, attendance=dimas, name="RARA AYU", reason="uji")
    with pytest.raises(NoReason):
        actions.strike(by=BUDI, attendance=dimas, reason=" ")
    with pytest.raises(NotOrganiser):
        actions.strike(by=TUTI, attendance=dimas, reason="uji")
    actions.strike(by=BUDI, attendance=dimas, reason="Tidak hadir")
    with pytest.raises(AlreadyStruck):
        actions.strike(by=BUDI, attendance=dimas, reason="lagi")
    assert attending.present(hall) == 1
    assert come(hall, name="Dimas", organisation="X")  # he came after all
    with writing():
        first = Correction.objects.get(attendance=rara)
        assert first.before == {"name": "Rara Aju"}
        with pytest.raises(IntegrityError), transaction.atomic():
            Correction.objects.filter(pk=first.pk).update(reason="lain")


def test_organiser_writes_down_who_has_no_phone(hall):
    actions.close_doors(by=BUDI, gathering=hall)
    rows = [{"name": "A", "organisation": "X"}, {"name": "a", "organisation": "x"}, {"name": "B"}]
    assert actions.record(by=BUDI, gathering=hall, rows=rows) == (2, 1)
    assert actions.record(by=BUDI, gathering=hall, rows=rows) == (0, 3)


def test_counts_of_an_owner_name_each_person_once(hall):
    second = actions.open_doors(by=BUDI, gathering=make(owner_ref="uji:1"))
    make(owner_ref="uji:1")  # planned: not held yet
    for each in (hall, second):
        come(each, SARI)
        come(each, name="Rara", organisation="X")
    come(second, name="Lain", organisation="Y")
    assert attending.counts(["uji:1", "uji:2"]) == {
        "uji:1": attending.Counts(2, 3),
        "uji:2": attending.Counts(0, 0),
    }


def test_what_is_over_is_not_changed(db):
    hall = make()
    with pytest.raises(CannotMove):
        actions.close_doors(by=BUDI, gathering=hall)
    with pytest.raises(WrongTimes):
        actions.change(by=BUDI, gathering=hall, ends_at=NOON - dt.timedelta(days=1))
    actions.change(
        by=BUDI, gathering=hall, agenda=[{"time": "09.00", "title": "Buka", "x": "y"}, {"title": " "}]
    )
    hall.refresh_from_db()
    assert hall.agenda == [{"time": "09.00", "title": "Buka", "speaker": ""}]
    with pytest.raises(NoReason):
        actions.cancel(by=BUDI, gathering=hall, reason="")
    hall = actions.cancel(by=BUDI, gathering=hall, reason="Banjir")
    assert hall.state == State.CANCELLED
    for again in (actions.open_doors, actions.close_doors):
        with pytest.raises(CannotMove):
            again(by=BUDI, gathering=hall)
    with pytest.raises(CannotMove):
        actions.record(by=BUDI, gathering=hall, rows=[{"name": "A"}])
    assert attending.find(hall.attend_token) is None


words = st.text(st.characters(categories=["L", "N", "P", "Zs"]), max_size=30)


@given(name=words, organisation=words)
def test_writing_a_name_otherwise_makes_nobody_new(name, organisation):
    assert plain(f" {name.lower()} ", organisation) == plain(name.lower(), f"{organisation}  ")
    assert plain(name, organisation).count("|") == 1


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=st.lists(st.sampled_from(["sari", "tuti", "a", "b", "c"]), max_size=12))
def test_people_counted_are_the_different_people_whatever_the_order(db, order):
    hall = actions.open_doors(by=BUDI, gathering=make())
    accounts = {"sari": SARI, "tuti": TUTI}
    for who in order:
        come(hall, accounts[who]) if who in accounts else come(hall, name=who, organisation="org")
    assert attending.present(hall) == len(set(order))

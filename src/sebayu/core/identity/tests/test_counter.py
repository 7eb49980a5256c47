"""At the counter: opening accounts, and acting for somebody; each write stands or falls with its entry."""

from __future__ import annotations

import datetime as dt
from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.utils import timezone

from sebayu.core.identity import actions
from sebayu.core.identity.acting import actor_for
from sebayu.core.identity.contact import clean_phone
from sebayu.core.identity.errors import AccountExists, BadAssistance, BadContact, NotAllowed
from sebayu.core.identity.models import Account, AssistedSession
from sebayu.core.identity.tests.people import SARI_NIK, Town, admin
from sebayu.core.ledger.models import LedgerEntry

NEW_NIK = "3376011203900004"


def enrol(town: Town, **more: object) -> Account:
    given = {
        "person_id": uuid4(),
        "name": "Slamet",
        "nik": NEW_NIK,
        "phone": "0812-3456-7890",
        "id_shown": "ktp",
    }
    return actions.enrol_citizen(by=actor_for(town.budi), **{**given, **more})


def test_account_opened_at_the_counter(town: Town) -> None:
    made = enrol(town, email=" Slamet@Contoh.Test ")
    assert (made.phone, made.email, made.has_usable_password()) == (
        "+6281234567890",
        "slamet@contoh.test",
        False,
    )
    entry = LedgerEntry.objects.get(act="identity.enrol_citizen")
    assert entry.subjects == [made.person_id]
    assert NEW_NIK not in str(entry.detail)


def test_contacts_are_corrected_in_the_same_account(town: Town) -> None:
    again = enrol(town, person_id=town.sari_person, name="Sari Wulandari", nik=SARI_NIK, phone="+62 812 0000")
    assert again.id == town.sari.id
    assert again.phone == "+628120000"


def test_nik_of_another_account_is_refused(town: Town) -> None:
    with pytest.raises(AccountExists):
        enrol(town, nik=SARI_NIK)


def test_no_way_to_reach_somebody_is_refused(town: Town) -> None:
    with pytest.raises(BadContact):
        enrol(town, phone="")


def test_proof_of_identity_must_be_named(town: Town) -> None:
    with pytest.raises(BadAssistance):
        enrol(town, id_shown="")


def test_only_the_counter_opens_accounts(town: Town) -> None:
    for who in (actor_for(town.sari), actor_for(town.rina), admin()):
        with pytest.raises(NotAllowed):
            actions.enrol_citizen(
                by=who, person_id=uuid4(), name="X", nik=NEW_NIK, phone="0812345678", id_shown="ktp"
            )


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("0812 3456 7890", "+6281234567890"),
        ("62 81234567890", "+6281234567890"),
        ("+6281234567890", "+6281234567890"),
    ],
)
def test_phone_is_kept_one_way(typed: str, kept: str) -> None:
    assert clean_phone(typed) == kept


@pytest.mark.parametrize("typed", ["abc", "12", "+1 202 555 0100", "0812345678901234567", "0812'; DROP"])
def test_phone_that_is_none_is_refused(typed: str) -> None:
    with pytest.raises(BadContact):
        clean_phone(typed)


def begin(town: Town, **more: object) -> AssistedSession:
    given = {
        "person_id": town.sari_person,
        "person_name": "Sari",
        "reason": "tidak ada ponsel",
        "id_shown": "ktp",
    }
    return actions.begin_assistance(by=actor_for(town.budi), **{**given, **more})


def test_assistance_is_recorded_about_the_citizen(town: Town) -> None:
    session = begin(town)
    entry = LedgerEntry.objects.get(act="identity.begin_assistance")
    assert (entry.subjects, entry.office_key) == ([town.sari_person], "kel_mintaragen")
    assert session.expires_at - session.begun_at == dt.timedelta(minutes=30)


def test_second_assistance_ends_the_first(town: Town) -> None:
    first, second = begin(town), begin(town, person_id=uuid4())
    first.refresh_from_db()
    assert first.ended_at is not None
    assert second.ended_at is None


def test_ending_twice_is_recorded_once_and_only_by_its_owner(town: Town) -> None:
    session = begin(town)
    actions.end_assistance(by=actor_for(town.tuti), session=session)
    session.refresh_from_db()
    assert session.ended_at is None
    for _ in range(2):
        actions.end_assistance(by=actor_for(town.budi), session=session)
    assert LedgerEntry.objects.filter(act="identity.end_assistance").count() == 1


@pytest.mark.parametrize("bad", [{"reason": "  "}, {"id_shown": "fotokopi"}])
def test_assistance_needs_reason_and_proof(town: Town, bad: dict) -> None:
    with pytest.raises(BadAssistance):
        begin(town, **bad)


def test_citizen_head_and_administrator_do_not_assist(town: Town) -> None:
    for who in (actor_for(town.sari), actor_for(town.rina), admin()):
        with pytest.raises(NotAllowed):
            actions.begin_assistance(by=who, person_id=uuid4(), person_name="X", reason="x", id_shown="ktp")


ACTIONS = {
    "create_account": lambda t: actions.create_account(by=admin(), name="Baru", email="baru@contoh.test"),
    "enrol_citizen": enrol,
    "deactivate": lambda t: actions.deactivate(by=admin(), account=t.tuti),
    "end_mandate": lambda t: actions.end_mandate(
        by=admin(), mandate=t.budi.mandates.get(), last_day=timezone.localdate()
    ),
    "begin_assistance": begin,
}


@pytest.mark.parametrize("name", sorted(ACTIONS))
def test_nothing_stays_written_when_the_ledger_fails(town: Town, name: str, monkeypatch) -> None:
    def broken(**_: object) -> None:
        raise RuntimeError("ledger")

    def everything() -> dict:
        with connection.cursor() as cursor:
            state = {}
            for table in ("account", "mandate", "assistedsession"):
                cursor.execute(
                    f"SELECT md5(string_agg(t::text, ',' ORDER BY t::text)) FROM identity_{table} t"
                )
                state[table] = cursor.fetchone()
        return state

    before = everything()
    monkeypatch.setattr(actions, "record", broken)
    with pytest.raises(RuntimeError), transaction.atomic():
        ACTIONS[name](town)
    assert everything() == before

"""Single facts of our own register: the same policy, the same ledger, two statements."""

import uuid

import pytest

from sebayu.core import exchange
from sebayu.core.exchange.errors import NotNeeded, ReadRefused, SubjectUnknown
from sebayu.core.exchange.tests.conftest import PURPOSE
from sebayu.core.ledger import Actor
from sebayu.core.ledger.models import LedgerEntry

pytestmark = pytest.mark.django_db
PATHS = ("person.name", "person.kk_number", "person.address", "person.village")


def test_reads_what_was_asked_and_enters_it(town, pak_budi):
    found = exchange.read(town.sari.pk, PATHS, by=pak_budi, purpose=PURPOSE)
    assert found == {
        "person.name": "Sari Wulandari",
        "person.kk_number": town.home.kk_number,
        "person.address": "Jl. Sangir Gang 3 No. 14",
        "person.village": "Mintaragen",
    }
    entry = LedgerEntry.objects.get()
    assert (entry.subjects, entry.facts, entry.office_key) == (
        [town.sari.pk],
        sorted(PATHS),
        "kel_mintaragen",
    )


def test_what_is_not_recorded_is_none(town, pak_budi):
    facts = exchange.read(
        town.joko.pk, ["person.occupation", "person.rt"], by=Actor.system("uji"), purpose=PURPOSE
    )
    assert facts == {"person.occupation": None, "person.rt": None}


def test_own_data_and_own_household_only(town, bu_sari):
    assert exchange.read(town.sari.pk, ["person.name"], by=bu_sari, purpose=PURPOSE)
    assert exchange.read(town.dwi.pk, ["person.name"], by=bu_sari, purpose=PURPOSE)
    before = LedgerEntry.objects.count()
    with pytest.raises(ReadRefused):
        exchange.read(town.joko.pk, ["person.name"], by=bu_sari, purpose=PURPOSE)
    assert LedgerEntry.objects.count() == before


def test_strangers_are_refused(town, ibu_tuti):
    for by in (ibu_tuti, Actor.public(), Actor(kind="officer", name="Darmo", roles=frozenset({"rt"}))):
        with pytest.raises(ReadRefused):
            exchange.read(town.sari.pk, ["person.name"], by=by, purpose=PURPOSE)


def test_a_case_does_not_open_the_register_to_another_region(town, ibu_tuti):
    from dataclasses import replace

    with pytest.raises(ReadRefused):
        exchange.read(
            town.sari.pk, ["person.name"], by=ibu_tuti, purpose=replace(PURPOSE, case_id=uuid.uuid4())
        )


def test_unknown_people_and_facts(town, pak_budi):
    with pytest.raises(SubjectUnknown):
        exchange.read(uuid.uuid4(), ["person.name"], by=pak_budi, purpose=PURPOSE)
    for path in ("person.heirs", "person.secret", "household.size", "id"):
        with pytest.raises(NotNeeded):
            exchange.read(town.sari.pk, [path], by=pak_budi, purpose=PURPOSE)


def test_nothing_is_returned_when_the_ledger_fails(town, pak_budi, monkeypatch):
    def broken(**_):
        raise RuntimeError("no ledger")

    monkeypatch.setattr("sebayu.core.ledger.access.record", broken)
    with pytest.raises(RuntimeError):
        exchange.read(town.sari.pk, ["person.name"], by=pak_budi, purpose=PURPOSE)


def test_two_statements_in_one_transaction(town, pak_budi, django_assert_num_queries):
    with django_assert_num_queries(4):  # savepoint, row, entry, release
        exchange.read(town.sari.pk, PATHS, by=pak_budi, purpose=PURPOSE)

"""Suspected duplicates: kept from imports, found in the register, decided by a keeper, never asked twice, nothing deleted."""

import csv
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sebayu.core.ledger.access import reading
from sebayu.core.ledger.errors import Forbidden, SilentRead
from sebayu.core.ledger.models import LedgerEntry
from sebayu.core.registry import importing
from sebayu.core.registry.duplicates import actions
from sebayu.core.registry.enums import PairState
from sebayu.core.registry.errors import AlreadyThere, WrongTime
from sebayu.core.registry.importing import suspects
from sebayu.core.registry.importing.records import Record
from sebayu.core.registry.loading import as_table, load_town
from sebayu.core.registry.models import PastVersion, Person, SuspectedPair
from sebayu.core.registry.tests.cast import (
    BU_SARI,
    BU_SARI_ID,
    CITY_OFFICER,
    IBU_TUTI,
    MINTARAGEN,
    PAK_BUDI,
    PURPOSE,
    SLEROK,
    make_street,
    person_row,
    reading_as,
    stored,
)
from sebayu.core.registry.tests.test_importing import DUKCAPIL, row

pytestmark = pytest.mark.django_db


@pytest.fixture
def sheet(tmp_path: Path):
    def write(*rows: list) -> Path:
        with (tmp_path / "extract.csv").open("w", newline="") as stream:
            csv.writer(stream).writerows([DUKCAPIL, *rows])
        return tmp_path / "extract.csv"

    return write


def take_in(path: Path, by=PAK_BUDI) -> dict:
    return dict(importing.apply(importing.plan(path, by=by), by=by).counts)


def the_pair() -> SuspectedPair:
    with reading_as():
        return SuspectedPair.objects.get()


def everybody() -> set[tuple[str, str | None]]:
    with reading_as():
        return set(Person.objects.values_list("name", "nik"))


WITHOUT_NIK = row(NIK="", NAMA_LGKP="SARI WULANDRI", NO_KK="", NAMA_LGKP_IBU="", JENIS_PKRJN="PEDAGANG")


def test_a_dry_run_keeps_nothing_and_an_import_keeps_what_it_did_not_write(sheet):
    make_street()
    path = sheet(WITHOUT_NIK)
    importing.plan(path, by=PAK_BUDI)
    with reading_as():
        assert not SuspectedPair.objects.exists()
    assert take_in(path) == {"duplicate": 1}
    pair = the_pair()
    assert (pair.person_id, pair.state, pair.row_number, pair.area_code) == (
        BU_SARI_ID,
        "open",
        2,
        MINTARAGEN,
    )
    assert 88 <= pair.likeness < 100
    assert take_in(path) == {"duplicate": 1}  # once is enough
    the_pair()


def test_the_same_person_is_brought_up_to_date_and_never_asked_again(sheet):
    make_street()
    path = sheet(WITHOUT_NIK)
    take_in(path)
    done = actions.decide(by=PAK_BUDI, pair_id=the_pair().id, answer="same", note="Sudah ditanyakan")
    assert (done.state, done.row, done.decided_by) == (
        PairState.SAME,
        None,
        "Budi Santoso, Kasi Pemerintahan",
    )
    sari = stored(BU_SARI_ID)
    assert (sari.nik, sari.occupation) == ("3376025507850001", "PEDAGANG")
    with reading_as():
        assert Person.objects.count() == 1
        assert PastVersion.objects.filter(row_id=BU_SARI_ID).count() == 1  # what it was before stays
    assert take_in(path) == {"same": 1}
    entry = LedgerEntry.objects.get(act="registry.decide_pair")
    assert BU_SARI_ID in entry.subjects
    assert "WULANDRI" not in str(entry.detail)


def test_a_nik_that_is_there_is_never_overwritten_by_a_decision(sheet):
    make_street()
    path = sheet(row(NIK="3376025507850009", NO_KK=""))
    take_in(path)
    actions.decide(by=PAK_BUDI, pair_id=the_pair().id, answer="same")
    assert stored(BU_SARI_ID).nik == "3376025507850001"
    assert take_in(path).get("duplicate", 0) == 0
    assert len(everybody()) == 1


def test_a_different_person_is_written_and_never_asked_again(sheet):
    make_street()
    path = sheet(row(NIK="3376025507850009", NAMA_LGKP="SARI WULANDARIE", NO_KK=""))
    take_in(path)
    actions.decide(by=PAK_BUDI, pair_id=the_pair().id, answer="different")
    assert ("SARI WULANDARIE", "3376025507850009") in everybody()
    assert len(everybody()) == 2
    assert take_in(path) == {"same": 1}


def test_different_without_a_number_is_remembered_too(sheet):
    make_street()
    path = sheet(WITHOUT_NIK)
    take_in(path)
    actions.decide(by=PAK_BUDI, pair_id=the_pair().id, answer="different")
    assert len(everybody()) == 2
    take_in(path)
    assert len(everybody()) == 2


def test_later_changes_nothing_and_a_worked_off_row_is_final(sheet):
    make_street()
    take_in(sheet(WITHOUT_NIK))
    pair = actions.decide(by=PAK_BUDI, pair_id=the_pair().id, answer="later")
    assert pair.row
    assert len(everybody()) == 1
    actions.decide(by=PAK_BUDI, pair_id=pair.id, answer="different")
    with pytest.raises(WrongTime):
        actions.decide(by=PAK_BUDI, pair_id=pair.id, answer="same")


def test_a_number_taken_meanwhile_is_said_and_nothing_is_half_done(sheet):
    make_street()
    take_in(sheet(row(NIK="3376025507850009", NO_KK="")))
    load_town({"persons": as_table([person_row(9, "Orang Lain", nik="3376025507850009", household_id=None)])})
    with pytest.raises(AlreadyThere):
        actions.decide(by=PAK_BUDI, pair_id=the_pair().id, answer="different")
    pair = the_pair()
    assert (pair.state, bool(pair.row)) == ("open", True)
    assert not LedgerEntry.objects.filter(act="registry.decide_pair").exists()


@pytest.mark.parametrize("by", [IBU_TUTI, BU_SARI])
def test_strangers_and_citizens_decide_nothing_and_find_nothing(sheet, by):
    make_street()
    take_in(sheet(WITHOUT_NIK))
    with pytest.raises(Forbidden):
        actions.decide(by=by, pair_id=the_pair().id, answer="different")
    with pytest.raises(Forbidden):
        actions.find(by=by, area=MINTARAGEN)
    assert the_pair().state == "open"
    with reading(by=by, purpose=PURPOSE):
        assert not SuspectedPair.objects.within(IBU_TUTI.areas).exists()


def test_pairs_are_personal():
    with pytest.raises(SilentRead), transaction.atomic():
        list(SuspectedPair.objects.all())


def twins(*rows: dict) -> None:
    load_town(
        {"persons": as_table([{"mother_name": "", "alive": True, **r, "household_id": None} for r in rows])}
    )


def test_the_register_is_searched_for_pairs_that_something_binds():
    make_street()
    twins(
        person_row(11, "Siti Aminah", nik=None),
        person_row(12, "Siti Aminnah", mother_name="Sumi"),  # alike, one without NIK
        person_row(13, "Agus Salim", birth_date=date(1990, 1, 1), mother_name="Karti", sex="male"),
        person_row(14, "Agus Salim", birth_date=date(1990, 1, 1), mother_name="Kartie", sex="male"),  # the same mother
        person_row(15, "Agus Salim", birth_date=date(1990, 1, 1), mother_name="Wagini", sex="male"),  # a namesake
        person_row(16, "Siti Aminah", nik=None, area_code="33.03.05.1005"),  # another region
        person_row(17, "Siti Aminah", nik=None, alive=False),
    )  # fmt: skip
    assert actions.find(by=CITY_OFFICER, area="33.76") == 2
    with reading_as():
        found = {frozenset((p.person_id, p.other_id)) for p in SuspectedPair.objects.all()}
    at = [UUID(int=n, version=4) for n in range(20)]
    assert found == {frozenset((at[11], at[12])), frozenset((at[13], at[14]))}
    assert actions.find(by=CITY_OFFICER, area="33.76") == 0
    assert LedgerEntry.objects.filter(act="registry.find_pairs").count() == 2


def test_a_pair_of_the_register_links_or_parts_and_may_be_judged_again():
    twins(person_row(11, "Siti Aminah", nik=None), person_row(12, "Siti Aminah"))
    actions.find(by=PAK_BUDI, area=MINTARAGEN)
    before = everybody()
    for answer in ("different", "later", "same"):
        assert actions.decide(by=PAK_BUDI, pair_id=the_pair().id, answer=answer).state == answer
        assert actions.find(by=PAK_BUDI, area=MINTARAGEN) == 0
    assert everybody() == before
    assert LedgerEntry.objects.filter(act="registry.decide_pair").count() == 3


def test_an_officer_of_the_next_kelurahan_does_not_decide_here():
    twins(person_row(11, "Siti Aminah", nik=None), person_row(12, "Siti Aminah"))
    actions.find(by=CITY_OFFICER, area="33.76")
    other = PAK_BUDI.__class__(
        kind="officer", name="Wati", roles=frozenset({"officer"}), areas=frozenset({SLEROK})
    )
    with pytest.raises(Forbidden):
        actions.decide(by=other, pair_id=the_pair().id, answer="same")


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    name=st.text(st.characters(categories=["L"]), min_size=1, max_size=30), day=st.dates(date(1900, 1, 1), date(2026, 1, 1)), nik=st.sampled_from(["", "3376025507850009"])
)  # fmt: skip
def test_a_row_comes_back_as_it_was_and_its_digest_names_nobody(name, day, nik):
    values = {"name": name, "birth_date": day, "sex": "female", **({"nik": nik} if nik else {})}
    record = Record(3, values)
    pair = SuspectedPair(
        row={k: v.isoformat() if k == "birth_date" else v for k, v in values.items()}, row_number=3
    )
    assert suspects.record_of(pair).values == values
    told = suspects.fingerprint(record)
    assert told == suspects.fingerprint(suspects.record_of(pair))
    assert len(told) == 64
    assert not nik or nik not in told

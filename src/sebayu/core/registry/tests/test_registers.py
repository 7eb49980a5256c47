"""Actions, the past kept by the database, permissions, and law 1."""

from datetime import date, timedelta
from unittest.mock import patch

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone

from sebayu.core.facts import vocabulary
from sebayu.core.ledger.errors import Forbidden, SilentRead
from sebayu.core.ledger.models import LedgerEntry
from sebayu.core.registry import actions, enums, find
from sebayu.core.registry.errors import AlreadyThere, UnknownField, WrongTime, WrongValue
from sebayu.core.registry.models import Household, PastVersion, Person
from sebayu.core.registry.tests.cast import (
    BU_SARI,
    BU_SARI_ID,
    CITY_OFFICER,
    HOUSE_ID,
    IBU_TUTI,
    MINTARAGEN,
    PAK_BUDI,
    PURPOSE,
    make_street,
    reading_as,
    stored,
    stored_household,
)  # fmt: skip

pytestmark = pytest.mark.django_db
CHILD = {"name": "Bayu Santoso", "sex": "male", "birth_date": date(2026, 11, 1), "birth_place": "Tegal"}
DEEDS = {
    "birth": lambda by: actions.register_birth(
        by=by, household_id=HOUSE_ID, mother_id=BU_SARI_ID, details=CHILD
    ),
    "death": lambda by: actions.record_death(by=by, person_id=BU_SARI_ID, death_date=date(2026, 11, 20)),
    "move_in": lambda by: actions.move_in(
        by=by, household_id=HOUSE_ID, details=CHILD, moved_in_at=date(2026, 11, 2)
    ),
    "move_out": lambda by: actions.move_out(by=by, person_ids=[BU_SARI_ID], moved_out_at=date(2026, 11, 2)),
    "correct": lambda by: actions.correct(
        by=by, person_id=BU_SARI_ID, changes={"occupation": "Wiraswasta"}, source="KK", reason="Salah tulis"
    ),
}


@pytest.fixture
def street():
    return make_street("Slamet Riyadi")


def past(row_id=BU_SARI_ID):
    with reading_as():
        return list(PastVersion.objects.filter(row_id=row_id).order_by("id"))


@pytest.mark.parametrize(
    "read",
    [
        lambda: list(Person.objects.all()),
        lambda: Person.objects.first(),
        lambda: Person.objects.values_list("name", flat=True)[0],
        lambda: find.people("sari"),
        lambda: find.people("3376025507850001"),
        lambda: find.by_nik("3376025507850001"),
        lambda: find.members(HOUSE_ID),
        lambda: list(PastVersion.objects.all()),
        lambda: list(Household.objects.all()),
    ],
)
def test_no_silent_read(street, read):
    with pytest.raises(SilentRead):
        read()


def test_search_leaves_an_entry_naming_everybody_shown(street):
    hits = find.look_up("sari wulandari", by=PAK_BUDI, purpose=PURPOSE)
    entry = LedgerEntry.objects.about(BU_SARI_ID).first()
    assert hits[0].id == BU_SARI_ID
    assert entry.act == "read"
    assert set(entry.subjects) == {hit.id for hit in hits}
    assert "sari" not in str(entry.detail).lower()


@pytest.mark.parametrize("deed", DEEDS)
@pytest.mark.parametrize(
    ("by", "may"), [(PAK_BUDI, True), (CITY_OFFICER, True), (IBU_TUTI, False), (BU_SARI, False)], ids=lambda v: getattr(v, "name", v)
)  # fmt: skip
def test_only_the_keepers_of_the_area_write(street, deed, by, may):
    if may:
        DEEDS[deed](by)
        return
    with pytest.raises(Forbidden):
        DEEDS[deed](by)
    assert past() == []


@pytest.mark.parametrize("by", [IBU_TUTI, BU_SARI])
def test_strangers_and_citizens_do_not_search(street, by):
    with pytest.raises(Forbidden):
        find.look_up("sari", by=by, purpose=PURPOSE, area=MINTARAGEN)


@pytest.mark.parametrize("deed", DEEDS)
def test_nothing_is_written_when_the_ledger_fails(street, deed):
    before = Person.objects.count()
    with patch("sebayu.core.registry.actions.record", side_effect=RuntimeError), pytest.raises(RuntimeError):
        DEEDS[deed](PAK_BUDI)
    assert Person.objects.count() == before
    assert past() == []
    sari = stored(BU_SARI_ID)
    assert (sari.alive, sari.moved_out_at, sari.occupation) == (True, None, "")


@pytest.mark.parametrize("deed", DEEDS)
def test_every_deed_leaves_an_entry(street, deed):
    DEEDS[deed](PAK_BUDI)
    entry = LedgerEntry.objects.order_by("-id").first()
    assert entry.act == f"registry.{deed}"
    assert entry.actor_name == "Budi Santoso"


def test_the_newborn_gets_parents_area_and_can_be_found(street):
    child = DEEDS["birth"](PAK_BUDI)
    assert (child.nik, child.mother_name, child.area_code) == (None, "Sari Wulandari", MINTARAGEN)
    assert find.look_up("bayu santosa", by=PAK_BUDI, purpose=PURPOSE)[0].id == child.id


def test_the_past_keeps_the_old_row_with_who_and_why(street):
    DEEDS["correct"](PAK_BUDI)
    (version,) = past()
    assert (version.register, version.operation) == ("person", "update")
    assert version.before["occupation"] == ""
    assert version.actor == "Budi Santoso, Kasi Pemerintahan, Kelurahan Mintaragen"
    assert version.reason == "Salah tulis (KK)"


def test_a_change_past_the_actions_is_kept_too(street):
    with reading_as():
        Person.objects.filter(pk=BU_SARI_ID).update(name="Orang Lain", updated_at=timezone.now())
    (version,) = past()
    assert version.before["name"] == "Sari Wulandari"
    assert version.actor == "sebayu"


def test_a_save_that_changes_nothing_keeps_no_past(street):
    with reading_as():
        Person.objects.get(pk=BU_SARI_ID).save()
    assert past() == []


@pytest.mark.parametrize(
    "edit", ["UPDATE registry_pastversion SET actor = 'x'", "DELETE FROM registry_pastversion"]
)
def test_the_past_cannot_be_edited(street, edit):
    from django.db import connection

    DEEDS["correct"](PAK_BUDI)
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(edit)


def test_nobody_dies_twice_or_before_birth_or_tomorrow(street):
    for day in (date(1985, 7, 14), timezone.localdate() + timedelta(days=1)):
        with pytest.raises(WrongTime):
            actions.record_death(by=PAK_BUDI, person_id=BU_SARI_ID, death_date=day)
    DEEDS["death"](PAK_BUDI)
    with pytest.raises(WrongTime):
        DEEDS["death"](PAK_BUDI)
    assert stored(BU_SARI_ID).death_date == date(2026, 11, 20)


def test_a_household_ends_when_the_last_leaves_and_who_returns_is_the_same_person(street):
    actions.move_out(by=PAK_BUDI, person_ids=street[:1], moved_out_at=date(2026, 11, 2))
    assert stored_household().valid_until is None
    actions.move_out(by=PAK_BUDI, person_ids=street[1:], moved_out_at=date(2026, 11, 3), moved_to="Brebes")
    assert stored_household().valid_until == date(2026, 11, 3)
    back = actions.move_in(
        by=PAK_BUDI, household_id=HOUSE_ID, details={}, moved_in_at=date(2026, 11, 10), person_id=street[1]
    )
    assert (back.id, back.moved_out_at, back.moved_to) == (street[1], None, "")


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"nik": "123"}, WrongValue), ({"nik": "3376021507850002"}, AlreadyThere), ({"name": " "}, WrongValue),
        ({"religion": "x"}, WrongValue), ({"alive": False}, UnknownField), ({"rt": "1"}, WrongValue),
        ({"name": "x" * 201}, WrongValue), ({"birth_date": None}, WrongValue),
    ],
)  # fmt: skip
def test_a_correction_that_cannot_be_says_why_and_changes_nothing(street, changes, error):
    with pytest.raises(error) as caught:
        actions.correct(by=PAK_BUDI, person_id=BU_SARI_ID, changes=changes, source="KK", reason="Salah")
    assert str(caught.value)
    assert stored(BU_SARI_ID).name == "Sari Wulandari"


def test_the_database_refuses_what_the_code_might_let_through(street):
    for wrong in (
        {"nik": "12"},
        {"name": ""},
        {"name_keys": []},
        {"death_date": date(2026, 1, 1)},
        {"rt": "12"},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Person.objects.filter(pk=BU_SARI_ID).update(**wrong)


def test_two_persons_without_nik_are_fine(street):
    for _ in range(2):
        DEEDS["birth"](PAK_BUDI)
    assert Person.objects.filter(nik=None).count() == 2


CHOICES = {
    "person.sex": enums.Sex, "person.religion": enums.Religion, "person.marital_status": enums.MaritalStatus,
    "person.family_relation": enums.FamilyRelation, "person.education": enums.Education,
    "person.blood_group": enums.BloodGroup, "person.citizenship": enums.Citizenship,
    "business.status": enums.BusinessStatus, "student.status": enums.EnrolmentStatus, "student.level": enums.SchoolLevel,
}  # fmt: skip


@pytest.mark.parametrize("path", CHOICES)
def test_stored_values_are_the_vocabularys(path):
    assert [choice.value for choice in vocabulary()[path].choices] == CHOICES[path].values

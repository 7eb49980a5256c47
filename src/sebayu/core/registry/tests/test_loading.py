from datetime import date
from uuid import uuid4

import pytest
from django.db import connection

from sebayu.core.areas.region import pack
from sebayu.core.ledger.models import LedgerEntry
from sebayu.core.registry import codes, find, loading
from sebayu.core.registry.errors import LoadRefused, UnknownField
from sebayu.core.registry.models import Business, Enrolment, Household, LandObject, NameToken, Person
from sebayu.core.registry.tests.cast import (
    HOUSE_ID,
    MINTARAGEN,
    household_row,
    make_street,
    person_row,
    reading_as,
)
from sebayu.sandbox.town import Town, generate

pytestmark = pytest.mark.django_db


def indexes() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT indexname FROM pg_indexes WHERE tablename LIKE 'registry_%'")
        names = {row[0] for row in cursor.fetchall()}
        cursor.execute("SELECT conname FROM pg_constraint WHERE conrelid = 'registry_person'::regclass")
        return names | {row[0] for row in cursor.fetchall()}


def test_loading_leaves_every_index_and_key_in_place():
    before = indexes()
    make_street("Slamet Riyadi", "Sri Lestari")
    assert indexes() == before
    assert LedgerEntry.objects.get().detail == {"rows": {"households": 1, "persons": 3}}


def test_a_second_load_adds_to_what_is_there():
    make_street("Slamet Riyadi")
    told = []
    more = loading.as_table([person_row(9, "Joko Cahyono"), person_row(10, "Siti Aminah")])
    loading.load_town({"persons": more}, lambda table, count: told.append((table, count)))
    assert Person.objects.count() == 4
    assert ("persons", 2) in told
    with reading_as():
        assert find.people("djoko tjahjono")[0].name == "Joko Cahyono"


@pytest.mark.parametrize(
    ("rows", "error"),
    [
        ([person_row(5, "A"), person_row(6, "B", nik="3376021507850005")], LoadRefused),
        ([person_row(5, "A", household_id=uuid4())], LoadRefused),
        ([person_row(5, "123")], LoadRefused),
        ([person_row(5, "A", rank="x")], UnknownField),
        ([person_row(5, "A", religion="entah")], LoadRefused),
    ],
)
@pytest.mark.django_db(transaction=True)
def test_all_or_nothing(rows, error):
    with pytest.raises(error) as caught:
        loading.load_town(
            {"households": loading.as_table([household_row()]), "persons": loading.as_table(rows)}
        )
    assert "1985" not in str(caught.value)
    assert caught.value.__suppress_context__ or error is UnknownField
    assert (Household.objects.count(), Person.objects.count(), NameToken.objects.count()) == (0, 0, 0)
    assert LedgerEntry.objects.count() == 0


def test_hostile_names_are_only_names():
    make_street(
        "Robert'); DROP TABLE registry_person;--", "<script>alert(1)</script>", "Tab\there", "\\N", "محمد علي"
    )
    with reading_as():
        assert find.people("alert")[0].name == "<script>alert(1)</script>"
        assert find.people("محمد")[0].name == "محمد علي"
        assert find.people("'; DROP TABLE registry_person") != []
    assert Person.objects.count() == 6


def test_the_generated_town_loads_whole():
    leaves = [{"code": a.code, "name": a.name, "kind": a.kind} for a in pack().areas]
    town = generate(leaves, 600, today=date(2026, 11, 21), region_code="33.76")
    counts = loading.load_town({name: (Town.columns(name), town.rows(name)) for name in loading.TABLES})
    tables = (Household, Person, Business, LandObject, Enrolment)
    assert list(counts.values()) == [model.objects.count() for model in tables]
    with reading_as():
        assert Person.objects.residents().count() == 600
        someone = Person.objects.residents().exclude(nik=None).select_related("household").last()
        assert find.by_nik(someone.nik).id == someone.id
        for field in codes.PERSON_FIELDS:
            known = {choice for choice, _ in Person._meta.get_field(field).choices} | {""}
            assert set(Person.objects.values_list(field, flat=True)) <= known


def test_members_begin_with_the_head():
    make_street("Slamet Riyadi")
    with reading_as():
        Person.objects.filter(name="Slamet Riyadi").update(
            family_relation="head", birth_date=date(2000, 1, 1)
        )
        assert [p.name for p in find.members(HOUSE_ID)] == ["Slamet Riyadi", "Sari Wulandari"]
        assert {p.area_code for p in find.members(HOUSE_ID)} == {MINTARAGEN}

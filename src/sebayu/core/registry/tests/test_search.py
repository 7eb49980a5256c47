"""Finding people as they are remembered: recall over a generated town, and the cases everybody knows."""

import random
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sebayu.core.areas.region import pack
from sebayu.core.registry import find, loading
from sebayu.core.registry.models import Person
from sebayu.core.registry.tests.cast import MINTARAGEN, SLEROK, make_street, reading_as
from sebayu.sandbox.town import Town, generate

pytestmark = pytest.mark.django_db
LETTERS = "abcdefghijklmnopqrstuvwxyz"
STREET = [
    "Sri Wulandari", "Ir. Soekarno", "Muhammad Chusnul Yaqin", "Joko Cahyono", "Siti Nurhayati", "Siti Aminah", "Slamet", "Slamet Riyadi",
    "Ma'ruf Amin", "Nyoman Widjaja", "Yusuf Effendi", "Fitri Handayani",
]  # fmt: skip


def slip(name: str, chance: random.Random) -> str:
    """One letter too many, too few, wrong, or swapped with its neighbour; spaces included."""
    while True:
        at, letter = chance.randrange(len(name)), chance.choice(LETTERS)
        kinds = [
            name[:at] + name[at + 1 :],
            name[:at] + letter + name[at:],
            name[:at] + letter + name[at + 1 :],
        ]
        kinds.append(name[:at] + name[at + 1 : at + 2] + name[at] + name[at + 2 :])
        if (slipped := chance.choice(kinds)) != name and len(slipped) > 1:
            return slipped


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("Sri Wulandri", "Sri Wulandari"), ("sukarno", "Ir. Soekarno"), ("Moh Husnul Yakin", "Muhammad Chusnul Yaqin"),
        ("Muh. Khusnul", "Muhammad Chusnul Yaqin"), ("Djoko Tjahjono", "Joko Cahyono"), ("siti nur hayati", "Siti Nurhayati"),
        ("sitinurhayati", "Siti Nurhayati"), ("wulandari sri", "Sri Wulandari"), ("Slamet Riadi", "Slamet Riyadi"), ("slamet", "Slamet"),
        ("maruf", "Ma'ruf Amin"), ("Wijaya", "Nyoman Widjaja"), ("Joesoef Efendi", "Yusuf Effendi"), ("pitri", "Fitri Handayani"),
        ("handa", "Fitri Handayani"), ("Hj. Siti Aminah, S.Pd", "Siti Aminah"), ("siti xaminah", "Siti Aminah"), ("Siti Nur Aminah", "Siti Aminah"),
    ],
)  # fmt: skip
def test_the_one_who_is_meant_comes_first(asked, meant):
    make_street(*STREET)
    with reading_as():
        assert find.people(asked)[0].name == meant


@pytest.mark.parametrize(
    "asked", ["", " ", "x", "123", "12345", "%", "_", "---", "33760255078500010", "zzzzqqqq"]
)
def test_nothing_to_go_by_finds_nobody(asked):
    make_street(*STREET)
    with reading_as():
        assert find.people(asked) == []


def test_a_nik_is_found_whole_and_by_its_beginning_however_written():
    make_street("Slamet Riyadi")
    with reading_as():
        assert [h.name for h in find.people("3376 0255 0785 0001")] == ["Sari Wulandari"]
        assert len(find.people("337602")) == 2
        assert [h.name for h in find.people("33760215")] == ["Slamet Riyadi"]
        assert find.people("3376025507850001", area=SLEROK) == []


@pytest.mark.parametrize(
    ("area", "found"), [(MINTARAGEN, 1), ("33.76.02", 1), ("33.76", 1), (SLEROK, 0), ("33.03", 0)]
)
def test_an_area_of_any_level_narrows(area, found):
    make_street()
    with reading_as():
        assert len(find.people("sari wulandari", area=area)) == found


def test_who_lives_here_comes_before_who_left_or_died():
    ids = make_street("Slamet Riyadi", "Slamet Riyadi", "Slamet Riyadi")
    with reading_as():
        Person.objects.filter(pk=ids[1]).update(alive=False)
        Person.objects.filter(pk=ids[2]).update(moved_out_at=date(2026, 1, 1))
        assert find.people("slamet riyadi")[0].id == ids[3]
        assert len(find.people("slamet riyadi")) == 3


def test_a_new_name_is_found_under_its_new_and_no_longer_its_old_name():
    ids = make_street()
    with reading_as():
        person = Person.objects.get(pk=ids[0])
        person.name = "Kartika Dewi"
        person.save(update_fields=["name"])
        assert [h.id for h in find.people("kartika dwei")] == ids
        assert find.people("sari wulandari") == []


@pytest.fixture
def town():
    leaves = [{"code": a.code, "name": a.name, "kind": a.kind} for a in pack().areas]
    made = generate(leaves, 6000, today=date(2026, 11, 21), region_code="33.76")
    loading.load_town({name: (Town.columns(name), made.rows(name)) for name in ("households", "persons")})
    with reading_as():
        return list(Person.objects.order_by("id").values_list("id", "name", "area_code"))


def test_ninety_five_of_a_hundred_slips_still_find_the_person_in_the_area(town):
    chance = random.Random(7)
    people = chance.sample(town, 200)
    with reading_as():
        found = sum(
            any(hit.id == id for hit in find.people(slip(name.lower(), chance), area=area))
            for id, name, area in people
        )
    assert found >= 0.95 * len(people)


def test_common_words_are_asked_with_bounded_rows(town):
    with (
        reading_as(),
        CaptureQueriesContext(
            connection,
        ) as queries,
    ):
        assert len(find.people("siti sri muhammad", limit=5)) <= 5
    asked = [q["sql"] for q in queries if "FROM registry_person" in q["sql"]]
    assert asked
    assert all("LIMIT" in sql for sql in asked)

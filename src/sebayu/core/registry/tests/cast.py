"""The three people of every test, and a street to live in."""

from contextlib import contextmanager
from datetime import date
from uuid import UUID

from sebayu.core.ledger.access import reading
from sebayu.core.ledger.actor import Actor, Purpose
from sebayu.core.registry.loading import as_table, load_town
from sebayu.core.registry.models import Household, Person

MINTARAGEN = "33.76.02.1005"
SLEROK = "33.76.02.1002"
PURPOSE = Purpose(text="Pengujian", basis="UU 25/2009")

BU_SARI_ID = UUID("00000000-0000-4000-8000-000000000001")
HOUSE_ID = UUID("00000000-0000-4000-8000-0000000000aa")
BU_SARI = Actor(kind="citizen", name="Sari Wulandari", person_id=BU_SARI_ID)
PAK_BUDI = Actor(
    kind="officer", name="Budi Santoso", post="Kasi Pemerintahan", office="Kelurahan Mintaragen",
    roles=frozenset({"officer"}), areas=frozenset({MINTARAGEN}),
)  # fmt: skip
CITY_OFFICER = Actor(
    kind="officer", name="Rina", post="Petugas", office="Disdukcapil", roles=frozenset({"officer"}), areas=frozenset({"33.76"})
)  # fmt: skip
IBU_TUTI = Actor(
    kind="officer", name="Tuti", post="Petugas", office="Kelurahan lain", roles=frozenset({"officer"}),
    areas=frozenset({"33.03.05.1001"}),
)  # fmt: skip


def person_row(number: int, name: str, **more: object) -> dict:
    """A resident; `number` makes id and NIK."""
    return {
        "id": UUID(int=number, version=4), "nik": f"337602150785{number:04d}", "name": name, "birth_date": date(1985, 7, 15),
        "birth_place": "Tegal", "sex": "female", "religion": "islam", "household_id": HOUSE_ID, "area_code": MINTARAGEN,
        "rt": "001", "rw": "002",
    } | more  # fmt: skip


def household_row(**more: object) -> dict:
    return {
        "id": HOUSE_ID, "kk_number": "3376021507100001", "area_code": MINTARAGEN, "address": "Jl. Contoh 1", "rt": "001", "rw": "002",
    } | more  # fmt: skip


def make_street(*names: str) -> list[UUID]:
    """One household with Bu Sari and one person per name."""
    rows = [person_row(1, "Sari Wulandari", id=BU_SARI_ID, nik="3376025507850001")]
    rows += [person_row(i, name) for i, name in enumerate(names, 2)]
    load_town({"households": as_table([household_row()]), "persons": as_table(rows)})
    return [row["id"] for row in rows]


@contextmanager
def reading_as(by: Actor = PAK_BUDI):
    with reading(by=by, purpose=PURPOSE) as note:
        yield note


def stored(person_id: UUID) -> Person:
    with reading_as():
        return Person.objects.get(pk=person_id)


def stored_household() -> Household:
    with reading_as():
        return Household.objects.get(pk=HOUSE_ID)

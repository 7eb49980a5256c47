"""Certificates, family cards and the names of parents: what the civil register holds beside the NIK."""

from __future__ import annotations

import numpy as np

from sebayu.sandbox.town import names, nik
from sebayu.sandbox.town.codes import DIVORCED, MARRIED, WIDOWED
from sebayu.sandbox.town.people import NEVER, Table, years
from sebayu.sandbox.town.places import Place

ROMAN = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
COURTS = {"3376": "PA.Tg", "3303": "PA.Pbg"}
ISLAM = 1


def _parts(days: np.ndarray) -> tuple[list[int], list[int], list[int]]:
    months = days.astype("datetime64[M]")
    day = (days - months).astype(int) + 1
    month = months.astype(int) % 12 + 1
    year = days.astype("datetime64[Y]").astype(int) + 1970
    return day.tolist(), month.tolist(), year.tolist()


def parents(people: Table, rng: np.random.Generator) -> None:
    """Names (always) and NIK (where registered) of father and mother."""
    count = len(people["name"])
    age_mother = rng.uniform(19, 38, count) * 365.25
    age_father = age_mother + rng.uniform(0, 8, count) * 365.25
    family = rng.integers(0, 10_000, count)
    for role, female, older in (("father", False, age_father), ("mother", True, age_mother)):
        born = (people["birth"].astype(int) - older.astype(int)).astype("datetime64[D]")
        year = born.astype("datetime64[Y]").astype(int) + 1970
        made = names.compose(rng, people["group"], np.full(count, female), year, family)
        known = people[role] >= 0
        people[f"{role}_name"] = np.where(known, people["name"][people[role]], made)
        people[f"{role}_nik"] = np.where(known, people["nik"][people[role]], "")


def certificates(people: Table, places: list[Place], rng: np.random.Generator, today: np.datetime64) -> None:
    count = len(people["name"])
    region4 = places[0].region6[:4]
    day, month, year = _parts(people["birth"])
    serial = rng.integers(1, 9999, count).tolist()
    has = rng.random(count) < np.clip(1.35 - years(people["birth"], today) / 60, 0.15, 0.995)
    late = np.where(rng.random(count) < 0.2, "LT", "LU").tolist()
    people["birth_certificate"] = np.array(
        [
            f"{region4}-{kind}-{d:02d}{m:02d}{y}-{n:04d}" if yes else ""
            for yes, kind, d, m, y, n in zip(has.tolist(), late, day, month, year, serial, strict=True)
        ],
        dtype=object,
    )
    _marriages(people, region4, rng)
    _divorces(people, region4, rng, today)


def _marriages(people: Table, region4: str, rng: np.random.Generator) -> None:
    count = len(people["name"])
    ever = np.isin(people["marital"], (MARRIED, DIVORCED, WIDOWED))
    # both partners carry the same book: number drawn by the lower row of the pair
    key = np.where(people["partner"] >= 0, np.minimum(people["partner"], np.arange(count)), np.arange(count))
    draw = rng.integers(1, 900, count)[key].tolist()
    month_no = rng.integers(1, 28, count)[key].tolist()
    registered = (rng.random(count) < 0.97)[key] & ever  # 3 % never registered their marriage
    people["wed"] = np.where(ever, people["wed"], NEVER)
    day, month, year = _parts(np.where(ever, people["wed"], np.datetime64("2000-01-01")))
    muslim = (people["religion"] == ISLAM).tolist()
    rows = zip(registered.tolist(), muslim, draw, month_no, day, month, year, strict=True)
    people["marriage_certificate"] = np.array(
        [
            ""
            if not yes
            else f"{n:04d}/{k:03d}/{ROMAN[m]}/{y}"
            if islam
            else f"{region4}-KW-{d:02d}{m:02d}{y}-{n:04d}"
            for yes, islam, n, k, d, m, y in rows
        ],
        dtype=object,
    )
    people["marriage_date"] = np.where(registered, people["wed"], NEVER)


def _divorces(people: Table, region4: str, rng: np.random.Generator, today: np.datetime64) -> None:
    rows = np.flatnonzero(people["marital"] == DIVORCED)
    people["divorce_certificate"] = np.full(len(people["name"]), "", dtype=object)
    people["divorce_date"] = np.full(len(people["name"]), NEVER)
    married = people["wed"][rows]
    span = np.maximum((today - married).astype(int) - 30, 1)
    when = married + 1 + (rng.uniform(0.3, 1, len(rows)) * span).astype(int)
    _, _, year = _parts(when)
    court = COURTS.get(region4, "PA")
    numbers = rng.integers(1, 2200, len(rows)).tolist()
    people["divorce_certificate"][rows] = [
        f"{n:04d}/AC/{y}/{court}" for n, y in zip(numbers, year, strict=True)
    ]
    people["divorce_date"][rows] = when


def family_cards(
    people: Table, homes: Table, places: list[Place], rng, today: np.datetime64, taken: set[str]
) -> None:
    """KK numbers: kecamatan of issue, date of issue, serial. Also who heads each household now."""
    count = len(homes["area"])
    region = np.array([int(p.region6) for p in places], dtype=np.int64)[homes["area"]]
    start = np.datetime64("2005-01-01")
    issued = start + (rng.random(count) * (today - start).astype(int)).astype(int)
    homes["kk"] = nik.serialise(region, nik.date_code(issued), taken)
    homes["issued"] = issued
    heads(people, homes)


def heads(people: Table, homes: Table) -> None:
    rows = np.flatnonzero(people["relation"] == 1)
    rows = rows[np.argsort(~people["dead"][rows], kind="stable")]  # the living head is written last
    homes["head"] = np.full(len(homes["area"]), -1, dtype=np.int64)
    homes["head"][people["household"][rows]] = rows

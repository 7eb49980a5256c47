"""Columns ready for COPY into the house's registry, and rows of each owner's register for SQLite."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from sebayu.sandbox.town import codes

HOUSE_COLUMNS = {
    "households": [
        "id",
        "kk_number",
        "area_code",
        "address",
        "rt",
        "rw",
        "head_id",
        "valid_from",
        "welfare_decile",
        "welfare_as_of",
        "source",
    ],
    "persons": [
        "id",
        "nik",
        "name",
        "birth_place",
        "birth_date",
        "sex",
        "religion",
        "marital_status",
        "family_relation",
        "education",
        "occupation",
        "blood_group",
        "citizenship",
        "father_nik",
        "father_name",
        "mother_nik",
        "mother_name",
        "birth_certificate",
        "marriage_certificate",
        "marriage_date",
        "divorce_certificate",
        "divorce_date",
        "passport_number",
        "household_id",
        "area_code",
        "address",
        "rt",
        "rw",
        "alive",
        "death_date",
        "moved_in_at",
        "moved_out_at",
        "moved_to",
        "phone",
        "source",
    ],
    "businesses": [
        "id",
        "nib",
        "name",
        "owner_id",
        "owner_name",
        "form",
        "kbli",
        "activity",
        "address",
        "area_code",
        "rt",
        "rw",
        "since",
        "status",
        "capital",
        "workers",
        "source",
    ],
    "land": [
        "id",
        "nop",
        "owner_id",
        "owner_name",
        "address",
        "area_code",
        "rt",
        "rw",
        "land_m2",
        "building_m2",
        "value",
        "tax_year",
        "tax_due",
        "paid_on",
        "source",
    ],
    "enrolments": [
        "id",
        "person_id",
        "nisn",
        "npsn",
        "school_name",
        "level",
        "grade",
        "status",
        "since",
        "until",
        "source",
    ],
}


def isodates(days: np.ndarray) -> list[str | None]:
    return [None if d == "NaT" else d for d in np.datetime_as_string(days.astype("datetime64[D]")).tolist()]


def lookup(pairs, position: int, values: np.ndarray) -> list[str]:
    return np.array([p[position] for p in pairs], dtype=object)[values.astype(int)].tolist()


def or_none(values: np.ndarray) -> list[Any]:
    return [v or None for v in values.tolist()]


def three(values: np.ndarray) -> list[str]:
    return np.array([f"{n:03d}" for n in range(1000)], dtype=object)[values].tolist()


class Lazy:
    """The same few derived columns serve several tables: worked out once."""

    def __init__(self, town) -> None:
        self.town = town
        self.people, self.homes = town.people, town.homes
        self.codes = np.array([p.code for p in town.places], dtype=object)
        self._kept: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        if name not in self._kept:
            self._kept[name] = getattr(self, f"_{name}")()
        return self._kept[name]

    def _home_area(self) -> list[str]:
        return self.codes[self.homes["area"]].tolist()

    def _home_rt(self) -> list[str]:
        return three(self.homes["rt"])

    def _home_rw(self) -> list[str]:
        return three(self.homes["rw"])

    def at_home(self, column: str, home: np.ndarray) -> list[Any]:
        return np.array(self[column], dtype=object)[home].tolist()


def house_rows(town, table: str) -> Iterator[tuple]:
    return zip(*{"households": _households, "persons": _persons, "businesses": _businesses, "land": _land,
                 "enrolments": _enrolments}[table](town, Lazy(town)), strict=True)  # fmt: skip


def _households(town, lazy: Lazy) -> list[list]:
    homes, count = town.homes, len(town.homes["area"])
    ids = town.people["id"]
    head = [ids[h] if h >= 0 else None for h in homes["head"].tolist()]
    as_of = [str(town.welfare_date)] * count
    decile = [d or None for d in homes["decile"].tolist()]
    as_of = [a if d else None for a, d in zip(as_of, decile, strict=True)]
    return [
        homes["id"].tolist(), homes["kk"].tolist(), lazy["home_area"], homes["address"].tolist(), lazy["home_rt"],
        lazy["home_rw"], head, isodates(homes["issued"]), decile, as_of, ["generated"] * count,
    ]  # fmt: skip


def _persons(town, lazy: Lazy) -> list[list]:
    p, count = town.people, len(town.people["name"])
    home = p["household"]
    empty, none = [""] * count, [None] * count
    return [
        p["id"].tolist(), or_none(p["nik"]), p["name"].tolist(), p["birth_place"].tolist(), isodates(p["birth"]),
        lookup(codes.SEX, 0, p["female"]), lookup(codes.RELIGIONS, 0, p["religion"]),
        lookup(codes.MARITAL, 0, p["marital"]), lookup(codes.RELATIONS, 0, p["relation"]),
        lookup(codes.EDUCATION, 0, p["education"]),
        np.array(codes.OCCUPATIONS, dtype=object)[p["occupation"].astype(int)].tolist(),
        np.array(codes.BLOOD, dtype=object)[p["blood"].astype(int)].tolist(), ["indonesian"] * count,
        p["father_nik"].tolist(), p["father_name"].tolist(), p["mother_nik"].tolist(), p["mother_name"].tolist(),
        p["birth_certificate"].tolist(), p["marriage_certificate"].tolist(), isodates(p["marriage_date"]),
        p["divorce_certificate"].tolist(), isodates(p["divorce_date"]), p["passport"].tolist(),
        town.homes["id"][home].tolist(), lazy.at_home("home_area", home), empty, lazy.at_home("home_rt", home),
        lazy.at_home("home_rw", home), (~p["dead"]).tolist(), isodates(p["death"]), none, isodates(p["moved"]),
        p["moved_to"].tolist(), empty, ["generated"] * count,
    ]  # fmt: skip


def _businesses(town, lazy: Lazy) -> list[list]:
    b, count = town.businesses, len(town.businesses["owner"])
    owner = town.people["id"][b["owner"]].tolist()
    address = town.homes["address"][b["home"]].tolist()
    kind = b["kind"]
    return [
        b["id"].tolist(), or_none(b["nib"]), b["name"].tolist(), owner, town.people["name"][b["owner"]].tolist(),
        ["perorangan"] * count, [[c] for c in lookup(codes.BUSINESSES, 0, kind)],
        [t[:200] for t in lookup(codes.BUSINESSES, 1, kind)], address,
        lazy.at_home("home_area", b["home"]), lazy.at_home("home_rt", b["home"]), lazy.at_home("home_rw", b["home"]),
        isodates(b["since"]), ["active"] * count, b["capital"].tolist(), b["workers"].tolist(), ["generated"] * count,
    ]  # fmt: skip


def _land(town, lazy: Lazy) -> list[list]:
    g, home = town.land, town.land["home"]
    owner = [town.people["id"][o] for o in g["owner"].tolist()]
    return [
        g["id"].tolist(), g["nop"].tolist(), owner, land_names(town), town.homes["address"][home].tolist(),
        lazy.at_home("home_area", home), lazy.at_home("home_rt", home), lazy.at_home("home_rw", home),
        g["earth"].tolist(), g["house"].tolist(), g["value"].tolist(), g["year"].tolist(), g["due"].tolist(),
        isodates(g["paid"]), ["generated"] * len(owner),
    ]  # fmt: skip


def land_names(town) -> list[str]:
    """The tax payer's name: sometimes another spelling than the civil register's."""
    own = town.people["name"][town.land["owner"]].tolist()
    return [given or name for given, name in zip(town.land["owner_name"].tolist(), own, strict=True)]


def school_levels(pupils) -> list[str]:
    level = np.array(["primary", "lower_secondary", "upper_secondary"], dtype=object)[pupils["level"]]
    return np.where(pupils["package"], "equivalency", level).tolist()


def _enrolments(town, lazy: Lazy) -> list[list]:
    s, count = town.pupils, len(town.pupils["person"])
    return [
        s["id"].tolist(), town.people["id"][s["person"]].tolist(), s["nisn"].tolist(), s["npsn"].tolist(),
        s["school"].tolist(), school_levels(s), s["grade"].tolist(), ["active"] * count, s["since"].tolist(),
        [None] * count, ["generated"] * count,
    ]  # fmt: skip

"""Puts a town together: everyone, their homes and what each register holds about them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np

from sebayu.sandbox.town import casting, characters, events, papers, people, places, registers, store, tables
from sebayu.sandbox.town.people import Table
from sebayu.sandbox.town.places import Place

Progress = Callable[[str, int, int], None]


@dataclass
class Town:
    region_code: str
    seed: int
    today: date
    places: list[Place]
    people: Table
    homes: Table
    businesses: Table
    land: Table
    pupils: Table
    signers: list[tuple]
    events: list[tuple]

    @property
    def welfare_date(self) -> date:
        """First day of the quarter before: DTSEN is renewed four times a year."""
        first = date(self.today.year, (self.today.month - 1) // 3 * 3 + 1, 1) - timedelta(days=1)
        return date(first.year, (first.month - 1) // 3 * 3 + 1, 1)

    @property
    def residents(self) -> int:
        """Alive and living here."""
        return int((~self.people["dead"] & np.isnat(self.people["moved"])).sum())

    @staticmethod
    def columns(table: str) -> tuple[str, ...]:
        """Names of the columns that `rows(table)` yields, in the words of the house's registry."""
        return tuple(tables.HOUSE_COLUMNS[table])

    def rows(self, table: str) -> Iterator[tuple]:
        """Rows for COPY: households | persons | businesses | land | enrolments. Dates are ISO text, missing is None."""
        return tables.house_rows(self, table)

    def write(self, path: str | Path, progress: Progress | None = None) -> Path:
        """One SQLite file with a table per register; replaces what is there only when complete."""
        return store.write(self, Path(path), progress)


def generate(
    areas: Iterable[Mapping[str, str]],
    residents: int = 4000,
    seed: int = 2026,
    *,
    today: date,
    region_code: str,
    officials: Iterable[Mapping[str, Any]] = (),
    progress: Progress | None = None,
) -> Town:
    """A town with exactly `residents` living people, the same for the same arguments.

    `areas` are {code, name, kind}; kecamatan among them give their names. `officials` ({key, name, nip?, nik?}) become
    signers of the signing simulator. The cast is always there, so the smallest town has about a hundred people.
    """
    tell = progress or (lambda what, done, of: None)
    day = np.datetime64(today, "D")
    rng = np.random.default_rng(seed)
    spots = places.leaves(areas)
    cast = casting.members(region_code, spots)
    standing = sum(not p["dead"] and "moved_days_ago" not in p for p in cast)
    if residents <= standing:
        raise ValueError(f"a town has at least {standing + 1} residents: the cast lives there")
    tell("people", 0, 4)
    crowd, count = people.crowd(residents - standing, rng, day)
    homes = places.settle(rng, spots, count)
    tell("people", 1, 4)
    taken = {p["nik"] for p in cast if p["nik"]}
    people.characters(
        crowd, homes, spots, rng, day, characters.region_of(region_code)["town"] or spots[0].name
    )
    people.kin(crowd, rng)
    people.number(crowd, homes, spots, rng, day, taken)
    papers.parents(crowd, rng)
    papers.certificates(crowd, spots, rng, day)
    papers.family_cards(crowd, homes, spots, rng, day, {p["kk_number"] for p in cast})
    tell("people", 2, 4)
    homes["decile"] = registers.deciles(crowd, homes, rng)
    homes["decile"][rng.random(count) < 0.02] = 0  # not in DTSEN at all
    _finish(crowd, homes, rng)
    _settle_cast(crowd, homes, region_code, spots, today)
    tell("people", 3, 4)
    town = _registers(crowd, homes, spots, region_code, seed, today, rng)
    town.signers = registers.signers(region_code, cast + _strangers(region_code), list(officials))
    town.events = events.happenings(crowd, homes, rng, today)
    tell("people", 4, 4)
    return town


def _strangers(region_code: str) -> list[dict[str, Any]]:
    return [p for p in characters.cast(region_code) if not p["resident"]]


def identifiers(rng: np.random.Generator, count: int) -> np.ndarray:
    """Random UUIDs (version 4) from the town's own generator: reproducible."""
    raw = rng.integers(0, 256, (count, 16), dtype=np.uint8)
    raw[:, 6] = raw[:, 6] & 0x0F | 0x40
    raw[:, 8] = raw[:, 8] & 0x3F | 0x80
    text = raw.tobytes().hex()
    return np.array(
        [
            f"{text[i : i + 8]}-{text[i + 8 : i + 12]}-{text[i + 12 : i + 16]}-{text[i + 16 : i + 20]}-{text[i + 20 : i + 32]}"
            for i in range(0, len(text), 32)
        ],
        dtype=object,
    )


def _finish(crowd: Table, homes: Table, rng: np.random.Generator) -> None:
    count = len(crowd["name"])
    crowd["id"], homes["id"] = identifiers(rng, count), identifiers(rng, len(homes["area"]))
    crowd["key"] = np.full(count, "", dtype=object)
    passports = rng.random(count) < 0.04
    crowd["passport"] = np.array(
        [f"X{100_000 + i:07d}" if p else "" for i, p in enumerate(passports.tolist())], object
    )
    targets = np.array(["KABUPATEN TEGAL", "KOTA SEMARANG", "KABUPATEN BREBES", "KOTA BEKASI"], dtype=object)
    crowd["moved_to"] = np.where(np.isnat(crowd["moved"]), "", targets[crowd["household"] % len(targets)])


def _settle_cast(crowd: Table, homes: Table, region_code: str, spots: list[Place], today: date) -> None:
    persons, houses = len(crowd["name"]), len(homes["area"])
    extra_homes = casting.household_columns(region_code, spots)
    extra_people = casting.person_columns(region_code, spots, today, persons, houses)
    for table, extra in ((homes, extra_homes), (crowd, extra_people)):
        for name in [n for n in table if n not in extra and n != "head"]:
            del table[name]  # scaffolding of the generator
        for name, values in extra.items():
            table[name] = np.concatenate([table[name], values])
    papers.heads(crowd, homes)


def _registers(
    crowd: Table, homes: Table, spots: list[Place], region_code: str, seed: int, today: date, rng
) -> Town:
    ordinary = crowd["key"] == ""
    own_land = np.isin(np.arange(len(homes["area"])), crowd["household"][ordinary])
    business = registers.businesses(crowd, homes, spots, rng, today)
    business = {name: values[ordinary[business["owner"]]] for name, values in business.items()}
    ground = registers.land(crowd, homes, spots, rng, today)
    ground = {name: values[own_land[ground["home"]]] for name, values in ground.items()}
    casting.add_holdings(crowd, homes, spots, business, ground, today)
    ground["nop"] = registers.nops(homes["area"][ground["home"]], spots)
    pupils = registers.pupils(crowd, homes, spots, rng, today)
    for table, column in ((business, "owner"), (ground, "owner"), (pupils, "person")):
        table["id"] = identifiers(rng, len(table[column]))
    return Town(region_code, seed, today, spots, crowd, homes, business, ground, pupils, [], [])

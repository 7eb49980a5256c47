"""Puts the cast into a generated town: the same columns, at the end of the tables."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np

from sebayu.sandbox.town import characters, codes, registers
from sebayu.sandbox.town.papers import ROMAN
from sebayu.sandbox.town.people import NEVER, Table
from sebayu.sandbox.town.places import Place


def _code(pairs, word: str) -> int:
    return [w for w, _ in pairs].index(word)


def places_of(region_code: str, places: list[Place]) -> dict[str, int]:
    """Where the cast lives: the region's own places, or the first areas of a region we have no cast places for."""
    index = {p.code: i for i, p in enumerate(places)}
    wanted = characters.region_of(region_code)["places"]
    fallback = {"main": 0, "other": min(1, len(places) - 1), "near": min(2, len(places) - 1)}
    return {name: index.get(wanted.get(name, ""), spot) for name, spot in fallback.items()}


def members(region_code: str, places: list[Place]) -> list[dict[str, Any]]:
    """The resident cast, with NIK and area of this town (they differ from `cast()` only in a region without its own)."""
    people = [p for p in characters.cast(region_code) if p["resident"]]
    if characters.region_of(region_code)["places"]:
        return people
    spots = places_of(region_code, places)
    houses = {h["key"]: h for h in characters._file("people")["households"]}
    for person in people:
        place = places[spots[houses[person["household"]]["area"]]]
        person["area_code"] = place.code
        if person["nik"]:
            person["nik"] = person["nik"].replace("000000", place.region6, 1)
        person["kk_number"] = person["kk_number"].replace("000000", place.region6, 1)
    return people


def household_columns(region_code: str, places: list[Place]) -> Table:
    here, spots = characters.region_of(region_code), places_of(region_code, places)
    houses = characters._file("people")["households"]
    by_house = {p["household"]: p["kk_number"] for p in members(region_code, places)}
    street = [here["streets"][h["area"]] for h in houses]
    return {
        "area": np.array([spots[h["area"]] for h in houses]),
        "rw": np.array([h["rw"] for h in houses]),
        "rt": np.array([h["rt"] for h in houses]),
        "address": np.array([f"{s} No. {3 + 4 * i}" for i, s in enumerate(street)], dtype=object),
        "hamlet": np.array(
            ["" if places[spots[h["area"]]].kind == "kelurahan" else "Krajan" for h in houses], dtype=object
        ),
        "kk": np.array([by_house[h["key"]] for h in houses], dtype=object),
        "issued": np.array([np.datetime64(h["issued"], "D") for h in houses]),
        "decile": np.array([h["decile"] for h in houses]),
        "id": np.array(
            [characters.stable_id("household", here["region_code"], h["key"]) for h in houses], dtype=object
        ),
    }


def person_columns(region_code: str, places: list[Place], today: date, person0: int, house0: int) -> Table:
    """Columns of the cast; `person0` and `house0` are the row numbers at which they will stand."""
    people = members(region_code, places)
    keys = [h["key"] for h in characters._file("people")["households"]]
    row = {p["key"]: person0 + i for i, p in enumerate(people)}
    town = characters.region_of(region_code)["town"]
    objects = _texts(people, row, town)
    death = [_day(p, "died", today) for p in people]
    return {
        "key": np.array([p["key"] for p in people], dtype=object),
        "id": np.array([p["id"] for p in people], dtype=object),
        "household": np.array([house0 + keys.index(p["household"]) for p in people]),
        "birth": np.array([np.datetime64(p["born"], "D") for p in people]),
        "female": np.array([p["sex"] == "female" for p in people]),
        "relation": np.array([_code(codes.RELATIONS, p["relation"]) for p in people], dtype=np.int8),
        "marital": np.array(
            [_code(codes.MARITAL, p.get("marital", "single")) for p in people], dtype=np.int8
        ),
        "religion": np.array([_code(codes.RELIGIONS, p.get("religion", "islam")) for p in people]),
        "education": np.array(
            [_code(codes.EDUCATION, p.get("education", "primary")) for p in people], dtype=np.int8
        ),
        "occupation": np.array([codes.OCCUPATIONS.index(p["occupation"]) for p in people], dtype=np.int8),
        "blood": np.array([i % 5 for i in range(len(people))]),
        "death": np.array(death),
        "dead": ~np.isnat(np.array(death)),
        "moved": np.array([_day(p, "moved", today) for p in people]),
        "father": np.array([row.get(p.get("father"), -1) for p in people]),
        "mother": np.array([row.get(p.get("mother"), -1) for p in people]),
        "wed": np.array([_date(p.get("wed")) for p in people]),
        "marriage_date": np.array([_date(p.get("wed")) for p in people]),
        "divorce_date": np.array([_date(p.get("divorced")) for p in people]),
        **objects,
    }


def _texts(people: list[dict[str, Any]], row: dict[str, int], town: str) -> Table:
    by_key = {p["key"]: p for p in people}
    columns: dict[str, list[str]] = {
        "name": [p["name"] for p in people],
        "nik": [p["nik"] for p in people],
        "birth_place": [p.get("birth_place") or town for p in people],
        "passport": [p.get("passport", "") for p in people],
        "moved_to": [p.get("moved_to", "") for p in people],
        "birth_certificate": [_birth_certificate(p) for p in people],
        "marriage_certificate": [_book(p) for p in people],
        "divorce_certificate": [
            f"{400 + len(p['name']):04d}/AC/{p['divorced'].year}/PA" if "divorced" in p else ""
            for p in people
        ],
    }
    for role, spare in (("father", "Sukarto"), ("mother", "Tasmi")):
        known = [by_key.get(p.get(role, "")) for p in people]
        columns[f"{role}_name"] = [
            k["name"] if k else p.get(f"{role}_name", f"{spare} {p['name'].split()[-1]}"[:60])
            for p, k in zip(people, known, strict=True)
        ]
        columns[f"{role}_nik"] = [k["nik"] if k else "" for k in known]
    return {name: np.array(values, dtype=object) for name, values in columns.items()}


def _birth_certificate(person: dict[str, Any]) -> str:
    born = person["born"]
    region4 = person["area_code"].replace(".", "")[:4]
    return f"{region4}-LU-{born:%d%m%Y}-0007" if born.year >= 1985 and person["nik"] else ""


def _book(person: dict[str, Any]) -> str:
    wed = person.get("wed")
    if not wed:
        return ""
    if person.get("religion", "islam") != "islam":
        return f"{person['area_code'].replace('.', '')[:4]}-KW-{wed:%d%m%Y}-0011"
    return f"{100 + wed.day:04d}/{wed.day:03d}/{ROMAN[wed.month]}/{wed.year}"


def _date(value: date | None) -> np.datetime64:
    return np.datetime64(value, "D") if value else NEVER


def _day(person: dict[str, Any], what: str, today: date) -> np.datetime64:
    days = person.get(f"{what}_days_ago")
    return characters.ago(today, days) if days is not None else _date(person.get(what))


def add_holdings(
    people: Table, homes: Table, places: list[Place], business: Table, land: Table, today: date
) -> None:
    """The businesses and parcels of the cast, after everyone else's."""
    row = {key: i for i, key in enumerate(people["key"].tolist()) if key}
    shops, parcels = [], []
    for house in characters._file("people")["households"]:
        if found := house.get("business"):
            shops.append(found)
        parcels += house.get("land", [])
    owners = [row[s["owner"]] for s in shops]
    _append(business, "owner", owners)
    _append(business, "kind", [s["kind"] for s in shops])
    _append(business, "name", [s["name"] for s in shops])
    _append(business, "nib", [f"0220{i:09d}" if s["nib"] else "" for i, s in enumerate(shops, 1)])
    _append(business, "home", people["household"][owners])
    _append(business, "since", [np.datetime64(s["since"], "D") for s in shops])
    _append(business, "capital", [s["capital"] for s in shops])
    _append(business, "workers", [s["workers"] for s in shops])
    holders = [row[p["owner"]] for p in parcels]
    earth, built = np.array([p["land_m2"] for p in parcels]), np.array([p["building_m2"] for p in parcels])
    made = registers.land_columns(
        holders, people["household"][holders], earth, built, homes, places, np.random.default_rng(5), today
    )
    made["owner_name"] = np.array([p.get("owner_name", "") for p in parcels], dtype=object)
    for name, values in made.items():
        _append(land, name, values)


def _append(table: Table, name: str, values) -> None:
    table[name] = np.concatenate([table[name], np.asarray(values, dtype=table[name].dtype)])

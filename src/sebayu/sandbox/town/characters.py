"""The cast: fixed people with fixed NIK, read from cast/*.yaml. Plain data, so that a demo can give them accounts."""

from __future__ import annotations

import hashlib
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

import numpy as np
import yaml

FOLDER = Path(__file__).with_name("cast")
PASSPHRASE = "rahasia-contoh-2026"  # noqa: S105 - of every simulated signer; the simulator is not a secret


@cache
def _file(name: str) -> dict[str, Any]:
    return yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))


def region_of(region_code: str) -> dict[str, Any]:
    """The cast's places for a region by key (`kota_tegal`) or code (`33.76`); another region borrows those of Tegal."""
    regions = {f.stem: _file(f.stem) for f in sorted(FOLDER.glob("*.yaml")) if f.stem != "people"}
    for key, region in regions.items():
        if region_code in (key, region["region_code"]):
            return region
    return regions["kota_tegal"] | {"region_code": region_code, "places": {}, "town": ""}


def stable_id(*parts: str) -> str:
    """A version-4-shaped UUID that is the same in every run."""
    return str(UUID(bytes=hashlib.sha256("/".join(parts).encode()).digest()[:16], version=4))


def written_nik(region6: str, born: date, female: bool, serial: int = 1) -> str:
    return f"{region6}{born.day + 40 * female:02d}{born.month:02d}{born.year % 100:02d}{serial:04d}"


def official_nik(region_code: str, key: str, nip: str = "") -> str:
    """A NIK for an official known only by key and NIP (birth date and sex stand in the NIP). Not a resident's number."""
    seed = int.from_bytes(hashlib.sha256(key.encode()).digest()[:6], "big")
    try:
        born, female = date(int(nip[:4]), int(nip[4:6]), int(nip[6:8])), nip[14] == "2"
    except (ValueError, IndexError):
        born, female = date(1965, 1, 1) + timedelta(days=seed % 9000), bool(seed & 1)
    region6 = region_code.replace(".", "")[:4] + "01"
    return written_nik(region6, born, female, 5000 + seed // 9000 % 4000)


def cast(region: str) -> list[dict[str, Any]]:
    """Everyone of the cast of a region (key or code), households in order, with NIK, place and signer's state.

    Each: key, id, household, name, nik, sex, birth_date, relation, role, situation, area_code, rt, rw, kk_number, signer,
    passphrase, resident.
    """
    data, here = _file("people"), region_of(region)
    people, serials = [], {}
    for house in data["households"]:
        area = here["places"].get(house["area"], "")
        kk = _number(area, house["issued"], False, serials)
        for member in house["members"]:
            people.append(_member(member, house, area, kk, here, serials))
    people.append(_stranger(data["stranger"], here))
    return people


def _number(area: str, day: date, female: bool, serials: dict[str, int]) -> str:
    key = written_nik(area.replace(".", "")[:6] or "000000", day, female)[:12]
    serials[key] = serials.get(key, 0) + 1
    return f"{key}{serials[key]:04d}"


def _member(member, house, area, kk, here, serials) -> dict[str, Any]:
    key = member["key"]
    sex = here.get("sexes", {}).get(key, member["sex"])
    given = member.get("nik")
    number = _number(area, member["born"], sex == "female", serials) if given is None else given
    return {
        **member,
        "id": stable_id("person", here["region_code"], key),
        "household": house["key"],
        "name": here["names"].get(key, member["name"]),
        "sex": sex,
        "nik": "" if number == "none" else str(number),
        "birth_date": member["born"],
        "role": member.get("role", "citizen"),
        "situation": house["situation"],
        "area_code": area,
        "rt": f"{house['rt']:03d}",
        "rw": f"{house['rw']:03d}",
        "kk_number": kk,
        "signer": member.get("signer", ""),
        "passphrase": PASSPHRASE if member.get("signer") else "",
        "resident": True,
        "dead": "died" in member or "died_days_ago" in member,
    }


def _stranger(person: dict[str, Any], here: dict[str, Any]) -> dict[str, Any]:
    region6 = here["stranger"]["region6"]
    return {
        **person,
        "id": stable_id("person", region6, person["key"]),
        "household": "",
        "name": here["names"].get(person["key"], person["name"]),
        "nik": written_nik(region6, person["born"], person["sex"] == "female"),
        "birth_date": person["born"],
        "situation": "officer_of_another_region",
        "area_code": "",
        "rt": "",
        "rw": "",
        "kk_number": "",
        "passphrase": PASSPHRASE,
        "region": here["stranger"]["region"],
        "resident": False,
        "dead": False,
    }


def ago(today: date, days: int) -> np.datetime64:
    return np.datetime64(today - timedelta(days=days), "D")

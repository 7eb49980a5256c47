"""The areas a town is spread over, and the addresses in them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from sebayu.sandbox.town import words

LEAVES = {"kelurahan", "desa"}
PROVINCES = {"33": "JAWA TENGAH"}
REGENCIES = {"3376": "KOTA TEGAL", "3303": "PURBALINGGA"}


@dataclass(frozen=True)
class Place:
    code: str  # 33.76.02.1005
    name: str
    kind: str  # kelurahan | desa
    district: str  # name of the kecamatan

    @property
    def region6(self) -> str:
        return self.code.replace(".", "")[:6]


def leaves(areas: Iterable[Mapping[str, str]]) -> list[Place]:
    """The kelurahan and desa among `areas`, ordered by code, each with its kecamatan's name where that is given too."""
    areas = list(areas)
    names = {a["code"]: a["name"] for a in areas}
    places = [
        Place(a["code"], a["name"], a["kind"], names.get(a["code"].rsplit(".", 1)[0], ""))
        for a in areas
        if a["kind"] in LEAVES
    ]
    if not places:
        raise ValueError("a town needs at least one kelurahan or desa")
    return sorted(places, key=lambda place: place.code)


def settle(rng: np.random.Generator, places: list[Place], count: int) -> dict[str, np.ndarray]:
    """Area, RW, RT, address and hamlet for `count` households."""
    weights = np.random.default_rng(20_26).lognormal(
        0, 0.45, len(places)
    )  # same sizes of areas in every town
    area = np.sort(rng.choice(len(places), size=count, p=weights / weights.sum()))
    per_area = np.bincount(area, minlength=len(places))
    rw_count = np.clip(per_area // 120, 5, 14)
    rt_count = np.clip(per_area // (rw_count * 60), 4, 9)
    rw = 1 + (rng.random(count) * rw_count[area]).astype(int)
    rt = 1 + (rng.random(count) * rt_count[area]).astype(int)
    return {"area": area, "rw": rw, "rt": rt, **_addresses(rng, places, area, rw, rt)}


def _addresses(rng, places: list[Place], area, rw, rt) -> dict[str, np.ndarray]:
    count = len(area)
    urban = np.array([p.kind == "kelurahan" for p in places])[area]
    # a neighbourhood has a handful of streets: the same ones in every run
    pick = (area * 7 + rw * 5 + rt * 3 + rng.integers(0, 3, count)) % 977
    city = np.array([f"Jl. {s}" for s in words.STREETS_CITY], dtype=object)[pick % len(words.STREETS_CITY)]
    village = np.array([f"Jl. {s}" for s in words.STREETS_VILLAGE], dtype=object)[
        pick % len(words.STREETS_VILLAGE)
    ]
    alley = np.array([f"Gg. {s}" for s in words.STREETS_CITY], dtype=object)[
        (pick * 3) % len(words.STREETS_CITY)
    ]
    street = np.where(urban, np.where(rng.random(count) < 0.35, alley, city), village)
    number = np.array([f" No. {n}" for n in range(0, 181)], dtype=object)[rng.integers(1, 181, count)]
    number = np.where(~urban & (rng.random(count) < 0.4), "", number)
    hamlets = np.array(words.HAMLETS, dtype=object)[(area * 3 + rw) % len(words.HAMLETS)]
    return {"address": street + number, "hamlet": np.where(urban, "", hamlets)}

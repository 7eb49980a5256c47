"""The other registers: welfare deciles (DTSEN), businesses (OSS), land tax objects (PBB) and pupils."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np

from sebayu.sandbox.town import characters, codes
from sebayu.sandbox.town.people import Table, years
from sebayu.sandbox.town.places import Place

DECILE_OF_WORK = {
    4: 8,
    5: 7,
    6: 7,
    8: 4,
    10: 4,
    14: 6,
    15: 9,
    17: 3,
    18: 2,
    19: 3,
    20: 2,
    25: 8,
    30: 7,
    3: 7,
    0: 4,
}


def deciles(people: Table, homes: Table, rng: np.random.Generator) -> np.ndarray:
    """Welfare decile per household, ten equal parts of the town, driven by the work and schooling of its head."""
    head = homes["head"]
    work = people["occupation"][head]
    typical = np.array([DECILE_OF_WORK.get(code, 5) for code in range(len(codes.OCCUPATIONS))])[work]
    score = typical + 0.5 * people["education"][head] + rng.normal(0, 2.2, len(head))
    rank = np.empty(len(head), dtype=np.int64)
    rank[np.argsort(score, kind="stable")] = np.arange(len(head))
    return 1 + rank * 10 // max(len(head), 1)


def businesses(
    people: Table, homes: Table, places: list[Place], rng: np.random.Generator, today: date
) -> Table:
    """About one adult in fourteen runs something; two of three have a NIB."""
    age = years(people["birth"], np.datetime64(today, "D"))
    traders = np.isin(people["occupation"], (7, 21, 29, 30))
    chance = np.where(traders, 0.42, 0.03) * ((age >= 20) & (age < 72))
    rows = np.flatnonzero((rng.random(len(age)) < chance) & ~people["dead"] & np.isnat(people["moved"]))
    count = len(rows)
    kind = rng.integers(0, len(codes.BUSINESSES), count)
    names = [n.split()[0] if len(n.split()[0]) > 3 else n.split()[-1] for n in people["name"][rows].tolist()]
    home = people["household"][rows]
    newest = np.minimum((age[rows] - 18) * 365, 9000).astype(int)
    since = np.datetime64(today, "D") - 30 - (rng.random(count) * np.maximum(newest - 30, 1)).astype(int)
    has_nib = rng.random(count) < 0.66
    numbers = (
        rng.permutation(900_000_000)[:count]
        if count > 100_000
        else rng.choice(900_000_000, count, replace=False)
    )
    return {
        "owner": rows,
        "kind": kind,
        "name": np.array(
            [codes.BUSINESSES[k][2].format(n) for k, n in zip(kind.tolist(), names, strict=True)], object
        ),
        "nib": _nibs(rng, has_nib, numbers),
        "home": home,
        "since": since,
        "capital": rng.choice((1, 2, 5, 10, 25, 50, 120), count) * 1_000_000,
        "workers": rng.choice((1, 1, 1, 2, 2, 3, 5, 8), count),
    }


def _nibs(rng: np.random.Generator, has: np.ndarray, numbers: np.ndarray) -> np.ndarray:
    """13 digits as OSS prints them: a prefix and a running number, unique."""
    prefix = rng.choice((1202, 1211, 1801, 2207, 9120), len(numbers))
    made = [f"{p}{n:09d}" for p, n in zip(prefix.tolist(), numbers.tolist(), strict=True)]
    return np.array([m if h else "" for m, h in zip(made, has.tolist(), strict=True)], dtype=object)


def land(people: Table, homes: Table, places: list[Place], rng: np.random.Generator, today: date) -> Table:
    """Seven of ten households own the ground they live on; one in eleven owns a second parcel."""
    count = len(homes["area"])
    owns = np.flatnonzero((rng.random(count) < 0.7) & (homes["head"] >= 0))
    second = owns[rng.random(len(owns)) < 0.09]
    home = np.r_[owns, second]
    built = np.r_[np.ones(len(owns), dtype=bool), rng.random(len(second)) < 0.2]
    earth = rng.gamma(3, 45, len(home)).astype(int) + 40
    earth[len(owns) :] *= 4
    house = np.where(built, np.minimum(earth * rng.uniform(0.3, 0.9, len(home)), 600).astype(int), 0)
    return land_columns(homes["head"][home], home, earth, house, homes, places, rng, today)


def land_columns(owner, home, earth, house, homes, places, rng, today: date) -> Table:
    area = homes["area"][home]
    price = np.random.default_rng(17).choice((335_000, 464_000, 614_000, 802_000, 1_147_000), len(places))[
        area
    ]
    value = earth * price + house * 968_000
    due = np.maximum((np.maximum(value - 10_000_000, 0) * 0.001).astype(int), 15_000)
    unpaid = rng.random(len(home)) < 0.22
    paid = np.datetime64(f"{today.year}-02-01", "D") + rng.integers(0, 240, len(home))
    unpaid |= paid > np.datetime64(today, "D")
    return {
        "owner": owner,
        "home": home,
        "earth": earth,
        "house": house,
        "value": value,
        "due": due,
        "paid": np.where(unpaid, np.datetime64("NaT", "D"), paid),
        "owner_name": np.full(len(home), "", dtype=object),
        "year": np.full(len(home), today.year),
    }


def nops(area: np.ndarray, places: list[Place]) -> np.ndarray:
    """18 digits: province, regency, kecamatan (3), kelurahan (3), block (3), number (4), kind. PBB codes of its own."""
    prefix = np.array(
        [f"{p.region6[:4]}{int(p.region6[4:]):02d}0{int(p.code[-3:]):03d}" for p in places], object
    )[area]
    seen = np.zeros(len(places), dtype=np.int64)
    out = []
    for start, where in zip(prefix.tolist(), area.tolist(), strict=True):
        n = seen[where]
        seen[where] += 1
        out.append(f"{start}{1 + n // 250:03d}{1 + n % 250:04d}0")
    return np.array(out, dtype=object)


LEVELS = (
    ("primary", "SD Negeri {} {}", 1),
    ("lower_secondary", "SMP Negeri {}", 7),
    ("upper_secondary", "SMA Negeri {}", 10),
)


def pupils(people: Table, homes: Table, places: list[Place], rng: np.random.Generator, today: date) -> Table:
    """Children of 7-18 in school: all but a few, some in Kejar Paket. Year of school starts in July."""
    age = years(people["birth"], np.datetime64(today, "D"))
    school_year = today.year - (today.month < 7)
    born = people["birth"].astype("datetime64[Y]").astype(int) + 1970
    grade = school_year - born - 6
    age_fits = (grade >= 1) & (grade <= 12) & (age < 19) & ~people["dead"] & np.isnat(people["moved"])
    chance = np.select([grade <= 6, grade <= 9], [0.992, 0.97], default=0.86)
    rows = np.flatnonzero(age_fits & ((rng.random(len(age)) < chance) | (people["key"] != "")))
    grade = grade[rows]
    level = np.select([grade <= 6, grade <= 9], [0, 1], default=2)
    area = homes["area"][people["household"][rows]]
    package = rng.random(len(rows)) < np.where(level == 0, 0.004, 0.015)
    package &= people["key"][rows] == ""
    number = 1 + rng.integers(0, 3, len(rows))
    return {
        "person": rows,
        "level": level,
        "grade": grade,
        "package": package,
        "nisn": np.array(
            [f"{y % 1000:03d}{i % 10_000_000:07d}" for i, y in enumerate(born[rows].tolist(), 1)], object
        ),
        "npsn": np.array([f"2{v:07d}" for v in (300_000 + area * 10 + level * 3 + number).tolist()], object),
        "school": _schools(level, number, area, package, places),
        "since": np.array(
            [
                f"{school_year - (g - LEVELS[v][2])}-07-15"
                for g, v in zip(grade.tolist(), level.tolist(), strict=True)
            ]
        ),
    }


def _schools(level, number, area, package, places: list[Place]) -> np.ndarray:
    out = []
    rows = zip(level.tolist(), number.tolist(), area.tolist(), package.tolist(), strict=True)
    for kind, n, where, paket in rows:
        name = places[where].name
        if paket:
            out.append(f"PKBM {name} (contoh) Paket {'ABC'[kind]}")
        elif kind == 0:
            out.append(f"SD Negeri {name} {n} (contoh)")
        else:
            out.append(f"{('SMP', 'SMA')[kind - 1]} Negeri {1 + (where * 3 + n) % 18} (contoh)")
    return np.array(out, dtype=object)


def signers(region_code: str, cast: list[dict[str, Any]], officials: list[dict[str, Any]]) -> list[tuple]:
    """(nik, email, name, organisation, status, passphrase) of everyone the signing service knows."""
    rows = {}
    for person in cast:
        if person["signer"]:
            mail = f"{person['key']}@contoh.go.id"
            organisation = person.get("region", "SIMULATOR - TIDAK SAH")
            rows[person["nik"]] = (
                person["nik"],
                mail,
                person["name"],
                organisation,
                person["signer"],
                person["passphrase"],
            )
    for official in officials:
        number = official.get("nik") or characters.official_nik(
            region_code, official["key"], official.get("nip", "")
        )
        mail = official.get("email") or f"{official['key']}@contoh.go.id"
        name = official["name"].split(",")[0]  # certificates carry names without titles
        rows.setdefault(
            number, (number, mail, name, "", official.get("status", "ISSUE"), characters.PASSPHRASE)
        )
    return list(rows.values())

"""What happened lately: births, stillbirths, deaths and moves, as hospitals and the civil register would report them."""

from __future__ import annotations

import json
from datetime import date, datetime, time, timedelta

import numpy as np

from sebayu.sandbox.town import characters
from sebayu.sandbox.town.codes import SEX
from sebayu.sandbox.town.people import Table

HELPERS = ("bidan", "dokter", "bidan", "bidan")
PLACES_OF_BIRTH = ("RSUD (contoh)", "Puskesmas (contoh)", "Klinik bersalin (contoh)")
CAUSES = ("Sakit tua", "Sakit jantung", "Stroke", "Diabetes", "Kecelakaan", "Sakit paru-paru")


def happenings(people: Table, homes: Table, rng: np.random.Generator, today: date) -> list[tuple]:
    """(kind, date, nik, kk_number, detail as JSON), oldest first."""
    day = np.datetime64(today, "D")
    rows: list[tuple] = []
    kk, nik = homes["kk"][people["household"]], people["nik"]
    babies = np.flatnonzero((people["birth"] > day - 60) & ~people["dead"] & (people["mother"] >= 0))
    for i in babies.tolist():
        rows.append(("birth", str(people["birth"][i]), nik[i], kk[i], _birth(people, i, rng)))
    gone = np.flatnonzero(people["dead"] & (people["death"] > day - 365))
    for i in gone.tolist():
        detail = {
            "name": people["name"][i],
            "time": f"{rng.integers(0, 24):02d}:{rng.integers(0, 60):02d}",
            "place": "rumah" if rng.random() < 0.5 else "RSUD (contoh)",
            "cause": CAUSES[int(rng.integers(0, len(CAUSES)))],
        }
        rows.append(("death", str(people["death"][i]), nik[i], kk[i], json.dumps(detail, ensure_ascii=False)))
    for i in np.flatnonzero(~np.isnat(people["moved"])).tolist():
        detail = {"name": people["name"][i], "to": people["moved_to"][i] or "KABUPATEN TEGAL"}
        rows.append(
            ("move_out", str(people["moved"][i]), nik[i], kk[i], json.dumps(detail, ensure_ascii=False))
        )
    rows += _of_cast(people, homes, today)
    return sorted(rows, key=lambda row: (row[1], row[0], row[3], row[2]))


def _birth(people: Table, i: int, rng: np.random.Generator) -> str:
    mother, father = int(people["mother"][i]), int(people["father"][i])
    detail = {
        "name": people["name"][i],
        "sex": SEX[int(people["female"][i])][0],
        "time": f"{rng.integers(0, 24):02d}:{rng.integers(0, 60):02d}",
        "weight_g": int(rng.normal(3100, 380)),
        "length_cm": int(rng.integers(46, 53)),
        "place": PLACES_OF_BIRTH[int(rng.integers(0, 3))],
        "helper": HELPERS[int(rng.integers(0, 4))],
        "mother_nik": people["nik"][mother],
        "father_nik": people["nik"][father] if father >= 0 else "",
    }
    return json.dumps(detail, ensure_ascii=False)


def _of_cast(people: Table, homes: Table, today: date) -> list[tuple]:
    """The newborn (no name and no NIK yet) and the stillborn child of the cast."""
    row = {key: i for i, key in enumerate(people["key"].tolist()) if key}
    out = []
    for house in characters._file("people")["households"]:
        if not (birth := house.get("birth")):
            continue
        mother, father = row[birth["mother"]], row[birth["father"]]
        when = datetime.combine(today - timedelta(days=birth["days_ago"]), time(5, 40))
        detail = {
            "name": "",
            "time": f"{when:%H:%M}",
            "place": PLACES_OF_BIRTH[0],
            "mother_nik": people["nik"][mother],
            "father_nik": people["nik"][father],
        }
        detail |= {k: v for k, v in birth.items() if k in {"sex", "weight_g", "length_cm", "helper", "weeks"}}
        kind = "stillbirth" if birth.get("still") else "birth"
        kk = homes["kk"][people["household"][mother]]
        out.append((kind, f"{when:%Y-%m-%d}", "", kk, json.dumps(detail, ensure_ascii=False)))
    return out

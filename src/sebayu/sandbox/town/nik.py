"""NIK and KK numbers by the rules (facts 3.5): region of FIRST registration, day + 40 for women, serial from 0001.

A NIK carries no check digit and is never corrected: `read` tells what is written in it, not what is true.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Nik:
    region: str
    day: int
    month: int
    year: int  # two digits
    female: bool
    serial: int


def read(nik: str) -> Nik | None:
    """The parts of a well-formed NIK, else None (16 digits; day 1-31 or 41-71; month 1-12; serial not 0000)."""
    if len(nik) != 16 or not (nik.isascii() and nik.isdigit()):
        return None
    day, month, year, serial = int(nik[6:8]), int(nik[8:10]), int(nik[10:12]), int(nik[12:])
    female = day > 40
    day -= 40 * female
    if not (1 <= day <= 31 and 1 <= month <= 12 and serial):
        return None
    return Nik(nik[:6], day, month, year, female, serial)


def date_code(days: np.ndarray, female: np.ndarray | int = 0) -> np.ndarray:
    """DDMMYY as a number (day + 40 for women) of dates given as datetime64[D]."""
    months = days.astype("datetime64[M]")
    day = (days - months).astype(int) + 1
    month = months.astype(int) % 12 + 1
    year = (days.astype("datetime64[Y]").astype(int) + 1970) % 100
    return (day + 40 * np.asarray(female)) * 10_000 + month * 100 + year


def _ranks(keys: np.ndarray) -> np.ndarray:
    """0, 1, 2 ... within each group of equal keys, in order of appearance."""
    order = np.argsort(keys, kind="stable")
    ordered = keys[order]
    starts = np.flatnonzero(np.r_[True, ordered[1:] != ordered[:-1]])
    lengths = np.diff(np.r_[starts, len(ordered)])
    ranks = np.empty(len(keys), dtype=np.int64)
    ranks[order] = np.arange(len(keys)) - np.repeat(starts, lengths)
    return ranks


def serialise(region6: np.ndarray, code6: np.ndarray, taken: set[str] = frozenset()) -> np.ndarray:
    """16-digit numbers, unique for every (region, code); `taken` numbers are stepped over."""
    if not len(region6):
        return np.empty(0, dtype=object)
    keys = region6.astype(np.int64) * 1_000_000 + code6
    serial = _ranks(keys) + 1
    if taken:
        floor = {}
        for number in taken:
            floor[int(number[:12])] = max(floor.get(int(number[:12]), 0), int(number[12:]))
        hit = np.isin(keys, list(floor))
        serial[hit] += np.array([floor[k] for k in keys[hit].tolist()], dtype=np.int64)
    if serial.max() > 9999:
        raise ValueError("more than 9999 people of one birthday in one kecamatan")
    return np.array([f"{v:016d}" for v in (keys * 10_000 + serial).tolist()], dtype=object)

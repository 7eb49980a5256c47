"""Checking the open data with nothing but the open data: no database, no configuration, no trust. Pure."""

from __future__ import annotations

import json
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from sebayu.core.indicators.public import files
from sebayu.core.indicators.public.arithmetic import PlainCell, made_of, number, rows, same


@dataclass(frozen=True, slots=True)
class Verdict:
    """`why` names the first number that is not found again, in words a citizen can check."""

    ok: bool
    numbers: int = 0
    cells: int = 0
    why: str = ""
    indicator: str = ""
    period: str = ""
    scope: str = ""


class _Wrong(Exception):
    """What does not fit, and where."""

    def __init__(self, why: str, row: dict[str, str] | None = None) -> None:
        self.row = row or {}
        super().__init__(why)


def recompute(folder: Path | str) -> Verdict:
    """Every published number from the published cells; the first that differs is named."""
    folder = Path(folder)
    try:
        return _check(folder)
    except _Wrong as wrong:
        row = wrong.row
        return Verdict(
            False,
            why=str(wrong),
            indicator=row.get("INDICATOR", ""),
            period=row.get("TIME_PERIOD", ""),
            scope=row.get("REF_AREA", ""),
        )
    except (
        OSError,
        KeyError,
        TypeError,
        ValueError,
        AttributeError,
        InvalidOperation,
        json.JSONDecodeError,
    ) as error:
        return Verdict(False, why=f"Berkas tidak lengkap atau tidak terbaca ({type(error).__name__}).")


def _check(folder: Path) -> Verdict:
    described = files.read_json(folder / files.METADATA)
    cells = {key: _cells(folder, key, source) for key, source in described["sources"].items()}
    least = _least(described)
    for key, found in cells.items():
        _guard(key, found, least.get(key, 0))
    stated = {_key(row): row for row in files.read_csv(folder / files.STATEMENTS)}
    count = 0
    for row in files.read_csv(folder / files.NUMBERS):
        indicator = described["indicators"].get(row["INDICATOR"])
        if indicator is None:
            raise _Wrong("Indikator ini tidak dijelaskan dalam metadata.", row)
        if indicator["formula"] is None:
            _same_as_stated(row, stated)
        else:
            _found_again(row, indicator, cells[indicator["data_source"]])
        count += 1
    return Verdict(True, numbers=count, cells=sum(len(found) for found in cells.values()))


def _least(described: dict[str, Any]) -> dict[str, int]:
    """The smallest number of rows a cell of each source may have."""
    least: dict[str, int] = {}
    for row in described["indicators"].values():
        if row["formula"] is not None:
            least[row["data_source"]] = max(least.get(row["data_source"], 0), int(row["small_cell"]))
    return least


def _cells(folder: Path, key: str, source: dict[str, Any]) -> list[PlainCell]:
    found = []
    seen: set[tuple[str, ...]] = set()
    for row in files.read_csv(folder / files.cells_file(key)):
        if (row["CELL"],) in seen:
            raise _Wrong(f"Sel {row['CELL']} pada {key} muncul dua kali.")
        seen.add((row["CELL"],))
        found.append(
            PlainCell(
                months=tuple(row["MONTHS"].split("|")),
                offices=tuple(row["OFFICES"].split("|")),
                areas=tuple(row["AREAS"].split("|")),
                rows=int(row["ROWS"]),
                sums={name: Decimal(row[f"SUM_{name}"]) for name in source["measures"]},
                counts={name: int(row[f"COUNT_{name}"]) for name in source["measures"]},
            )
        )
    return found


def _guard(key: str, cells: list[PlainCell], least: int) -> None:
    for place, cell in enumerate(cells, start=1):
        if cell.rows < least:
            raise _Wrong(f"Sel ke-{place} pada {key} hanya memuat {cell.rows} baris; paling sedikit {least}.")
        if any(count < 0 or count > cell.rows for count in cell.counts.values()):
            raise _Wrong(f"Sel ke-{place} pada {key} menghitung lebih banyak daripada barisnya.")


def _key(row: dict[str, str]) -> tuple[str, ...]:
    return (row["INDICATOR"], row["FREQ"], row["TIME_PERIOD"], row["REF_AREA"])


def _same_as_stated(row: dict[str, str], stated: dict[tuple[str, ...], dict[str, str]]) -> None:
    found = stated.get(_key(row))
    if found is None:
        raise _Wrong("Tidak ada surat pernyataan untuk angka ini.", row)
    if not same(Decimal(found["OBS_VALUE"]), Decimal(row["OBS_VALUE"])):
        raise _Wrong(f"Suratnya menyatakan {found['OBS_VALUE']}, angkanya {row['OBS_VALUE']}.", row)


def _found_again(row: dict[str, str], indicator: dict[str, Any], cells: list[PlainCell]) -> None:
    formula = indicator["formula"]
    found = made_of(cells, row["TIME_PERIOD"], row["REF_AREA"])
    if found is None:
        raise _Wrong("Sel yang dibuka tidak dapat dipisahkan untuk periode dan cakupan ini.", row)
    value = number(found, formula["over"], formula["under"], Decimal(formula["scale"]))
    if not same(value, Decimal(row["OBS_VALUE"])):
        said = "tidak ada" if value is None else files.plain(round(value, 6))
        raise _Wrong(f"Dihitung ulang {said}, diumumkan {row['OBS_VALUE']}.", row)
    counted = rows(found, formula["under"] or formula["over"])
    if counted != int(row["OBS_ROWS"]):
        raise _Wrong(f"Baris di belakangnya {counted}, diumumkan {row['OBS_ROWS']}.", row)
    parts = {"NUMERATOR": formula["over"]} | ({"DENOMINATOR": formula["under"]} if formula["under"] else {})
    for column, measure in parts.items():
        total = sum((cell.sums[measure] for cell in found), Decimal(0))
        if not same(total, Decimal(row[column])):
            raise _Wrong(f"{column} dihitung ulang {files.plain(total)}, diumumkan {row[column]}.", row)

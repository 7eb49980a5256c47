"""The files of the open data: their names, columns, and how they are written and read. Pure."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

NUMBERS, STATEMENTS, METADATA, CATALOGUE = "numbers.csv", "statements.csv", "metadata.json", "dcat.json"
NUMBER_COLUMNS = (
    "INDICATOR", "FREQ", "TIME_PERIOD", "REF_AREA", "OBS_VALUE", "UNIT_MEASURE", "NUMERATOR", "DENOMINATOR", "OBS_ROWS", "OBS_STATUS", "REVISION",
    "FORMULA_VERSION", "CONFIDENCE",
)  # fmt: skip
STATEMENT_COLUMNS = (
    "INDICATOR",
    "FREQ",
    "TIME_PERIOD",
    "REF_AREA",
    "OBS_VALUE",
    "UNIT_MEASURE",
    "EVIDENCE",
    "STATED_BY_OFFICE",
    "DOCUMENT",
    "SIGNED_ON",
)
_STARTS_A_FORMULA = {*"=+-@\t\r\n", "\uff1d", "\uff0b", "\uff0d", "\uff20"}
_NUMBER = re.compile(r"-?\d+(\.\d+)?")
FREQ = {"month": "M", "quarter": "Q", "year": "A", "week": "W", "day": "D"}


def cells_file(source: str) -> str:
    return f"cells/{source}.csv"


def cell_columns(measures: Sequence[str]) -> list[str]:
    return [
        "CELL", "MONTHS", "OFFICES", "AREAS", "ROWS",
        *(f"SUM_{name}" for name in measures), *(f"COUNT_{name}" for name in measures),
    ]  # fmt: skip


def plain(value: Decimal | float | None) -> str:
    """A number without exponent and without needless noughts."""
    if value is None:
        return ""
    text = f"{Decimal(str(value)):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def write_csv(path: Path, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> int:
    path.parent.mkdir(parents=True, exist_ok=True)
    count = 0
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        for row in rows:
            writer.writerow([_safe(cell) for cell in row])
            count += 1
    return count


def _safe(cell: Any) -> Any:
    """Text that a spreadsheet would take for a formula is defused; a number below nought is none."""
    if not isinstance(cell, str) or _NUMBER.fullmatch(cell):
        return cell
    cell = cell.replace("\r\n", "\n").replace(
        "\r", "\n"
    )  # a bare carriage return would end the line unquoted
    return (
        f"'{cell}"
        if cell.lstrip(" \u00a0")[:1] in _STARTS_A_FORMULA or cell[:1] in _STARTS_A_FORMULA
        else cell
    )


def read_csv(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write_json(path: Path, content: Any) -> None:
    path.write_text(
        json.dumps(content, ensure_ascii=False, indent=2, sort_keys=False) + "\n", encoding="utf-8"
    )


def read_json(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))

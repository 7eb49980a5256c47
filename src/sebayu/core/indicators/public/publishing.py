"""Writing the open data. Only numbers that can be found again from the published cells are published."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.utils import timezone

from sebayu.core.indicators import catalogue, periods
from sebayu.core.indicators.declare import Indicator
from sebayu.core.indicators.models import Statement, Value
from sebayu.core.indicators.public import arithmetic, collecting, describing, files
from sebayu.core.indicators.public.arithmetic import PlainCell
from sebayu.core.indicators.public.collecting import Published


@dataclass(frozen=True, slots=True)
class Publication:
    """What was written, and what was held back so that nobody can be told from it."""

    folder: Path
    cells: int
    numbers: int
    statements: int
    suppressed: int
    withheld: int


def publish(folder: Path | str, *, on: dt.date | None = None) -> Publication:
    """Write cells, numbers, statements and metadata of every public indicator into the folder."""
    folder, on = Path(folder), on or timezone.localdate()
    folder.mkdir(parents=True, exist_ok=True)
    public = [row for row in catalogue.all() if row.public]
    sources = collecting.sources()
    held = collecting.values([row for row in public if row.is_computed])
    cells, numbers, suppressed = 0, [], 0
    for source in sources:
        cells += _write_cells(folder, source)
        plain = [_plain(source, cell) for cell in source.cells]
        for indicator in source.indicators:
            rows = [_number(indicator, value, plain, on) for value in held.get(indicator.key, [])]
            numbers += [row for row in rows if row]
            suppressed += sum(row is None for row in rows)
    statements = collecting.statements(public)
    declared = [row for row in public if not row.is_computed]
    files.write_csv(folder / files.NUMBERS, files.NUMBER_COLUMNS, [*numbers, *map(_declared, statements)])
    files.write_csv(folder / files.STATEMENTS, files.STATEMENT_COLUMNS, map(_statement, statements))
    files.write_json(folder / files.METADATA, describing.metadata(sources, declared, on))
    files.write_json(folder / files.CATALOGUE, describing.dcat(sources, on))
    for name, described in describing.tables(sources):
        files.write_json(folder / f"{name}-metadata.json", described)
    return Publication(
        folder, cells, len(numbers), len(statements), suppressed, sum(source.withheld for source in sources)
    )


def _write_cells(folder: Path, source: Published) -> int:
    def rows() -> Iterator[list[Any]]:
        for cell in source.cells:
            joined = ["|".join(part) for part in (cell.months, cell.offices, cell.areas)]
            yield [cell.number, *joined, cell.rows, *map(files.plain, cell.sums), *cell.counts]

    return files.write_csv(
        folder / files.cells_file(source.source.key), files.cell_columns(source.measures), rows()
    )


def _plain(source: Published, cell: collecting.PublicCell) -> PlainCell:
    return PlainCell(
        tuple(cell.months),
        tuple(cell.offices),
        tuple(cell.areas),
        cell.rows,
        dict(zip(source.measures, cell.sums, strict=True)),
        dict(zip(source.measures, cell.counts, strict=True)),
    )


def _number(indicator: Indicator, value: Value, cells: list[PlainCell], on: dt.date) -> list[Any] | None:
    """One line, or None when the cells cannot show it without showing too few rows."""
    period = periods.key(value.frequency, value.period_start)
    over, under = (*indicator.formula.measures, "")[:2]  # type: ignore[union-attr]
    found = arithmetic.made_of(cells, period, value.scope)
    if found is None or (not found and value.rows):
        return None
    if 0 < arithmetic.rows(found, under or over) < indicator.small_cell:
        return None
    scale = Decimal(str(collecting.scale_of(indicator)))
    if not arithmetic.same(
        arithmetic.number(found, over, under, scale),
        None if value.value is None else Decimal(str(value.value)),
    ):
        return None  # its rows have moved since it was computed: the next run puts it right
    return [
        indicator.key,
        files.FREQ[value.frequency],
        period,
        value.scope,
        files.plain(value.value),
        str(indicator.unit),
        files.plain(value.numerator),
        files.plain(value.denominator),
        value.rows,
        "P" if periods.end(value.frequency, value.period_start) >= on else "A",
        value.revision,
        value.formula_version,
        str(indicator.confidence),
    ]


def _declared(statement: Statement) -> list[Any]:
    indicator = catalogue.get(statement.indicator_key)
    period = periods.key(statement.frequency, statement.period_start)
    value = files.plain(statement.value)
    freq = files.FREQ[statement.frequency]
    return [
        indicator.key,
        freq,
        period,
        statement.scope,
        value,
        str(indicator.unit),
        "",
        "",
        1,
        "E",
        1,
        "",
        "declared",
    ]


def _statement(statement: Statement) -> list[Any]:
    signed = timezone.localtime(statement.signed_at).date() if statement.signed_at else ""
    key, freq, period, scope, value, unit, *_rest = _declared(statement)
    office, document = statement.office_key, statement.document_number
    return [key, freq, period, scope, value, unit, statement.evidence, office, document, signed]

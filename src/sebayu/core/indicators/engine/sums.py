"""Cells summed into periods and scopes: region, offices, areas (a village also counts for its kecamatan)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from sebayu.core.indicators import periods
from sebayu.core.indicators.declare import Source
from sebayu.core.indicators.engine.cells import MODULUS

TABLE = """
CREATE TEMP TABLE IF NOT EXISTS indicators_sums (
    frequency text, period_start date, scope text, sums numeric[], counts bigint[], rows bigint, digest numeric)
"""
_REGION = "(VALUES ('region'))"
_PLACES = """(VALUES ('region'), (CASE WHEN c.office_key <> '' THEN 'office:' || c.office_key END),
    (CASE WHEN c.area_code <> '' THEN 'area:' || c.area_code END),
    (CASE WHEN length(c.area_code) > 8 THEN 'area:' || left(c.area_code, 8) END))"""
_ADD = """
INSERT INTO indicators_sums
SELECT %(name)s::text, {period}, s.scope, ARRAY[{sums}], ARRAY[{counts}]::bigint[], sum(c.rows)::bigint, mod(sum(c.digest), {modulus})
FROM {cells} CROSS JOIN LATERAL {places} s(scope)
WHERE c.source_key = %(source)s AND s.scope IS NOT NULL AND {where}
GROUP BY 2, 3
"""
_EMPTY = """
INSERT INTO indicators_sums
SELECT %(name)s::text, e.period_start, e.scope, array_fill(0::numeric, ARRAY[%(width)s::int]), array_fill(0::bigint, ARRAY[%(width)s::int]), 0, 0
FROM ({empty}) e WHERE NOT EXISTS (SELECT 1 FROM indicators_sums s
    WHERE s.frequency = %(name)s::text AND s.period_start = e.period_start AND s.scope = e.scope)
"""
# A period in which nothing happened counts for the region; a place that had a number and lost all its rows gets a new one.
_SILENT = """
SELECT p.period_start, 'region'::text AS scope FROM unnest(%(periods)s::date[]) p(period_start)
UNION SELECT v.period_start, v.scope FROM indicators_value v
WHERE v.replaced_at IS NULL AND v.indicator_key = ANY(%(keys)s::text[]) AND v.frequency = %(stored)s::text AND v.period_start = ANY(%(periods)s::date[])
"""


_FROM_MONTHS = """
INSERT INTO indicators_sums
SELECT %(name)s::text, date_trunc(%(name)s::text, s.period_start::timestamp)::date, s.scope, ARRAY[{sums}], ARRAY[{counts}]::bigint[],
       sum(s.rows)::bigint, mod(sum(s.digest), {modulus})
FROM indicators_sums s
WHERE s.frequency = 'month' AND date_trunc(%(name)s::text, s.period_start::timestamp)::date = ANY(%(periods)s::date[])
GROUP BY 2, 3
"""
_OTHER_MONTHS = "DELETE FROM indicators_sums WHERE frequency = 'month' AND NOT period_start = ANY(%s::date[])"


def add(cursor: Any, source: Source, frequency: str, starts: Sequence[dt.date], *, places: bool) -> None:
    """Sum these periods from the cells, calendar ones."""
    statement = _ADD.format(
        period="date_trunc(%(name)s::text, c.day::timestamp)::date",
        cells="indicators_cell c",
        where="c.day BETWEEN %(first)s::date AND %(last)s::date AND date_trunc(%(name)s::text, c.day::timestamp)::date = ANY(%(periods)s::date[])",
        places=_PLACES if places else _REGION,
        **_columns(source, "c"),
    )
    cursor.execute(
        statement,
        {
            "name": str(frequency),
            "source": source.key,
            "periods": list(starts),
            "first": starts[0],
            "last": periods.end(frequency, starts[-1]),
        },
    )


def add_from_months(cursor: Any, source: Source, frequency: str, starts: Sequence[dt.date]) -> None:
    """Quarters and years from months that are all there already."""
    statement = _FROM_MONTHS.format(**_columns(source, "s"))
    cursor.execute(statement, {"name": str(frequency), "periods": list(starts)})


def drop_other_months(cursor: Any, starts: Sequence[dt.date]) -> None:
    """Months that were only needed to add up a year."""
    cursor.execute(_OTHER_MONTHS, [list(starts)])


def add_rolling(cursor: Any, source: Source, window: int, days: Sequence[dt.date]) -> None:
    """Sum the `window` days up to each of these days."""
    statement = _ADD.format(
        period="d.day",
        cells="unnest(%(periods)s::date[]) d(day) JOIN indicators_cell c ON c.day BETWEEN d.day - (%(window)s::int - 1) AND d.day",
        where="true",
        places=_PLACES,
        **_columns(source, "c"),
    )
    cursor.execute(
        statement, {"name": name_of(window), "source": source.key, "window": window, "periods": list(days)}
    )


def add_silent(
    cursor: Any, source: Source, name: str, starts: Sequence[dt.date], *, stored: str, keys: list[str]
) -> None:
    """Noughts where nothing was counted: in the region's periods, and where a place has lost all its rows."""
    values = {
        "name": str(name),
        "stored": str(stored),
        "periods": list(starts),
        "keys": keys,
        "width": len(source.measures),
    }
    cursor.execute(_EMPTY.format(empty=_SILENT), values)


def name_of(window: int) -> str:
    return f"r{window}"


def _columns(source: Source, table: str) -> dict[str, Any]:
    places = range(1, len(source.measures) + 1)
    return {
        "sums": ", ".join(f"sum({table}.sums[{n}])" for n in places),
        "counts": ", ".join(f"sum({table}.counts[{n}])" for n in places),
        "modulus": MODULUS,
    }

"""Daily cells: what one source says, summed over day, office and area, and which days have changed since they were last read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any

from django.db import connection

from sebayu.core.indicators.declare import Source
from sebayu.core.indicators.engine.compiling import compiled, version_of

# The digest of a cell is a sum, so the order of rows is of no matter and any changed, added or missing row moves it.
MODULUS = 2**64
_FRESH = """
CREATE TEMP TABLE IF NOT EXISTS indicators_fresh (
    day date, office_key text, area_code text, sums numeric[], counts bigint[], rows bigint, digest numeric)
"""
_READ = """
INSERT INTO indicators_fresh
SELECT r.day, coalesce(r.office_key, ''), coalesce(r.area_code, ''), ARRAY[{sums}]::numeric[], ARRAY[{counts}]::bigint[], count(*),
       mod(mod(sum(('x' || substr(md5(r::text), 1, 16))::bit(64)::bigint), {modulus}) + {modulus}, {modulus})
FROM ({sql}) AS r({columns})
WHERE r.day IS NOT NULL AND r.day <= %s{narrowed}
GROUP BY 1, 2, 3
"""
_CHANGED = """
SELECT DISTINCT coalesce(f.day, c.day) FROM indicators_fresh f
FULL JOIN (SELECT * FROM indicators_cell WHERE source_key = %s{narrowed}) c
    ON c.day = f.day AND c.office_key = f.office_key AND c.area_code = f.area_code
WHERE f.digest IS DISTINCT FROM c.digest OR f.rows IS DISTINCT FROM c.rows OR c.version IS DISTINCT FROM %s
"""
_PUT = """
INSERT INTO indicators_cell (source_key, version, day, office_key, area_code, sums, counts, rows, digest)
SELECT %s, %s, day, office_key, area_code, sums, counts, rows, digest FROM indicators_fresh WHERE day = ANY(%s)
"""


def refresh(source: Source, *, days: Sequence[dt.date] | None, today: dt.date) -> list[dt.date]:
    """Read the source's rows of these days (all when None) in one scan and keep what differs; returns the days that changed."""
    version = version_of(source)
    narrowed = "" if days is None else " AND day = ANY(%s)"
    wanted: list[Any] = [] if days is None else [list(days)]
    with connection.cursor() as cursor:
        cursor.execute(_FRESH)
        cursor.execute("TRUNCATE indicators_fresh")
        _read(cursor, source, days, today)
        cursor.execute(_CHANGED.format(narrowed=narrowed), [source.key, *wanted, version])
        changed = sorted(row[0] for row in cursor.fetchall())
        if changed:
            cursor.execute(
                "DELETE FROM indicators_cell WHERE source_key = %s AND day = ANY(%s)", [source.key, changed]
            )
            cursor.execute(_PUT, [source.key, version, changed])
    return changed


def _read(cursor: Any, source: Source, days: Sequence[dt.date] | None, today: dt.date) -> None:
    """One scan; of days far apart one scan each stretch, where the source can narrow its rows by an index."""
    stretches = [None] if days is None else [list(days)] if source.between is None else list(_stretches(days))
    for stretch in stretches:
        query = compiled(source, stretch)
        if query is None:
            return
        narrowed = "" if stretch is None else " AND r.day = ANY(%s)"
        statement = _READ.format(
            sums=", ".join(query.sums),
            counts=", ".join(query.counts),
            sql=query.sql,
            columns=query.columns,
            modulus=MODULUS,
            narrowed=narrowed,
        )
        cursor.execute(statement, [*query.params, today, *([] if stretch is None else [stretch])])


def _stretches(days: Sequence[dt.date]) -> Iterator[list[dt.date]]:
    """Days with less than a week between them belong together."""
    stretch: list[dt.date] = []
    for day in sorted(days):
        if stretch and (day - stretch[-1]).days > 7:
            yield stretch
            stretch = []
        stretch.append(day)
    if stretch:
        yield stretch


def first_day(source: Source) -> dt.date | None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT min(day) FROM indicators_cell WHERE source_key = %s", [source.key])
        return cursor.fetchone()[0]


def totals(source: Source) -> tuple[int, int]:
    """How many cells and rows the source has."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*), coalesce(sum(rows), 0) FROM indicators_cell WHERE source_key = %s", [source.key]
        )
        cells, rows = cursor.fetchone()
        return cells, int(rows)

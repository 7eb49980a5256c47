"""Period sums turned into numbers by their formulas; what differs from the current number becomes a new revision."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import connection

from sebayu.core.indicators import periods
from sebayu.core.indicators.declare import Frequency, Indicator, Ratio, Share, Source, Total
from sebayu.core.indicators.engine import sums
from sebayu.core.indicators.enums import REGION, ROLLING
from sebayu.core.indicators.models import Run

_NEW = """
CREATE TEMP TABLE IF NOT EXISTS indicators_new (
    indicator_key text, formula_version text, scope text, frequency text, period_start date, value float8, why text,
    numerator numeric, denominator numeric, rows bigint, digest numeric, old_id bigint, revision int, mark text)
"""
_FORMULAS = """
unnest(%(keys)s::text[], %(versions)s::text[], %(over)s::int[], %(under)s::int[], %(scales)s::numeric[],
       %(names)s::text[], %(stored)s::text[], %(region_only)s::bool[])
    AS i(key, version, over, under, scale, name, stored, region_only)
"""
_COMPUTE = f"""
INSERT INTO indicators_new
WITH found AS (
    SELECT i.key, i.version, s.scope, i.stored, s.period_start, s.sums[i.over] AS numerator, s.sums[i.under] AS denominator,
           s.counts[coalesce(i.under, i.over)] AS rows, s.rows AS all_rows, s.digest, i.scale, i.under IS NULL AS is_total
    FROM indicators_sums s JOIN {_FORMULAS} ON i.name = s.frequency AND (NOT i.region_only OR s.scope = '{REGION}')
), computed AS (
    SELECT f.*, CASE WHEN is_total THEN numerator WHEN denominator <> 0 THEN scale * numerator / denominator END::float8 AS value,
           CASE WHEN is_total OR denominator <> 0 THEN '' WHEN all_rows = 0 THEN 'no_rows' ELSE 'zero_denominator' END AS why
    FROM found f
)
SELECT c.key, c.version, c.scope, c.stored, c.period_start, c.value, c.why, c.numerator, c.denominator, c.rows, c.digest,
       v.id, coalesce(v.revision, 0) + 1,
       CASE WHEN v.formula_version <> c.version THEN 'old_formula'
            WHEN r.today < (c.period_start + CASE c.stored WHEN 'week' THEN interval '7 days' WHEN 'month' THEN interval '1 month'
                WHEN 'quarter' THEN interval '3 months' WHEN 'year' THEN interval '1 year' ELSE interval '1 day' END)::date THEN 'running'
            ELSE 'late_data' END
FROM computed c
LEFT JOIN indicators_value v ON v.replaced_at IS NULL AND v.indicator_key = c.key AND v.frequency = c.stored AND v.scope = c.scope
    AND v.period_start = c.period_start
LEFT JOIN indicators_run r ON r.id = v.run_id
WHERE CASE WHEN v.id IS NULL THEN c.scope = '{REGION}' OR c.rows > 0
    ELSE ROW(v.formula_version, v.value, v.why, v.numerator, v.denominator, v.rows, v.digest)
        IS DISTINCT FROM ROW(c.version, c.value, c.why, c.numerator, c.denominator, c.rows, c.digest) END
"""  # noqa: S608 - put together from constants of this module
_REPLACE = """
UPDATE indicators_value v SET replaced_at = %s, mark = n.mark FROM indicators_new n WHERE v.id = n.old_id
"""
_KEEP = """
INSERT INTO indicators_value (indicator_key, formula_version, scope, frequency, period_start, value, why, numerator, denominator,
    rows, digest, run_id, computed_at, revision, replaced_at, mark)
SELECT indicator_key, formula_version, scope, frequency, period_start, value, why, numerator, denominator, rows, digest, %s, %s, revision,
    NULL, '' FROM indicators_new
"""


_FORGET = """
DELETE FROM indicators_value WHERE mark = 'running' AND replaced_at < now() - interval '3 days'
"""


@dataclass(frozen=True, slots=True)
class Written:
    """What a source's numbers came to: how many are new or revised, and how many of those replaced another."""

    values: int = 0
    revised: int = 0


def write(source: Source, indicators: Sequence[Indicator], *, days: Iterable[dt.date], run: Run) -> Written:
    """Compute every number in which one of these days counts."""
    days = sorted(days)
    if not indicators or not days:
        return Written()
    with connection.cursor() as cursor:
        cursor.execute(sums.TABLE)
        cursor.execute("TRUNCATE indicators_sums")
        cursor.execute(_NEW)
        cursor.execute("TRUNCATE indicators_new")
        _sum(cursor, source, indicators, days, run.today)
        cursor.execute("ANALYZE indicators_sums")
        cursor.execute(_COMPUTE, _formulas(source, indicators))
        cursor.execute(_REPLACE, [run.started_at])
        revised = cursor.rowcount
        cursor.execute(_KEEP, [run.id, run.started_at])
        return Written(cursor.rowcount, revised)


def forget_passing() -> int:
    """Throw away what was found in the midst of a period and has given way since; what a period ended with always stays."""
    with connection.cursor() as cursor:
        cursor.execute(_FORGET)
        return cursor.rowcount


def frequencies(indicator: Indicator) -> list[str]:
    """What is kept of an indicator: the region's days, its own period, the year, and the rolling window when it has one."""
    own = [ROLLING] if indicator.window_days else []
    return list(dict.fromkeys([Frequency.DAY, indicator.frequency, Frequency.YEAR, *own]))


def _sum(
    cursor: Any, source: Source, indicators: Sequence[Indicator], days: list[dt.date], today: dt.date
) -> None:
    """Days and weeks from the cells; months too, once for all years touched, and quarters and years from the months."""
    keys = {
        name: [row.key for row in indicators if name in frequencies(row)]
        for name in {name for row in indicators for name in frequencies(row) if name != ROLLING}
    }
    months = [month for year in periods.starts(Frequency.YEAR, days) for month in periods.months(year)]
    sums.add(cursor, source, Frequency.MONTH, months, places=True)
    for frequency in {Frequency.QUARTER, Frequency.YEAR} & set(keys):
        sums.add_from_months(cursor, source, frequency, periods.starts(frequency, days))
    sums.drop_other_months(cursor, periods.starts(Frequency.MONTH, days) if Frequency.MONTH in keys else [])
    for frequency in {Frequency.DAY, Frequency.WEEK} & set(keys):
        places = frequency != Frequency.DAY or any(row.frequency == Frequency.DAY for row in indicators)
        sums.add(cursor, source, frequency, periods.starts(frequency, days), places=places)
    for kept, own in keys.items():
        sums.add_silent(cursor, source, kept, periods.starts(kept, days), stored=kept, keys=own)
    for window in sorted({row.window_days for row in indicators if row.window_days}):
        own = [row.key for row in indicators if row.window_days == window]
        wanted = _rolling_days(cursor, own, days, window, today)
        sums.add_rolling(cursor, source, window, wanted)
        sums.add_silent(cursor, source, sums.name_of(window), wanted, stored=ROLLING, keys=own)


def _rolling_days(
    cursor: Any, keys: list[str], days: list[dt.date], window: int, today: dt.date
) -> list[dt.date]:
    """Today, and the earlier days whose window holds one of the changed days."""
    cursor.execute(
        "SELECT DISTINCT period_start FROM indicators_value WHERE replaced_at IS NULL AND frequency = %s AND indicator_key = ANY(%s)",
        [ROLLING, keys],
    )
    changed = set(days)
    kept = {
        day
        for (day,) in cursor.fetchall()
        if any(day - dt.timedelta(days=back) in changed for back in range(window))
    }
    return sorted(kept | {today})


def _formulas(source: Source, indicators: Sequence[Indicator]) -> dict[str, list]:
    """The columns of `_FORMULAS`: one row for each indicator and period it is kept for."""
    place = {name: n for n, name in enumerate(sorted(source.measures), start=1)}
    rows = []
    for row in indicators:
        over, under, scale = _parts(row)
        for stored in frequencies(row):
            name = sums.name_of(row.window_days) if stored == ROLLING else stored
            region_only = stored == Frequency.DAY and row.frequency != Frequency.DAY
            version = row.formula_version(source)
            rows.append((row.key, version, place[over], place.get(under), scale, name, stored, region_only))
    names = ("keys", "versions", "over", "under", "scales", "names", "stored", "region_only")
    return {name: list(column) for name, column in zip(names, zip(*rows, strict=True), strict=True)}


def _parts(indicator: Indicator) -> tuple[str, str, Decimal]:
    """Numerator, denominator (empty for a total) and scale."""
    match indicator.formula:
        case Share(of, in_):
            return of, in_, Decimal(100)
        case Ratio(of, in_, scale):
            return of, in_, Decimal(str(scale))
        case Total(of):
            return of, "", Decimal(1)
    raise TypeError(f"{indicator.key} has no formula")

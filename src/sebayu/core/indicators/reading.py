"""What pages show: numbers as they stand, with target, standing and doubt beside them. Every function is a bounded number of queries."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import replace

from django.utils import timezone

from sebayu.core.indicators import catalogue, lookup, periods, scopes
from sebayu.core.indicators.declare import Frequency, Indicator, Total
from sebayu.core.indicators.enums import REGION, ROLLING, Standing, Why
from sebayu.core.indicators.lookup import Row
from sebayu.core.indicators.readings import Reading, Revision, of_row, of_statement
from sebayu.core.indicators.standing import judge

__all__ = [
    *("Reading", "at_period", "by_scope", "headline", "latest"),
    *("many", "many_series", "revisions", "series", "together"),
]


def headline(indicator: Indicator) -> str:
    """The frequency of the number shown first."""
    return ROLLING if indicator.window_days else str(indicator.frequency)


def latest(key: str, *, scope: str = REGION, at: dt.date | None = None) -> Reading:
    """The number of the last period with something in it, as it is known now."""
    return many([key], scope=scope, at=at)[key]


def many(keys: Iterable[str], *, scope: str = REGION, at: dt.date | None = None) -> dict[str, Reading]:
    """A page of numbers: at most seven queries, however many keys."""
    at = at or timezone.localdate()
    indicators = [catalogue.get(key) for key in keys]
    computed = [row for row in indicators if row.is_computed]
    pairs = [(row.key, headline(row)) for row in computed]
    pairs += [(row.key, str(Frequency.YEAR)) for row in computed if _needs_year(row)]
    found = lookup.values(pairs, scope=scope, until=at, last=13)
    stated = lookup.statements([row.key for row in indicators if not row.is_computed], scope=scope, at=at)
    states = lookup.states()
    decided = lookup.decided([row.key for row in indicators], [scope], at=at)
    readings = {}
    for row in indicators:
        reading = (
            _computed(row, found.get((row.key, headline(row)), []), states, scope, at)
            if row.is_computed
            else of_statement(row, stated.get(row.key, []), scope, at)
        )
        year = next(iter(found.get((row.key, Frequency.YEAR), [])), None)
        readings[row.key] = _judged(row, reading, year, decided, at)
    return readings


def _needs_year(row: Indicator) -> bool:
    """A total is compared with its target over the year."""
    return isinstance(row.formula, Total) and headline(row) != Frequency.YEAR


def series(
    key: str,
    *,
    scope: str = REGION,
    frequency: str | None = None,
    since: dt.date | None = None,
    until: dt.date | None = None,
) -> list[Reading]:
    """The periods one after another, oldest first."""
    row = catalogue.get(key)
    wanted = frequency or headline(row)
    if not row.is_computed:
        stated = lookup.statements([key], scope=scope, at=until or dt.date.max).get(key, [])
        kept = [one for one in stated if since is None or one.period_start >= since]
        return [of_statement(row, [one], scope, one.period_start, ageing=False) for one in reversed(kept)]
    found = lookup.values([(key, wanted)], scope=scope, since=since, until=until)
    return [of_row(row, one, scope, wanted) for one in reversed(found.get((key, wanted), []))]


def many_series(
    keys: Iterable[str],
    *,
    scope: str = REGION,
    frequency: str | None = None,
    last: int = 12,
    at: dt.date | None = None,
) -> dict[str, list[Reading]]:
    """The last periods of many numbers, oldest first: the sparklines of a page in one query for what is computed, one for the rest."""
    rows = {key: catalogue.get(key) for key in keys}
    at = at or timezone.localdate()
    wanted = {key: frequency or headline(row) for key, row in rows.items()}
    found = lookup.values(
        [(key, wanted[key]) for key, row in rows.items() if row.is_computed], scope=scope, until=at, last=last
    )
    stated = lookup.statements([key for key, row in rows.items() if not row.is_computed], scope=scope, at=at)
    computed = {
        key: [
            of_row(rows[key], one, scope, wanted[key]) for one in reversed(found.get((key, wanted[key]), []))
        ]
        for key in rows
    }
    return {
        key: computed[key]
        or [
            of_statement(row, [one], scope, one.period_start, ageing=False)
            for one in reversed(stated.get(key, [])[:last])
        ]
        for key, row in rows.items()
    }


def by_scope(key: str, *, kind: str, at: dt.date | None = None) -> dict[str, Reading]:
    """Every office or area that has a number in the period of the region's latest: a ranking or a map, keyed by scope."""
    row, at = catalogue.get(key), at or timezone.localdate()
    whole = latest(key, at=at)
    if whole.period_start is None:
        return {}
    found = lookup.places(key, whole.frequency, whole.period_start, kind=kind) if row.is_computed else {}
    decided = lookup.decided([key], list(found), at=at)
    years = (
        lookup.places(key, Frequency.YEAR, periods.start(Frequency.YEAR, whole.period_start), kind=kind)
        if isinstance(row.formula, Total)
        else {}
    )
    return {
        scope: _judged(row, of_row(row, one, scope, whole.frequency), years.get(scope), decided, at)
        for scope, one in found.items()
    }


def at_period(key: str, *, scope: str = REGION, frequency: str, period_start: dt.date) -> Reading:
    """The number of one period, whichever: bare, without target."""
    row = catalogue.get(key)
    if not row.is_computed:
        stated = lookup.statements([key], scope=scope, at=period_start).get(key, [])
        same = [one for one in stated if (one.frequency, one.period_start) == (frequency, period_start)]
        return of_statement(row, same, scope, period_start, ageing=False)
    if offices := scopes.parted(scope):
        return of_row(row, _summed(row, offices, frequency, period_start), scope, frequency)
    found = lookup.values([(key, frequency)], scope=scope, since=period_start, until=period_start)
    empty = lookup.added(row, [], period_start)
    return of_row(row, next(iter(found.get((key, frequency), [])), empty), scope, frequency)


def revisions(key: str, *, scope: str = REGION, last: int = 8) -> list[Revision]:
    """Numbers of the headline's periods that gave way after their period had ended, newest first."""
    row = catalogue.get(key)
    return lookup.revisions(row, headline(row), scope=scope, last=last)


def together(key: str, offices: Sequence[str], *, at: dt.date | None = None) -> Reading:
    """Several offices as one: an office with those it succeeded. Sums what each counted, in the period of the region's latest."""
    row, at = catalogue.get(key), at or timezone.localdate()
    whole = latest(key, at=at)
    if whole.period_start is None or not row.is_computed:
        return of_row(row, None, scopes.joined(offices), headline(row))
    first = f"{scopes.OFFICE}{offices[0]}"  # its target is what all of them are held to
    begin = periods.start(Frequency.YEAR, whole.period_start)
    year = _summed(row, offices, Frequency.YEAR, begin) if isinstance(row.formula, Total) else None
    found = of_row(row, _summed(row, offices, whole.frequency, whole.period_start), first, whole.frequency)
    judged = _judged(row, found, year, lookup.decided([key], [first], at=at), at)
    return replace(judged, scope=scopes.joined(offices))


def _summed(row: Indicator, offices: Sequence[str], frequency: str, period_start: dt.date) -> Row:
    found = lookup.places(row.key, frequency, period_start, kind="office")
    wanted = (f"{scopes.OFFICE}{office}" for office in offices)
    return lookup.added(row, [found[scope] for scope in wanted if scope in found], period_start)


def _computed(
    row: Indicator, found: list[Row], states: dict[str, lookup.State], scope: str, at: dt.date
) -> Reading:
    """The newest period with something in it, else the newest."""
    state = states.get(row.source)
    frequency = headline(row)
    place = next((n for n, one in enumerate(found) if one.rows), 0)
    if found:
        earlier = found[place + 1] if place + 1 < len(found) else None
        reading = of_row(row, found[place], scope, frequency, previous=earlier)
    elif state is None or state.through is None:
        return of_row(row, None, scope, frequency, failed=bool(state and state.failure))
    else:
        begin = at if frequency == ROLLING else periods.start(frequency, at)
        reading = of_row(row, lookup.added(row, [], begin), scope, frequency)
    return reading.with_failure() if state is not None and state.failure else reading


def _judged(
    row: Indicator, reading: Reading, year: Row | None, decided: lookup.Decided, at: dt.date
) -> Reading:
    aim, begin = decided.aim(row, reading.scope, at), decided.start(row, reading.scope)
    is_total = isinstance(row.formula, Total)
    measured = reading.value
    if is_total and aim is not None:
        measured = year.value if year is not None and year.period_start.year == aim.year else 0.0
        measured = None if reading.why == Why.NOT_COMPUTED else measured
    judged = judge(row.direction, measured, aim, begin, at=at, is_total=is_total)
    return reading.judged(
        aim, begin, measured, judged if not reading.is_faded else type(judged)(Standing.UNKNOWN)
    )

"""The statements that fetch numbers: each one bounded by the keys and periods asked for, never by how long the history is."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from django.db import connection
from django.db.models import Q

from sebayu.core.indicators import words
from sebayu.core.indicators.declare import Frequency, Indicator, Ratio, Share, Total
from sebayu.core.indicators.enums import REGION, Mark, Why
from sebayu.core.indicators.models import Baseline, SourceState, Statement, Target, Value
from sebayu.core.indicators.readings import Revision
from sebayu.core.indicators.standing import Aim, Start

FOREVER = 4000  # periods: eleven years of days


class Row(NamedTuple):
    """One current value."""

    period_start: dt.date
    value: float | None
    why: str
    numerator: Decimal | None
    denominator: Decimal | None
    rows: int
    digest: Decimal
    formula_version: str
    revision: int
    computed_at: dt.datetime | None
    mark: str


class State(NamedTuple):
    through: dt.date | None
    failure: str


_COLUMNS = "period_start, value, why, numerator, denominator, rows, digest, formula_version, revision, computed_at, mark"
_LAST = f"""
SELECT k.key, k.frequency, v.* FROM unnest(%(keys)s::text[], %(frequencies)s::text[]) k(key, frequency) CROSS JOIN LATERAL (
    SELECT {_COLUMNS} FROM indicators_value WHERE replaced_at IS NULL AND indicator_key = k.key AND frequency = k.frequency
        AND scope = %(scope)s AND period_start BETWEEN %(since)s::date AND %(until)s::date
    ORDER BY period_start DESC LIMIT %(last)s) v
ORDER BY k.key, k.frequency, v.period_start DESC
"""  # noqa: S608 - the columns are constants of this module
_PLACES = f"""
SELECT scope, {_COLUMNS} FROM indicators_value WHERE replaced_at IS NULL AND indicator_key = %s AND frequency = %s
    AND scope LIKE %s AND period_start = %s ORDER BY scope
"""  # noqa: S608


def values(
    pairs: Sequence[tuple[str, str]],
    *,
    scope: str,
    since: dt.date | None = None,
    until: dt.date | None = None,
    last: int = FOREVER,
) -> dict[tuple[str, str], list[Row]]:
    """For each (indicator, frequency) its current values, newest first."""
    found: dict[tuple[str, str], list[Row]] = defaultdict(list)
    if not pairs:
        return found
    with connection.cursor() as cursor:
        cursor.execute(
            _LAST,
            {
                "keys": [key for key, _ in pairs],
                "frequencies": [str(frequency) for _, frequency in pairs],
                "scope": scope,
                "since": since or dt.date.min,
                "until": until or dt.date.max,
                "last": last,
            },
        )
        for key, frequency, *row in cursor.fetchall():
            found[key, frequency].append(Row(*row))
    return found


def places(key: str, frequency: str, period_start: dt.date, *, kind: str) -> dict[str, Row]:
    """One period of every office or area."""
    with connection.cursor() as cursor:
        cursor.execute(_PLACES, [key, str(frequency), f"{kind}:%", period_start])
        return {scope: Row(*row) for scope, *row in cursor.fetchall()}


_REVISIONS = """
SELECT old.period_start, old.value, new.value, old.replaced_at, old.mark FROM indicators_value old
JOIN indicators_value new ON new.indicator_key = old.indicator_key AND new.frequency = old.frequency AND new.scope = old.scope
    AND new.period_start = old.period_start AND new.revision = old.revision + 1
WHERE old.replaced_at IS NOT NULL AND old.mark <> 'running' AND old.indicator_key = %s AND old.frequency = %s AND old.scope = %s
    AND (old.value IS DISTINCT FROM new.value OR old.mark = 'old_formula')
ORDER BY old.replaced_at DESC, old.period_start DESC LIMIT %s
"""


def revisions(indicator: Indicator, frequency: str, *, scope: str, last: int) -> list[Revision]:
    with connection.cursor() as cursor:
        cursor.execute(_REVISIONS, [indicator.key, str(frequency), scope, last])
        return [
            Revision(
                period=words.period(frequency, begin),
                before=words.text(before, indicator.unit),
                after=words.text(after, indicator.unit),
                at=at,
                why=str(Mark(mark).label),
                mark=mark,
            )
            for begin, before, after, at, mark in cursor.fetchall()
        ]


def added(indicator: Indicator, parts: Iterable[Row], period_start: dt.date) -> Row:
    """Several values as one, by the formula: shares are not averaged, what they count is summed. No parts: nothing was counted."""
    parts = list(parts)
    over = sum((part.numerator or Decimal(0) for part in parts), Decimal(0))
    under = (
        None
        if isinstance(indicator.formula, Total)
        else sum((p.denominator or Decimal(0) for p in parts), Decimal(0))
    )
    value, why = _value(indicator, over, under, any(part.rows for part in parts))
    return Row(
        period_start=period_start,
        value=value,
        why=why,
        numerator=over,
        denominator=under,
        rows=sum(part.rows for part in parts),
        digest=sum((part.digest for part in parts), Decimal(0)) % 2**64,
        formula_version=parts[0].formula_version if parts else "",
        revision=max((part.revision for part in parts), default=0),
        computed_at=max((part.computed_at for part in parts if part.computed_at), default=None),
        mark="",
    )


def _value(
    indicator: Indicator, over: Decimal, under: Decimal | None, seen: bool
) -> tuple[float | None, str]:
    if under is None:
        return float(over), ""
    if not under:
        return None, Why.ZERO_DENOMINATOR if seen else Why.NO_ROWS
    match indicator.formula:
        case Share():
            return float(100 * over / under), ""
        case Ratio(scale=scale):
            return float(Decimal(str(scale)) * over / under), ""
    raise TypeError(f"{indicator.key} has no formula")


def states() -> dict[str, State]:
    """How far each source has been computed, and whether its last try failed."""
    rows = SourceState.objects.values_list("key", "through", "failure")
    return {key: State(through, failure) for key, through, failure in rows}


def statements(keys: Sequence[str], *, scope: str, at: dt.date) -> dict[str, list[Statement]]:
    """Signed statements that count, newest period first."""
    found: dict[str, list[Statement]] = defaultdict(list)
    if keys:
        counting = Statement.objects.counting().filter(
            indicator_key__in=keys, scope=scope, period_start__lte=at
        )
        for one in counting.order_by("indicator_key", "-period_start"):
            found[one.indicator_key].append(one)
    return found


@dataclass(slots=True)
class Decided:
    """Targets and baselines of a page. A place without a target of its own has the region's, unless the number is a total."""

    targets: dict[tuple[str, str], list[Target]] = field(default_factory=lambda: defaultdict(list))
    baselines: dict[tuple[str, str], Start] = field(default_factory=dict)

    def aim(self, indicator: Indicator, scope: str, at: dt.date) -> Aim | None:
        """The target of this year or the next one set; after the last one, the last."""
        rows = self.targets.get((indicator.key, scope), [])
        if not rows and not isinstance(indicator.formula, Total):
            rows = self.targets.get((indicator.key, REGION), [])
        if not rows:
            return None
        row = next((row for row in rows if row.year >= at.year), rows[-1])
        return Aim(float(row.value), row.year, float(row.band), row.basis)

    def start(self, indicator: Indicator, scope: str) -> Start | None:
        return self.baselines.get((indicator.key, scope))


def decided(keys: Sequence[str], scopes: Sequence[str], *, at: dt.date) -> Decided:
    """Two queries; a third when a baseline is a year the house itself computed."""
    page = Decided()
    for row in (
        Target.objects.current().filter(indicator_key__in=keys, scope__in={*scopes, REGION}).order_by("year")
    ):
        page.targets[row.indicator_key, row.scope].append(row)
    computed = Q()
    for base in Baseline.objects.current().filter(indicator_key__in=keys, scope__in=scopes):
        if base.value is not None:
            page.baselines[base.indicator_key, base.scope] = Start(float(base.value), base.year, base.basis)
        else:
            computed |= Q(
                indicator_key=base.indicator_key, scope=base.scope, period_start=dt.date(base.year, 1, 1)
            )
    if computed:
        from_year(page, computed)
    return page


def from_year(page: Decided, wanted: Q) -> None:
    """Baselines that are a computed year."""
    rows = Value.objects.current().filter(wanted, frequency=Frequency.YEAR, value__isnull=False)
    for row in rows:
        assert row.value is not None
        page.baselines[row.indicator_key, row.scope] = Start(row.value, row.period_start.year)

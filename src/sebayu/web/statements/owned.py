"""Which declared numbers are an actor's to state, and how each of them stands."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone

from sebayu.core.indicators import catalogue, perms, reading, words
from sebayu.core.indicators.declare import Indicator
from sebayu.core.indicators.enums import StatementState
from sebayu.core.indicators.models import Statement
from sebayu.core.indicators.owners import owner_of
from sebayu.core.indicators.readings import Reading
from sebayu.core.ledger import Actor
from sebayu.web import formats
from sebayu.web.room import cards


@dataclass(frozen=True)
class Line:
    """One number of mine: what was last stated, until when it counts, and what waits for my signature."""

    indicator: Indicator
    reading: Reading
    until: dt.date | None
    draft: Statement | None
    tone: str
    state: str

    @property
    def last(self) -> str:
        """What was last stated, faded or not."""
        return cards.told(self.indicator, self.reading.last_value)

    @property
    def period(self) -> str:
        row = self.reading
        return words.period(row.frequency, row.period_start) if row.period_start else ""


def by(actor: Actor) -> list[Indicator]:
    """Declared numbers whose office this actor heads, or stands in for, today."""
    today = timezone.localdate()
    declared = [row for row in catalogue.all() if not row.is_computed]
    return [row for row in declared if (owner := owner_of(row, today)) and perms.can_state(actor, owner)]


def has_any(actor: Actor) -> bool:
    return bool(by(actor))


def lines(actor: Actor) -> list[Line]:
    """My numbers; those that say nothing any more stand first."""
    rows = by(actor)
    keys = [row.key for row in rows]
    latest = reading.many(keys) if keys else {}
    waiting = drafts(keys)
    found = [line(row, latest[row.key], waiting.get(row.key)) for row in rows]
    return sorted(found, key=lambda one: (one.tone == "ok", str(one.indicator.title)))


def line(indicator: Indicator, row: Reading, draft: Statement | None = None) -> Line:
    tone, state = standing(row)
    return Line(indicator, row, until(indicator, row), draft, tone, state)


def standing(row: Reading) -> tuple[str, str]:
    """As its card says it, in a list of what is to be done: what counts is in order."""
    tone, said = cards.declaration(row)
    return "ok" if tone == "info" else tone, formats.opened(said)


def until(indicator: Indicator, row: Reading) -> dt.date | None:
    """The last day on which the statement still counts."""
    return row.period_end + dt.timedelta(days=indicator.fades_after_days) if row.period_end else None


def drafts(keys: list[str]) -> dict[str, Statement]:
    """The newest statement of each number that is not signed yet, not thrown away, and newer than what counts."""
    found: dict[str, Statement] = {}
    for one in Statement.objects.filter(indicator_key__in=keys).order_by("stated_at"):
        if one.state == StatementState.DRAFT and one.replaced_at:
            continue
        if one.state == StatementState.DRAFT:
            found[one.indicator_key] = one
        else:
            found.pop(one.indicator_key, None)
    return found

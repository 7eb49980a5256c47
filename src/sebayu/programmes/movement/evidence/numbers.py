"""What the numbers that prove a plan say: to insiders as they are computed, to everybody as they were published.

Offices that were merged or renamed: whoever answers on a day is read as one with those it follows.

A promise about an office that absorbed another counts what both counted; a promise about the one that was absorbed counts the same, because
from that day nobody can tell them apart. Before the day of the change each stands for itself.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from sebayu.core.indicators import catalogue, periods, reading, scopes
from sebayu.core.indicators.declare import Total
from sebayu.core.indicators.enums import Why
from sebayu.core.indicators.public import files, shelf
from sebayu.core.indicators.public.collecting import PERIODS
from sebayu.core.indicators.reading import Reading
from sebayu.programmes.movement.plan.models import Proof
from sebayu.programmes.movement.structure import current


@dataclass(frozen=True, slots=True)
class Hidden:
    """There is a number, and whoever asks may not know it."""

    why: str


Readings = Mapping[tuple[str, str], Reading | Hidden]
Source = Callable[[Iterable[Proof], dt.date], Readings]


class Answering:
    """Which offices are read together; the changes of a day are asked for once, and only where an office is read at all."""

    def __init__(self) -> None:
        self._follows: dict[dt.date, dict[str, str]] = {}

    def scope(self, scope: str, on: dt.date) -> str:
        """The same scope, or the office that answers on that day with every office it follows."""
        if not scope.startswith(scopes.OFFICE):
            return scope
        if on not in self._follows:
            self._follows[on] = current.successors(on)
        follows = self._follows[on]
        key = scope.removeprefix(scopes.OFFICE)
        now = follows.get(key, key)
        return scopes.joined([now, *sorted(old for old, new in follows.items() if new == now)])


def many(keys: Iterable[str], *, scope: str, at: dt.date) -> Mapping[str, Reading]:
    """A page of numbers of one scope, which may be several offices. What an office states, it states for itself."""
    offices = scopes.parted(scope)
    if not offices:
        return reading.many(keys, scope=scope, at=at)
    wanted = list(keys)
    stated = [key for key in wanted if not catalogue.get(key).is_computed]
    found = dict(reading.many(stated, scope=f"{scopes.OFFICE}{offices[0]}", at=at)) if stated else {}
    return found | {key: reading.together(key, offices, at=at) for key in wanted if key not in found}


def computed(proofs: Iterable[Proof], on: dt.date) -> dict[tuple[str, str], Reading]:
    """What the indicators say, by the scope the plan names; one question for each, an office with those it follows by that day."""
    wanted: dict[str, set[str]] = {}
    known, answering = {row.key for row in catalogue.all()}, Answering()
    for proof in proofs:
        if proof.indicator_key in known:
            wanted.setdefault(proof.scope, set()).add(proof.indicator_key)
    return {
        (key, scope): value
        for scope, keys in sorted(wanted.items())
        for key, value in many(sorted(keys), scope=answering.scope(scope, on), at=on).items()
    }


def published(proofs: Iterable[Proof], on: dt.date) -> Readings:
    """The same for everybody: what stands in the newest publication, and of any other number only that it may not be known."""
    numbers = shelf.published()
    return {
        key: as_published(_newest(found, numbers), numbers) for key, found in computed(proofs, on).items()
    }


def _newest(found: Reading, numbers: shelf.Numbers) -> Reading:
    """The number of its newest published period, at most a year back: a month that has just begun is too small to be shown for days.

    A total is counted over the year, so it is not looked for in the year before.
    """
    begin, frequency = found.period_start, found.frequency
    if begin is None or frequency not in PERIODS:
        return found
    oldest = begin - dt.timedelta(days=366)
    if isinstance(found.indicator.formula, Total):
        oldest = max(oldest, begin.replace(month=1, day=1))
    while begin >= oldest:
        if (found.key, files.FREQ[frequency], periods.key(frequency, begin), found.scope) in numbers:
            return replace(found, period_start=begin, period_end=periods.end(frequency, begin))
        begin = periods.before(frequency, begin)
    return found


def as_published(found: Reading, numbers: shelf.Numbers) -> Reading | Hidden:
    """One number as it stands in the newest publication."""
    if not found.indicator.public:
        return Hidden(_("angkanya tidak diumumkan"))
    shown = shelf.shown(found.indicator, found, numbers)
    if found.value is None:
        return shown  # there is no number: nothing is hidden, and nothing counts
    if shown.measured is None or (shown.baseline is None) != (found.baseline is None):
        few = shown.why == Why.SUPPRESSED
        return Hidden(shown.why_text.lower() if few else _("angkanya belum diterbitkan"))
    return shown

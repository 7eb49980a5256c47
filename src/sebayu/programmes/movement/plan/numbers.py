"""Numbers of offices that were merged or renamed: whoever answers on a day is read as one with those it follows.

A promise about an office that absorbed another counts what both counted; a promise about the one that was absorbed counts the same, because
from that day nobody can tell them apart. Before the day of the change each stands for itself.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from sebayu.core.indicators import catalogue, reading, scopes
from sebayu.core.indicators.reading import Reading
from sebayu.programmes.movement.structure import current


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

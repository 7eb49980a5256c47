"""Who may sign now. Pure: a plan of groups, and what has happened at each place.

Groups follow one another; inside a group everybody may sign in any order. A group lets the next one begin when each of its places is
settled: signed, signed on paper, passed over for now, or refused where a refusal does not hold up the others. An empty chair holds up
until somebody is seated or it is passed over. Whoever was passed over may still sign later.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from enum import StrEnum


class Mark(StrEnum):
    """What has happened at one place."""

    OPEN = "open"
    SIGNED = "signed"
    PAPER = "paper"
    REFUSED = "refused"
    SKIPPED = "skipped"
    VACANT = "vacant"


class Why(StrEnum):
    """Whether a place may sign now, and if not, why."""

    OK = "ok"
    ALREADY = "already"
    NOT_YET = "not_yet"
    BLOCKED = "blocked"  # somebody before refused, and this plan does not go on over a refusal
    REFUSED = "refused"
    VACANT = "vacant"
    NO_SUCH_PLACE = "no_such_place"


@dataclass(frozen=True, slots=True)
class Place:
    key: Hashable
    group: int


@dataclass(frozen=True, slots=True)
class Plan:
    places: tuple[Place, ...]
    refusal_blocks: bool = False


Marks = Mapping[Hashable, Mark]
DONE = frozenset({Mark.SIGNED, Mark.PAPER})


@dataclass(frozen=True, slots=True)
class Standing:
    """The plan today. `group` is the one whose turn it is, None when all are settled."""

    group: int | None
    may: frozenset[Hashable]
    holding: frozenset[Hashable]  # refusals and empty chairs that hold up everybody behind them
    signed: int
    total: int

    @property
    def is_complete(self) -> bool:
        return self.group is None


def standing(plan: Plan, marks: Marks) -> Standing:
    now = _group_now(plan, marks)
    may, holding = set(), set()
    for place in plan.places:
        mark = marks.get(place.key, Mark.OPEN)
        if _why(plan, place, mark, now) == Why.OK and mark != Mark.PAPER:
            may.add(place.key)
        if place.group == now and mark in {Mark.VACANT, Mark.REFUSED} and not _settled(plan, mark):
            holding.add(place.key)
    signed = sum(marks.get(place.key, Mark.OPEN) in DONE for place in plan.places)
    return Standing(now, frozenset(may), frozenset(holding), signed, len(plan.places))


def may_sign(plan: Plan, marks: Marks, key: Hashable) -> Why:
    """Paper may be followed by an electronic signature as long as the document is open."""
    place = next((place for place in plan.places if place.key == key), None)
    if place is None:
        return Why.NO_SUCH_PLACE
    return _why(plan, place, marks.get(key, Mark.OPEN), _group_now(plan, marks), marks)


def _settled(plan: Plan, mark: Mark) -> bool:
    return mark in DONE or mark == Mark.SKIPPED or (mark == Mark.REFUSED and not plan.refusal_blocks)


def _group_now(plan: Plan, marks: Marks) -> int | None:
    waiting = [p.group for p in plan.places if not _settled(plan, marks.get(p.key, Mark.OPEN))]
    return min(waiting, default=None)


def _why(plan: Plan, place: Place, mark: Mark, now: int | None, marks: Marks | None = None) -> Why:
    if mark == Mark.SIGNED:
        return Why.ALREADY
    if mark in {Mark.REFUSED, Mark.VACANT}:
        return Why(mark.value)
    if now is None or place.group <= now:
        return Why.OK
    held = {m for p in plan.places if p.group == now and marks for m in [marks.get(p.key, Mark.OPEN)]}
    return Why.BLOCKED if plan.refusal_blocks and Mark.REFUSED in held else Why.NOT_YET

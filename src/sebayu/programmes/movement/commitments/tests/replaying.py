"""Running through a plan of signing: what may happen at a place, and the marks after all that happened."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from enum import StrEnum

from sebayu.programmes.movement.commitments.order import DONE, Mark, Marks, Place, Plan, Why, may_sign


class Did(StrEnum):
    """What may happen at a place."""

    SIGN = "sign"
    PAPER = "paper"
    REFUSE = "refuse"
    SKIP = "skip"
    VACATE = "vacate"  # died, left, or is no longer who was meant
    SEAT = "seat"  # somebody is seated, or a refusal taken back


class OutOfTurn(ValueError):
    def __init__(self, key: Hashable, why: Why) -> None:
        super().__init__(f"{key}: {why}")
        self.key, self.why = key, why


_AFTER = {
    Did.SIGN: Mark.SIGNED,
    Did.PAPER: Mark.PAPER,
    Did.REFUSE: Mark.REFUSED,
    Did.SKIP: Mark.SKIPPED,
    Did.VACATE: Mark.VACANT,
    Did.SEAT: Mark.OPEN,
}


def plan_of(groups: Iterable[Iterable[Hashable]], *, refusal_blocks: bool = False) -> Plan:
    """Groups in their order: plan_of([["pupr", "dishub"], ["sekda"], ["wali_kota"]])."""
    places = tuple(Place(key, n) for n, keys in enumerate(groups, 1) for key in keys)
    return Plan(places, refusal_blocks)


def allows(plan: Plan, marks: Marks, key: Hashable, did: Did) -> Why:
    """Signing keeps the order. The rest is possible wherever the place is not settled by a signature."""
    if did in {Did.SIGN, Did.PAPER}:
        why = may_sign(plan, marks, key)
        return Why.ALREADY if did == Did.PAPER and marks.get(key) == Mark.PAPER else why
    if all(place.key != key for place in plan.places):
        return Why.NO_SUCH_PLACE
    return Why.ALREADY if marks.get(key, Mark.OPEN) in DONE else Why.OK


def replay(plan: Plan, events: Iterable[tuple[Hashable, Did]]) -> dict[Hashable, Mark]:
    """The marks after these events; OutOfTurn at the first that the plan does not allow."""
    marks: dict[Hashable, Mark] = {}
    for key, did in events:
        why = allows(plan, marks, key, did)
        if why != Why.OK:
            raise OutOfTurn(key, why)
        marks[key] = _AFTER[did]
    return marks

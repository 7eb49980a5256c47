"""What has become of one promise, from a number, its way and the calendar. Pure, and total: there is always an answer.

Before the due day a promise is on its path as long as the number is not behind a straight line from where it stood at the signature to
its target. On the due day it is kept or not; a promise kept late counts as kept, and the sentence says that it was late.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sebayu.programmes.movement.commitments.enums import PromiseState

UP, DOWN = "up", "down"
BAND = 0.05  # of the target, where a number is to be held


@dataclass(frozen=True, slots=True)
class Measured:
    """The numbers of one promise: at the signature, now, and on the due day once that is past."""

    now: float | None
    start: float | None = None
    at_due: float | None = None


@dataclass(frozen=True, slots=True)
class Judgement:
    state: PromiseState
    share: float | None = None  # of the way to the target
    expected: float | None = None
    kept_late: bool = False


def judge(
    direction: str, measured: Measured, target: float, *, signed_on: dt.date, due_on: dt.date, on: dt.date
) -> Judgement:
    if on > due_on:
        return _after(direction, measured, target)
    if measured.now is None:
        return Judgement(PromiseState.UNKNOWN)
    share = _share(direction, measured.now, measured.start, target)
    if meets(direction, measured.now, target):
        return Judgement(PromiseState.KEPT, 1.0)
    expected = elapsed(signed_on, due_on, on)
    if share is None:
        return Judgement(PromiseState.UNKNOWN, None, expected)
    return Judgement(PromiseState.ON_PATH if share >= expected else PromiseState.LATE, share, expected)


def _after(direction: str, measured: Measured, target: float) -> Judgement:
    then = measured.at_due if measured.at_due is not None else measured.now
    if then is None:
        return Judgement(PromiseState.UNKNOWN)
    if meets(direction, then, target):
        return Judgement(PromiseState.KEPT, 1.0, 1.0)
    if measured.now is not None and meets(direction, measured.now, target):
        return Judgement(PromiseState.KEPT, 1.0, 1.0, kept_late=True)
    return Judgement(PromiseState.BROKEN, _share(direction, then, measured.start, target), 1.0)


def meets(direction: str, value: float, target: float) -> bool:
    if direction == UP:
        return value >= target
    if direction == DOWN:
        return value <= target
    return abs(value - target) <= BAND * abs(target)


def elapsed(signed_on: dt.date, due_on: dt.date, on: dt.date) -> float:
    days = (due_on - signed_on).days
    return 1.0 if days <= 0 else min(1.0, max(0.0, (on - signed_on).days / days))


def of_progress(share: float | None, *, behind: bool, due_on: dt.date, on: dt.date) -> Judgement:
    """A promise proven by an initiative of the plan."""
    if share is None:
        return Judgement(PromiseState.UNKNOWN)
    if share >= 1:
        return Judgement(PromiseState.KEPT, 1.0)
    if on > due_on:
        return Judgement(PromiseState.BROKEN, share, 1.0)
    return Judgement(PromiseState.LATE if behind else PromiseState.ON_PATH, share)


_GRAVITY = [
    PromiseState.BROKEN,
    PromiseState.LATE,
    PromiseState.UNKNOWN,
    PromiseState.ON_PATH,
    PromiseState.KEPT,
]


def worse(one: Judgement, other: Judgement) -> Judgement:
    """A promise with two proofs is as good as the worse of them."""
    return min(one, other, key=lambda j: _GRAVITY.index(j.state))


def _share(direction: str, value: float, start: float | None, target: float) -> float | None:
    """The part of the way from the start to the target; None where nobody knows the start, or there was no way to go."""
    if start is None or meets(direction, start, target):
        return None if start is None else 0.0
    return min(1.0, max(0.0, (value - start) / (target - start)))

"""How far something is, as pure arithmetic: from values and evidence to a share between nought and one, and back to a sentence.

Nobody types a share. What is not known counts nought and says so, otherwise taking a number away would be progress.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sebayu.core.indicators.declare import Direction

NBSP = "\u00a0"
NEAR = 0.05  # of a target to be held: this far off is still held
SLACK = 0.1  # behind the calendar by more than this is behind
MOST_TERMS = 6  # more than this are summed up in words


@dataclass(frozen=True, slots=True)
class Part:
    """One reason for the share. `weight` is normalised: all parts of an initiative make one. `share` None: not known, counts nought.

    `is_hidden`: it is known, but not to whoever asks; then nothing may be said of the whole.
    """

    kind: str  # "proof" | "milestone"
    what: str
    share: float | None
    weight: float
    why: str
    ref: str = ""
    is_late: bool = False
    is_hidden: bool = False
    value: str = ""
    aim: str = ""

    @property
    def counted(self) -> float:
        return self.share or 0.0

    @property
    def said(self) -> str:
        return percent(self.share)

    @property
    def weighs(self) -> str:
        return decimal(self.weight)


def way(value: float, baseline: float, target: float, direction: Direction) -> float:
    """The share of the way from baseline to target, in whichever direction the target lies, between 0 and 1."""
    if direction == Direction.HOLD:
        return _held(value, baseline, target)
    if is_met(baseline, target, direction):
        return 1.0 if is_met(value, target, direction) else 0.0  # nothing to go: only to stay there
    share = (value - baseline) / (target - baseline)
    return min(1.0, max(0.0, share)) if math.isfinite(share) else 0.0


def is_met(value: float, target: float, direction: Direction) -> bool:
    if direction == Direction.HOLD:
        return abs(value - target) <= NEAR * abs(target)
    return value >= target if direction == Direction.UP else value <= target


def _held(value: float, baseline: float, target: float) -> float:
    if is_met(value, target, Direction.HOLD):
        return 1.0
    far = abs(baseline - target)
    if far <= NEAR * abs(target):
        return 0.0
    share = 1 - abs(value - target) / far
    return min(1.0, max(0.0, share)) if math.isfinite(share) else 0.0


def fresh(taken_on: dt.date, on: dt.date, *, fresh_days: int, gone_days: int) -> float:
    """1 while evidence is young, 0 once it is gone, and a straight line between."""
    age = (on - taken_on).days
    if age <= fresh_days:
        return 1.0
    return 0.0 if age >= gone_days else (gone_days - age) / (gone_days - fresh_days)


def normalised(weights: Sequence[int]) -> list[float]:
    total = sum(weights)
    return [weight / total for weight in weights] if total else []


def combine(parts: Sequence[Part]) -> float | None:
    """The weighted mean; None where there is nothing to weigh, or a part is hidden. The order of the parts does not matter, not even in the last digit."""
    if not parts or any(part.is_hidden for part in parts):
        return None
    return min(1.0, max(0.0, math.fsum(part.weight * part.counted for part in parts)))


def mean(shares: Iterable[float | None]) -> float | None:
    """The plain mean; who has nothing to show counts nought."""
    found = [share or 0.0 for share in shares]
    return min(1.0, math.fsum(found) / len(found)) if found else None


def elapsed(starts_on: dt.date, ends_on: dt.date, on: dt.date) -> float:
    """The share of the time that is over."""
    days = (ends_on - starts_on).days
    if days <= 0:
        return 1.0 if on >= ends_on else 0.0
    return min(1.0, max(0.0, (on - starts_on).days / days))


def percent(share: float | None) -> str:
    """62 % or 62,5 %; never rounded up to a full hundred."""
    if share is None:
        return "–"
    tenths = round(share * 1000)
    if share < 1 and tenths == 1000:
        tenths = 999
    whole, rest = divmod(tenths, 10)
    return f"{whole}{f',{rest}' if rest else ''}{NBSP}%"


def decimal(weight: float) -> str:
    return f"{weight:.3f}".rstrip("0").rstrip(".").replace(".", ",") or "0"


def sentence(share: float | None, parts: Sequence[Part]) -> str:
    """62 % = 0,6 × 55 % + 0,4 × 73 %"""
    if share is None:
        return ""
    terms = " + ".join(f"{decimal(part.weight)}{NBSP}×{NBSP}{percent(part.counted)}" for part in parts)
    return f"{percent(share)} = {terms}"


def mean_sentence(shares: Sequence[float | None]) -> str:
    """62 % = (55 % + 73 % + 58 %) : 3, or the sum where there are many."""
    share = mean(shares)
    if share is None:
        return ""
    if len(shares) > MOST_TERMS:
        total = percent(math.fsum(one or 0.0 for one in shares))
        return f"{percent(share)} = {total}{NBSP}:{NBSP}{len(shares)}"
    terms = " + ".join(percent(one or 0.0) for one in shares)
    return f"{percent(share)} = ({terms}){NBSP}:{NBSP}{len(shares)}" if len(shares) > 1 else percent(share)

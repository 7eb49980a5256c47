"""How a number stands to its target. Pure, and total: whatever the numbers, there is an answer and no division by nought.

A total is counted over the year of its target and compared with the part of the year that has gone by. A share or a mean moves from its
baseline to its target, and is compared with a straight line between the two. A target already met at the baseline is reached as long as
it is met: there was no way to go.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sebayu.core.indicators.declare import Direction
from sebayu.core.indicators.enums import Standing


@dataclass(frozen=True, slots=True)
class Aim:
    value: float
    year: int
    band: float = 0.0
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Start:
    value: float
    year: int
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Judged:
    standing: Standing = Standing.UNKNOWN
    share: float | None = None
    expected: float | None = None  # the share one would expect by now
    met_at_start: bool = False


def judge(
    direction: str,
    measured: float | None,
    aim: Aim | None,
    start: Start | None,
    *,
    at: dt.date,
    is_total: bool,
) -> Judged:
    if measured is None or aim is None:
        return Judged()
    if is_total:
        return _total(direction, measured, aim, at)
    met_before = start is not None and meets(direction, start.value, aim)
    share = _share(direction, measured, aim, None if met_before else start)
    if meets(direction, measured, aim):
        return Judged(Standing.REACHED, 1.0, met_at_start=met_before)
    if start is None or met_before:
        late = at.year >= aim.year or met_before
        return Judged(
            Standing.BEHIND if late else Standing.UNKNOWN,
            0.0 if met_before else share,
            met_at_start=met_before,
        )
    expected = _elapsed(dt.date(start.year, 12, 31), dt.date(aim.year, 12, 31), at)
    on_path = share is not None and share >= expected
    return Judged(Standing.ON_PATH if on_path else Standing.BEHIND, share, expected)


def meets(direction: str, value: float, aim: Aim) -> bool:
    if direction == Direction.UP:
        return value >= aim.value
    if direction == Direction.DOWN:
        return value <= aim.value
    return abs(value - aim.value) <= aim.band


def _total(direction: str, measured: float, aim: Aim, at: dt.date) -> Judged:
    elapsed = _elapsed(dt.date(aim.year - 1, 12, 31), dt.date(aim.year, 12, 31), at)
    if direction == Direction.UP:
        if measured >= aim.value:
            return Judged(Standing.REACHED, 1.0, elapsed)
        share = _part(measured, aim.value)
        return Judged(
            Standing.ON_PATH if share >= elapsed and elapsed < 1 else Standing.BEHIND, share, elapsed
        )
    ceiling = aim.value + aim.band
    share = 1.0 if measured <= ceiling else _part(ceiling, measured)
    if direction == Direction.HOLD and elapsed >= 1:
        reached = abs(measured - aim.value) <= aim.band
        return Judged(Standing.REACHED if reached else Standing.BEHIND, 1.0 if reached else share, elapsed)
    if measured > ceiling:
        return Judged(Standing.BEHIND, share, elapsed)
    if elapsed >= 1:
        return Judged(Standing.REACHED, 1.0, elapsed)
    return Judged(Standing.ON_PATH if measured <= ceiling * elapsed else Standing.BEHIND, share, elapsed)


def _share(direction: str, measured: float, aim: Aim, start: Start | None) -> float | None:
    if start is not None and start.value != aim.value:
        return _clamp((measured - start.value) / (aim.value - start.value))
    if direction == Direction.UP and aim.value > 0:
        return _part(measured, aim.value)
    if direction == Direction.DOWN and measured > 0:
        return _part(aim.value, measured)
    return None


def _part(of: float, in_: float) -> float:
    return _clamp(of / in_) if in_ else 0.0


def _clamp(share: float) -> float:
    return min(1.0, max(0.0, share))


def _elapsed(first: dt.date, last: dt.date, at: dt.date) -> float:
    span = (last - first).days
    return 1.0 if span <= 0 else _clamp((at - first).days / span)

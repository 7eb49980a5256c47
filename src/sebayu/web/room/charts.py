"""A line over time, drawn as SVG on the server: readable without scripts, in print and by ear (its table stands below it)."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from sebayu.core.indicators.declare import Indicator
from sebayu.core.indicators.reading import Reading
from sebayu.web.room import cards

WIDTH, HEIGHT, LEFT, BOTTOM, TOP = 640, 220, 56, 28, 12


@dataclass(frozen=True)
class Point:
    x: float
    y: float
    label: str
    value: str


@dataclass(frozen=True)
class Tick:
    at: float
    label: str


@dataclass(frozen=True)
class Chart:
    """Everything the template draws, in a box of 640 by 220."""

    paths: list[str]
    points: list[Point]
    ticks: list[Tick]
    months: list[Tick]
    goal: float | None
    goal_label: str
    table: list[tuple[str, str, str]]


def line(indicator: Indicator, rows: Sequence[Reading]) -> Chart | None:
    """The chart of a series; None while there are fewer than two values."""
    known = [row for row in rows if row.value is not None]
    if len(known) < 2:
        return None
    target = rows[-1].target
    values = [row.value or 0.0 for row in known] + ([target] if target is not None else [])
    low, high, step = _axis(min(values), max(values))
    width = (WIDTH - LEFT - 12) / max(1, len(rows) - 1)

    def y(value: float) -> float:
        return round(HEIGHT - BOTTOM - (value - low) / (high - low) * (HEIGHT - BOTTOM - TOP), 1)

    points = [
        Point(
            round(LEFT + i * width, 1), y(row.value), cards.period(row), cards.said(row.value, indicator.unit)
        )
        for i, row in enumerate(rows)
        if row.value is not None
    ]
    every = max(1, math.ceil(len(rows) / 6))
    return Chart(
        paths=_paths(rows, width, y),
        points=points,
        ticks=[Tick(y(v), cards.figure(v, indicator.unit)) for v in _steps(low, high, step)],
        months=[Tick(round(LEFT + i * width, 1), cards.period(rows[i])) for i in range(0, len(rows), every)],
        goal=y(target) if target is not None else None,
        goal_label=cards.said(target, indicator.unit) if target is not None else "",
        table=[
            (
                cards.period(row),
                cards.said(row.value, indicator.unit) if row.value is not None else row.why_text or "–",
                str(row.rows),
            )
            for row in reversed(rows)
        ],
    )


def _paths(rows: Sequence[Reading], width: float, y) -> list[str]:  # type: ignore[no-untyped-def]
    """A gap where a value is missing: the line does not pretend to know."""
    found: list[list[str]] = [[]]
    for i, row in enumerate(rows):
        if row.value is None:
            found.append([])
        else:
            found[-1].append(f"{round(LEFT + i * width, 1)} {y(row.value)}")
    return ["M" + "L".join(part) for part in found if len(part) > 1]


def _axis(low: float, high: float) -> tuple[float, float, float]:
    """Round ends and a round step; the axis begins at nought when the values are near it."""
    if low >= 0 and low < high * 0.5:
        low = 0.0
    if high <= low:
        high = low + 1
    rough = (high - low) / 4
    power = 10 ** math.floor(math.log10(rough))
    step = next(n * power for n in (1, 2, 2.5, 5, 10) if n * power >= rough)
    return math.floor(low / step) * step, math.ceil(high / step) * step, step


def _steps(low: float, high: float, step: float) -> list[float]:
    return [low + i * step for i in range(round((high - low) / step) + 1)]

"""An indicator's reading as people read it: the number with its unit, how it stands against its promise, and its line over time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sebayu.core.indicators import catalogue, reading, words
from sebayu.core.indicators.declare import Direction, Indicator, Unit
from sebayu.core.indicators.enums import Standing
from sebayu.core.indicators.public import shelf
from sebayu.core.indicators.reading import Reading
from sebayu.web.room.panels import Asked

WIDTH, HEIGHT, EDGE = 120.0, 36.0, 3.0
UNITS = {
    Unit.COUNT: "",
    Unit.PERCENT: "%",
    Unit.DAYS: gettext_lazy("hari"),
    Unit.HOURS: gettext_lazy("jam"),
    Unit.RUPIAH: "Rp",
    Unit.SCORE: gettext_lazy("dari 100"),
    Unit.PEOPLE: gettext_lazy("orang"),
    Unit.KILOGRAM: "kg",
}
TONES = {Standing.REACHED: "ok", Standing.ON_PATH: "ok", Standing.BEHIND: "bad", Standing.UNKNOWN: "idle"}


@dataclass(frozen=True)
class Spark:
    """A small line: SVG path data in a box of 120 by 36, the promise as a dashed line, and the words for who cannot see it."""

    path: str
    goal: float | None
    label: str


@dataclass(frozen=True)
class Card:
    """One number on a page."""

    key: str
    title: str
    figure: str
    unit: str
    period: str
    tone: str
    standing: str
    promise: str
    why: str
    spark: Spark | None
    href: str
    rows: int = 0
    moved: str = ""
    moved_tone: str = "idle"
    declared: str = ""  # of a number an office states: how its statement stands
    declared_tone: str = "info"


def figure(value: float | None, unit: Unit) -> str:
    """The number alone: 62 and 98,1 and 1.250; a dash where there is none."""
    if value is None:
        return "–"
    return words.number(round(value) if unit == Unit.RUPIAH else value)


def digits(indicator: Indicator, value: float | None) -> str:
    """The number of a card: a declared one with every digit that was stated, so that nobody has to guess what was rounded."""
    if value is None or indicator.is_computed or indicator.unit == Unit.RUPIAH:
        return figure(value, indicator.unit)
    return words.exactly(Decimal(str(value)), Unit.COUNT)


def told(indicator: Indicator, value: float | None) -> str:
    """The number in a sentence, a declared one with every digit."""
    if value is None or indicator.is_computed:
        return said(value, indicator.unit)
    return words.exactly(Decimal(str(value)), indicator.unit)


def declaration(row: Reading) -> tuple[str, str]:
    """How the statement behind a declared number stands: tone and words."""
    if row.is_faded:
        return "warn", _("sudah terlalu lama")
    return ("idle", _("belum dinyatakan")) if row.value is None else ("info", _("dinyatakan kantor"))


def said(value: float | None, unit: Unit) -> str:
    """The number in a sentence: 62 %, Rp 1.000, 4 jam."""
    return words.text(value, unit)


def period(row: Reading) -> str:
    """Which time a value speaks of."""
    return words.period(row.frequency, row.period_start) if row.period_start else ""


def spark(indicator: Indicator, rows: Sequence[Reading], target: float | None) -> Spark | None:
    """The line through the values there are; None for fewer than two."""
    points = [(i, row.value) for i, row in enumerate(rows) if row.value is not None]
    if len(points) < 2:
        return None
    values = [value for _i, value in points] + ([target] if target is not None else [])
    low, high = min(values), max(values)
    room = (high - low) or 1.0

    def y(value: float) -> float:
        return round(HEIGHT - EDGE - (value - low) / room * (HEIGHT - 2 * EDGE), 1)

    step = WIDTH / max(1, len(rows) - 1)
    path = "M" + "L".join(f"{round(i * step, 1)} {y(value)}" for i, value in points)
    label = _("%(title)s: dari %(first)s menjadi %(last)s") % {
        "title": _(indicator.title),
        "first": said(points[0][1], indicator.unit),
        "last": said(points[-1][1], indicator.unit),
    }
    return Spark(path, y(target) if target is not None else None, label)


def card(indicator: Indicator, row: Reading, series: Sequence[Reading] = (), *, public: bool = False) -> Card:
    """One card; what is not known says why instead of showing a nought."""
    tone, standing = TONES[Standing(row.standing)], row.standing_text
    if row.value is None:
        tone, standing = "idle", _("Belum ada angka")
    moved, moved_tone = change(indicator, row)
    declared_tone, declared = ("info", "") if indicator.is_computed else declaration(row)
    page = "room:public_number" if public else "room:number"
    return Card(
        key=indicator.key,
        title=_(indicator.title),
        figure=digits(indicator, row.value),
        unit=str(UNITS[indicator.unit]) if row.value is not None else "",
        period=period(row) if row.value is not None else "",
        tone=tone,
        standing=standing,
        promise=_("janji %(value)s") % {"value": said(row.target, indicator.unit)}
        if row.target is not None
        else "",
        why=row.why_text,
        spark=spark(indicator, series, row.target),
        href=reverse(page, args=[indicator.key]),
        rows=row.rows,
        moved=moved,
        moved_tone=moved_tone,
        declared=declared,
        declared_tone=declared_tone,
    )


def change(indicator: Indicator, row: Reading) -> tuple[str, str]:
    """How far it moved since the period before, and whether that was the right way."""
    if row.value is None or row.previous is None or row.value == row.previous:
        return "", "idle"
    step = row.value - row.previous
    sign = "+" if step > 0 else "−"
    better = {Direction.UP: step > 0, Direction.DOWN: step < 0}.get(indicator.direction)
    return (
        f"{sign}{said(abs(step), indicator.unit)}",
        "idle" if better is None else "ok" if better else "warn",
    )


def cards(rows: Iterable[Indicator]) -> list[Card]:
    """The region's numbers for those who lead."""
    wanted = list(rows)
    return list(_drawn(wanted, reading.many([row.key for row in wanted])).values()) if wanted else []


def some(asked: Asked, rows: Iterable[Indicator], *, lines: bool = True) -> dict[str, Card]:
    """Cards for one panel. All numbers of the house are read once for the page; lines over time only for those that show one."""
    latest = asked.once("readings", lambda: reading.many([row.key for row in catalogue.all()], at=asked.on))
    numbers = asked.once("published", shelf.published) if asked.is_public else None
    wanted = [row for row in rows if row.public or not asked.is_public]
    return _drawn(wanted, latest, on=asked.on, numbers=numbers, lines=lines)


def _drawn(
    rows: Sequence[Indicator],
    latest: Mapping[str, Reading],
    *,
    on: dt.date | None = None,
    numbers: shelf.Numbers | None = None,
    lines: bool = True,
) -> dict[str, Card]:
    """Cards from numbers that were read before. With `numbers`, what is published, as everybody may see them."""
    series = reading.many_series([row.key for row in rows], last=12, at=on) if lines and rows else {}
    made = {}
    for row in rows:
        now, before = latest[row.key], series.get(row.key, [])
        if numbers is not None:
            before = [shelf.shown(row, one, numbers) for one in before]
            now = _moved(shelf.shown(row, now, numbers), before)
        made[row.key] = card(row, now, before, public=numbers is not None)
    return made


def _moved(now: Reading, before: Sequence[Reading]) -> Reading:
    """What is published of the period before: what has moved since, everybody may see for himself."""
    earlier = [
        row.value
        for row in before
        if row.period_start and now.period_start and row.period_start < now.period_start
    ]
    return replace(now, previous=earlier[-1] if earlier else None)


def tagged(tag: str, asked: Asked) -> list[Card]:
    return list(some(asked, catalogue.tagged(tag)).values())

"""The vocabulary of indicators: what a programme writes in its `indicators.py`. Pure: queries are built only when they are run.

    SOURCES = [Source("letters.closed", title=_("Surat selesai"), rows=closed_rows, measures={"all": ..., "on_time": ...}, ...)]
    INDICATORS = [Indicator("letters.on_time", title=_("Surat selesai tepat waktu"), unit=Unit.PERCENT, source="letters.closed",
                            formula=Share("on_time", "all"), ...)]

A value is never part of a declaration. What may be decided by people, the target and the baseline's year, is dated data (`Target`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class Unit(StrEnum):
    COUNT = "count"
    PERCENT = "percent"  # 0 to 100
    DAYS = "days"
    HOURS = "hours"
    RUPIAH = "rupiah"
    SCORE = "score"  # 25 to 100, as SKM's
    PEOPLE = "people"
    KILOGRAM = "kilogram"


class Direction(StrEnum):
    UP = "up"  # more is better
    DOWN = "down"
    HOLD = "hold"  # within the target's band


class Frequency(StrEnum):
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


class Confidence(StrEnum):
    """How much a reader may rely on it."""

    RECORDED = "recorded"  # computed from what the house itself did
    REGISTER = "register"  # computed from a register another office keeps
    SAMPLED = "sampled"  # from those who answered
    DECLARED = "declared"  # stated and signed by an office; its source lies outside


@dataclass(frozen=True, slots=True)
class Total:
    """The sum of one measure."""

    of: str

    @property
    def measures(self) -> tuple[str, ...]:
        return (self.of,)

    def __str__(self) -> str:
        return f"sum({self.of})"


@dataclass(frozen=True, slots=True)
class Share:
    """`of` per hundred `in_`; no value where `in_` is nought."""

    of: str
    in_: str

    @property
    def measures(self) -> tuple[str, ...]:
        return (self.of, self.in_)

    def __str__(self) -> str:
        return f"100 * sum({self.of}) / sum({self.in_})"


@dataclass(frozen=True, slots=True)
class Ratio:
    """`of` per `in_`, times `scale`: a mean, or so many per thousand; no value where `in_` is nought."""

    of: str
    in_: str
    scale: float = 1.0

    @property
    def measures(self) -> tuple[str, ...]:
        return (self.of, self.in_)

    def __str__(self) -> str:
        return f"{self.scale:g} * sum({self.of}) / sum({self.in_})"


Formula = Total | Share | Ratio


@dataclass(frozen=True, slots=True)
class Source:
    """The rows behind indicators: one row counts on one day, in one office and area.

    `rows()` gives an unevaluated QuerySet annotated with `day` (date), `office_key`, `area_code` (texts, may be empty) and one number per
    measure (nought where it does not count); its primary key names the row. `touched(since)` gives the days whose rows may have changed
    since that moment, old days of moved rows included; without it every day is read again every night.
    `condition` of a measure is what a drill-down filters by: rows where the measure is not nought.
    """

    key: str
    title: str
    rows: Callable[[], Any]
    measures: Mapping[str, str]  # measure -> plain words for what it counts
    touched: Callable[[Any], Any] | None = None
    columns: Mapping[str, str] = field(
        default_factory=dict
    )  # column of a drill-down -> heading, empty: for the link only; never a person's fact
    link: Callable[[Any], str] | None = None  # the address of one row, for those who may open it
    permission: str = "indicator.read"  # who may open the rows
    version: str = "1"  # raise when what `rows` means has changed
    between: Callable[[Any, Any, Any], Any] | None = (
        None  # (rows, first, last) -> fewer rows, by the table's own index
    )


@dataclass(frozen=True, slots=True)
class Indicator:
    """One number: what it means, how it is computed, from what, by whom, and how far it may be trusted."""

    key: str
    title: str
    unit: Unit
    source: str = ""  # empty: declared by an office, see `Statement`
    formula: Formula | None = None
    direction: Direction = Direction.UP
    frequency: Frequency = Frequency.MONTH  # the period of its headline; days are always kept
    duty: str = ""  # which duty of the region pack owns it; the office may change by date
    office: str = ""  # or the office itself
    dimension: str = ""
    sub_dimension: str = ""
    about: str = ""  # one plain paragraph: what it says and what it does not
    basis: str = ""  # law or plan that asks for it
    confidence: Confidence = Confidence.RECORDED
    revision: str = ""  # plain words: until when a value may still change, and why
    public: bool = True
    small_cell: int = 5  # fewer rows than this are not shown to the public
    fades_after_days: int = 400  # a declared value older than this no longer counts
    tags: tuple[
        str, ...
    ] = ()  # where pages gather it: "without_forms" (what nobody had to type), "clock", "satisfaction"
    window_days: int = 0  # rolling: the headline of a day covers so many days; 0: the calendar period
    version: str = "1"  # raise when the meaning changed without the formula's text changing

    @property
    def is_computed(self) -> bool:
        return self.formula is not None

    def formula_version(self, source: Source | None) -> str:
        """Changes when formula, source or their versions change; old values keep theirs."""
        text = "|".join(
            [self.key, str(self.formula), self.source, source.version if source else "", self.version]
        )
        return hashlib.sha256(text.encode()).hexdigest()[:12]

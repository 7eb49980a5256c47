"""One number as a page needs it: a plain value, with its words."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sebayu.core.indicators import catalogue, periods, words
from sebayu.core.indicators.declare import Confidence, Indicator
from sebayu.core.indicators.enums import ROLLING, Mark, Standing, Why
from sebayu.core.indicators.standing import Aim, Judged, Start

if TYPE_CHECKING:
    from sebayu.core.indicators.lookup import Row
    from sebayu.core.indicators.models import Statement


@dataclass(frozen=True, slots=True)
class Reading:
    """A number of one period and scope. `why` is not empty when there is none, or when something stands in the way of trusting it."""

    key: str
    scope: str
    frequency: str
    period_start: dt.date | None = None
    period_end: dt.date | None = None
    value: float | None = None
    why: str = ""
    numerator: float | None = None
    denominator: float | None = None
    rows: int = 0
    digest: str = ""
    formula_version: str = ""
    is_old_formula: bool = False
    revision: int = 0
    computed_at: dt.datetime | None = None
    confidence: str = Confidence.RECORDED
    unit: str = ""
    is_faded: bool = False
    last_value: float | None = None  # what a faded statement said
    statement_id: object = None
    document_id: object = None
    previous: float | None = None  # the number of the period before
    mark: str = Mark.NONE
    baseline: float | None = None
    baseline_year: int | None = None
    baseline_basis: str = ""  # empty where the house itself computed that year
    target: float | None = None
    target_year: int | None = None
    target_basis: str = ""
    target_band: float = 0.0
    measured: float | None = None  # what is compared with the target: of a total, the year so far
    standing: str = Standing.UNKNOWN
    share: float | None = None
    expected: float | None = None
    met_at_baseline: bool = False

    @property
    def indicator(self) -> Indicator:
        return catalogue.get(self.key)

    @property
    def title(self) -> str:
        return str(self.indicator.title)

    @property
    def text(self) -> str:
        """The number with its unit: 62 %."""
        return words.text(self.value, self.unit)

    @property
    def target_text(self) -> str:
        return words.text(self.target, self.unit)

    @property
    def why_text(self) -> str:
        return str(Why(self.why).label) if self.why else ""

    @property
    def standing_text(self) -> str:
        return str(Standing(self.standing).label)

    @property
    def share_of_target(self) -> float | None:
        """0 to 1: how much of the way is behind; None where nobody can say."""
        return self.share

    @property
    def change(self) -> float | None:
        """Against the period before."""
        return None if self.value is None or self.previous is None else self.value - self.previous

    @property
    def period_key(self) -> str:
        return periods.key(self.frequency, self.period_start) if self.period_start else ""

    @property
    def missing(self) -> float | None:
        """What the denominator counts and the numerator does not: the eleven late letters behind 62 %."""
        if self.numerator is None or self.denominator is None:
            return None
        return self.denominator - self.numerator

    def is_running(self, today: dt.date) -> bool:
        """The period has not ended: the number will still move."""
        return self.period_end is not None and self.period_end >= today

    def with_failure(self) -> Reading:
        """Its source could not be read at the last run: this is the number of before."""
        return replace(self, why=Why.SOURCE_FAILED)

    def judged(self, aim: Aim | None, start: Start | None, measured: float | None, judged: Judged) -> Reading:
        return replace(
            self,
            target=aim.value if aim else None,
            target_year=aim.year if aim else None,
            target_basis=aim.basis if aim else "",
            target_band=aim.band if aim else 0.0,
            baseline=start.value if start else None,
            baseline_year=start.year if start else None,
            baseline_basis=start.basis if start else "",
            measured=measured,
            standing=judged.standing,
            share=judged.share,
            expected=judged.expected,
            met_at_baseline=judged.met_at_start,
        )


@dataclass(frozen=True, slots=True)
class Revision:
    """A number that gave way to another one after its period had ended."""

    period: str
    before: str
    after: str
    at: dt.datetime
    why: str
    mark: str


def of_row(
    indicator: Indicator,
    row: Row | None,
    scope: str,
    frequency: str,
    *,
    previous: Row | None = None,
    failed: bool = False,
) -> Reading:
    """A computed number; without a row: not computed yet."""
    bare = Reading(indicator.key, scope, frequency, confidence=indicator.confidence, unit=indicator.unit)
    if row is None:
        return replace(bare, why=Why.SOURCE_FAILED if failed else Why.NOT_COMPUTED)
    current = indicator.formula_version(catalogue.source_of(indicator))
    begin, end = periods.days(frequency, row.period_start, indicator.window_days)
    return replace(
        bare,
        period_start=begin if frequency == ROLLING else row.period_start,
        period_end=end,
        value=row.value,
        why=row.why,
        numerator=None if row.numerator is None else float(row.numerator),
        denominator=None if row.denominator is None else float(row.denominator),
        rows=row.rows,
        digest=f"{int(row.digest):016x}",
        formula_version=row.formula_version,
        is_old_formula=bool(row.formula_version) and row.formula_version != current,
        revision=row.revision,
        computed_at=row.computed_at,
        mark=row.mark,
        previous=previous.value if previous else None,
    )


def of_statement(
    indicator: Indicator, found: list[Statement], scope: str, at: dt.date, *, ageing: bool = True
) -> Reading:
    """A declared number, newest first in `found`; too old a one no longer counts, and says so."""
    bare = Reading(
        indicator.key, scope, str(indicator.frequency), confidence=Confidence.DECLARED, unit=indicator.unit
    )
    if not found:
        return replace(bare, why=Why.NOT_STATED)
    one = found[0]
    end = periods.end(one.frequency, one.period_start)
    faded = ageing and (at - end).days > indicator.fades_after_days
    return replace(
        bare,
        frequency=one.frequency,
        period_start=one.period_start,
        period_end=end,
        value=None if faded else float(one.value),
        last_value=float(one.value),
        why=Why.OLD if faded else "",
        rows=1,
        computed_at=one.signed_at,
        is_faded=faded,
        statement_id=one.id,
        document_id=one.document_id,
        revision=1,
        previous=float(found[1].value) if len(found) > 1 else None,
    )

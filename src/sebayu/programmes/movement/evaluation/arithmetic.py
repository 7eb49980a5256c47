"""The arithmetic of an evaluation. Pure: any year under any weights, side by side, and what cannot be determined is a range.

    part  = weighted mean of its scored items (0 to 100)
    index = sum over parts of (part * weight) / 100

A weight nobody published is unknown: unknown weights together make up what is missing to a hundred, and the index lies between all of that
going to the lowest of these parts and all of it to the highest. A part without scores lies between 0 and 100.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from django.utils.translation import gettext_noop as _

Weights = Mapping[str, Fraction | None]
FULL = Fraction(100)
SUM_WRONG = _("Jumlah bobot %(sum)s, seharusnya 100.")
SUM_TOO_HIGH = _("Bobot yang diketahui sudah %(sum)s; untuk bagian yang belum diketahui tidak ada sisa.")
NEGATIVE = _("Bobot tidak boleh kurang dari 0 atau lebih dari 100.")
EMPTY = _("Isi bobot sedikitnya satu bagian.")


@dataclass(frozen=True, slots=True)
class Range:
    """A number that is known (`low` equals `high`) or lies between two."""

    low: Fraction
    high: Fraction

    @property
    def is_exact(self) -> bool:
        return self.low == self.high

    @property
    def value(self) -> Decimal | None:
        return rounded(self.low) if self.is_exact else None

    @property
    def text(self) -> str:
        """82,50 or 78,00 – 84,50."""
        low, high = (f"{rounded(end)}".replace(".", ",") for end in (self.low, self.high))
        return low if self.is_exact else f"{low} – {high}"


@dataclass(frozen=True, slots=True)
class PartScore:
    """One part: `mean` of what is scored (None: nothing yet), how many of how many items."""

    key: str
    mean: Fraction | None
    scored: int
    items: int

    @property
    def range(self) -> Range:
        return Range(Fraction(0), FULL) if self.mean is None else Range(self.mean, self.mean)

    @property
    def text(self) -> str:
        return "—" if self.mean is None else self.range.text


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the arithmetic as it is shown."""

    key: str
    part: PartScore
    weight: Fraction | None
    share: Range | None  # its contribution; None where the weight is unknown


@dataclass(frozen=True, slots=True)
class Index:
    """The achievement index with its arithmetic; `open_weights` and `open_parts` say why it is a range."""

    range: Range
    rows: tuple[Row, ...]
    open_weights: tuple[str, ...]
    open_parts: tuple[str, ...]
    left: Fraction  # what the unknown weights make up together

    @property
    def value(self) -> Decimal | None:
        return self.range.value

    @property
    def text(self) -> str:
        return self.range.text


def rounded(value: Fraction) -> Decimal:
    """Two decimals, halves up."""
    return (Decimal(value.numerator) / Decimal(value.denominator)).quantize(Decimal("0.01"), ROUND_HALF_UP)


def read(weights: Mapping[str, object]) -> dict[str, Fraction | None]:
    """Weights as they are stored: texts and numbers, None where unknown."""
    return {key: None if value in (None, "") else Fraction(str(value)) for key, value in weights.items()}


def known(weights: Weights) -> Fraction:
    return sum((w for w in weights.values() if w is not None), Fraction(0))


def trouble(weights: Weights) -> tuple[str, dict[str, str]] | None:
    """Why these weights cannot be used, as a sentence and its values; None when they can."""
    if not weights or all(w is None for w in weights.values()):
        return EMPTY, {}
    if any(w is not None and not 0 <= w <= FULL for w in weights.values()):
        return NEGATIVE, {}
    total, values = known(weights), {"sum": f"{float(known(weights)):g}".replace(".", ",")}
    if any(w is None for w in weights.values()):
        return (SUM_TOO_HIGH, values) if total >= FULL else None
    return None if total == FULL else (SUM_WRONG, values)


def part(key: str, items: Iterable[tuple[Fraction, Fraction | None]]) -> PartScore:
    """From (weight within the part, score or None) of each item; what is not scored yet does not count."""
    rows = list(items)
    scored = [(weight, score) for weight, score in rows if score is not None]
    total = sum((weight for weight, _score in scored), Fraction(0))
    mean = sum((weight * score for weight, score in scored), Fraction(0)) / total if total else None
    return PartScore(key, mean, len(scored), len(rows))


def index(parts: Sequence[PartScore], weights: Weights) -> Index:
    """The index of these parts under these weights. A part the weights do not name has no weight; a weight without a part is unscored."""
    by_key = {p.key: p for p in parts}
    for key in weights:
        by_key.setdefault(key, PartScore(key, None, 0, 0))
    rows, low, high = [], Fraction(0), Fraction(0)
    for key, score in by_key.items():
        weight = weights.get(key, Fraction(0))
        share = None
        if weight is not None:
            share = Range(score.range.low * weight / FULL, score.range.high * weight / FULL)
            low, high = low + share.low, high + share.high
        rows.append(Row(key, score, weight, share))
    unknown = [row for row in rows if row.weight is None]
    left = FULL - known(weights) if unknown else Fraction(0)
    if unknown:
        low += left * min(row.part.range.low for row in unknown) / FULL
        high += left * max(row.part.range.high for row in unknown) / FULL
    return Index(
        Range(low, high),
        tuple(rows),
        tuple(row.key for row in unknown),
        tuple(row.key for row in rows if row.part.mean is None and row.weight != 0),
        left,
    )

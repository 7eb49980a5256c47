"""The arithmetic of published files: which cells make a number, and what they come to. Pure; used to publish and to check."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

TOLERANCE = Decimal("0.000001")


@dataclass(frozen=True, slots=True)
class PlainCell:
    """A published cell as read from its file."""

    months: tuple[str, ...]
    offices: tuple[str, ...]
    areas: tuple[str, ...]
    rows: int
    sums: dict[str, Decimal]
    counts: dict[str, int]


def months_of(period: str) -> set[str]:
    """2026, 2026-Q4 or 2026-11 as months."""
    if len(period) == 4:
        return {f"{period}-{month:02d}" for month in range(1, 13)}
    if "-Q" in period:
        year, quarter = period.split("-Q")
        return {f"{year}-{month:02d}" for month in range(int(quarter) * 3 - 2, int(quarter) * 3 + 1)}
    return {period}


def made_of(cells: Iterable[PlainCell], period: str, scope: str) -> list[PlainCell] | None:
    """The cells of a period and scope; None when one of them also holds something else, so that the number cannot be told apart."""
    months, found = months_of(period), []
    for cell in cells:
        inside = [month in months for month in cell.months]
        here = _where(cell, scope)
        if not any(inside) or not any(here):
            continue
        if not all(inside) or not all(here):
            return None
        found.append(cell)
    return found


def _where(cell: PlainCell, scope: str) -> list[bool]:
    kind, _colon, key = scope.partition(":")
    if kind == "office":
        return [office == key for office in cell.offices]
    if kind == "area":
        return [area == key or area.startswith(f"{key}.") for area in cell.areas]
    return [True]


def number(cells: Sequence[PlainCell], over: str, under: str, scale: Decimal) -> Decimal | None:
    """The formula over whole cells; `under` empty for a total."""
    top = sum((cell.sums[over] for cell in cells), Decimal(0))
    if not under:
        return top
    below = sum((cell.sums[under] for cell in cells), Decimal(0))
    return scale * top / below if below else None


def rows(cells: Sequence[PlainCell], measure: str) -> int:
    return sum(cell.counts[measure] for cell in cells)


def same(left: Decimal | None, right: Decimal | None) -> bool:
    """Equal but for the last digits of a division."""
    if left is None or right is None:
        return left is right
    return abs(left - right) <= TOLERANCE * max(Decimal(1), abs(left), abs(right))

"""What there is to publish: cells by month and place, current numbers, and signed statements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from django.db import connection

from sebayu.core.indicators import catalogue
from sebayu.core.indicators.declare import Frequency, Indicator, Ratio, Share, Source
from sebayu.core.indicators.engine.compiling import version_of
from sebayu.core.indicators.models import Statement, Value
from sebayu.core.indicators.public.merging import Group, Leaf, merge

PERIODS = (Frequency.MONTH, Frequency.QUARTER, Frequency.YEAR)
_MONTHS = """
SELECT to_char(day, 'YYYY-MM'), office_key, area_code, sum(rows)::bigint, {sums}, {counts} FROM indicators_cell
WHERE source_key = %s AND version = %s GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
"""


@dataclass(slots=True)
class Place:
    """One month of one place."""

    month: str
    office: str
    area: str
    rows: int
    sums: list[Decimal]
    counts: list[int]


@dataclass(slots=True)
class PublicCell:
    """Several of them as one."""

    number: int
    months: list[str]
    offices: list[str]
    areas: list[str]
    rows: int
    sums: list[Decimal]
    counts: list[int]


@dataclass(slots=True)
class Published:
    """One source as the public sees it."""

    source: Source
    indicators: list[Indicator]
    measures: list[str]
    cells: list[PublicCell] = field(default_factory=list)
    withheld: int = 0  # cells too small to be shown in any company


def sources() -> list[Published]:
    """Every source with at least one public indicator."""
    found = []
    for source in catalogue.sources():
        wanted = [
            row for row in catalogue.all() if row.source == source.key and row.public and row.is_computed
        ]
        if wanted:
            found.append(_published(source, wanted))
    return found


def _published(source: Source, wanted: list[Indicator]) -> Published:
    used = sorted({name for row in wanted for name in row.formula.measures})  # type: ignore[union-attr]
    least = max(row.small_cell for row in wanted)
    guarded = _guarded(wanted, used)
    places = _places(source, version_of(source), used)
    leaves = [Leaf(_path(p), (p.rows, *(p.counts[n] for n in guarded)), p) for p in places]
    groups, withheld = merge(leaves, least)
    ordered = sorted(groups, key=lambda group: min(leaf.path for leaf in group.leaves))
    cells = [_cell(number, group) for number, group in enumerate(ordered, start=1)]
    return Published(source, wanted, used, cells, len(withheld.leaves))


def _guarded(wanted: Sequence[Indicator], used: list[str]) -> list[int]:
    """Measures that must not rest on few rows: all but those that only say how many of a counted lot were so."""
    parts = {row.formula.of for row in wanted if isinstance(row.formula, Share)}
    others = {
        name
        for row in wanted
        for name in ((row.formula.in_,) if isinstance(row.formula, Share) else row.formula.measures)  # type: ignore[union-attr]
    }
    return [n for n, name in enumerate(used) if name in others or name not in parts]


def _path(place: Place) -> tuple[str, ...]:
    """Year, month, kecamatan, place."""
    district = place.area[:8] if len(place.area) > 8 else ""
    return (place.month[:4], place.month, district, f"{place.office}|{place.area}")


def _places(source: Source, version: str, used: list[str]) -> list[Place]:
    position = {name: n for n, name in enumerate(sorted(source.measures), start=1)}
    width = len(used)
    statement = _MONTHS.format(
        sums=", ".join(f"sum(sums[{position[name]}])" for name in used),
        counts=", ".join(f"sum(counts[{position[name]}])::bigint" for name in used),
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, [source.key, version])
        return [
            Place(
                month,
                office,
                area,
                int(rows),
                [Decimal(v) for v in more[:width]],
                [int(v) for v in more[width:]],
            )
            for month, office, area, rows, *more in cursor.fetchall()
        ]


def _cell(number: int, group: Group) -> PublicCell:
    places: list[Place] = [leaf.content for leaf in group.leaves]
    return PublicCell(
        number=number,
        months=sorted({place.month for place in places}),
        offices=sorted({place.office for place in places}),
        areas=sorted({place.area for place in places}),
        rows=sum(place.rows for place in places),
        sums=[sum(column, Decimal(0)) for column in zip(*(place.sums for place in places), strict=True)],
        counts=[sum(column) for column in zip(*(place.counts for place in places), strict=True)],
    )


def values(indicators: Sequence[Indicator]) -> dict[str, list[Value]]:
    """Current numbers of the periods that are published, of today's formula."""
    versions = {row.key: row.formula_version(catalogue.source_of(row)) for row in indicators}
    found: dict[str, list[Value]] = defaultdict(list)
    rows = Value.objects.current().filter(
        indicator_key__in=versions, frequency__in=PERIODS, value__isnull=False
    )
    for row in rows.order_by("indicator_key", "frequency", "period_start", "scope"):
        if row.formula_version == versions[row.indicator_key]:
            found[row.indicator_key].append(row)
    return found


def statements(indicators: Sequence[Indicator]) -> list[Statement]:
    keys = [row.key for row in indicators if not row.is_computed]
    return list(
        Statement.objects.counting()
        .filter(indicator_key__in=keys)
        .order_by("indicator_key", "frequency", "period_start", "scope")
    )


def scale_of(indicator: Indicator) -> float:
    match indicator.formula:
        case Ratio(scale=scale):
            return scale
        case Share():
            return 100.0
    return 1.0

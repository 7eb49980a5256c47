"""From a source's QuerySet to the one statement that reads its rows: every measure of the source in a single scan."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import EmptyResultSet, FieldDoesNotExist
from django.db import models

from sebayu.core.indicators.declare import Source

PLACE = ("pk", "day", "office_key", "area_code")
_WHOLE = (models.IntegerField, models.AutoField)


@dataclass(frozen=True, slots=True)
class Compiled:
    """`sql` selects pk, day, office_key, area_code and the measures, in the order of their names."""

    sql: str
    params: tuple[Any, ...]
    measures: tuple[str, ...]
    sums: tuple[str, ...]  # one aggregate each, over columns m0, m1 ...
    counts: tuple[str, ...]

    @property
    def columns(self) -> str:
        return ", ".join(
            ["pk", "day", "office_key", "area_code", *(f"m{n}" for n in range(len(self.measures)))]
        )


def version_of(source: Source) -> str:
    """Changes when the meaning of the rows, or the set of measures, has changed."""
    return hashlib.sha256("|".join([source.version, *sorted(source.measures)]).encode()).hexdigest()[:12]


def compiled(source: Source, days: Sequence[dt.date] | None = None) -> Compiled | None:
    """None when the source is empty by construction (`.none()`)."""
    measures = tuple(sorted(source.measures))
    rows = source.rows()
    if days and source.between is not None:
        rows = source.between(rows, min(days), max(days))
    query = rows.order_by().values_list(*PLACE, *measures).query
    try:
        sql, params = query.sql_with_params()
    except EmptyResultSet:
        return None
    kinds = [_kind(rows, name) for name in measures]
    return Compiled(
        sql=sql,
        params=tuple(params),
        measures=measures,
        sums=tuple(_SUMS[kind].format(f"r.m{n}") for n, kind in enumerate(kinds)),
        counts=tuple(_COUNTS[kind].format(f"r.m{n}") for n, kind in enumerate(kinds)),
    )


# Whole numbers are summed as they are; anything with a fraction exactly, so that the order of rows cannot matter.
_SUMS = {
    "bool": "coalesce(sum({}::int), 0)",
    "whole": "coalesce(sum({}), 0)",
    "other": "coalesce(sum({}::numeric), 0)",
}
_COUNTS = {
    "bool": "count(*) FILTER (WHERE {})",
    "whole": "count(*) FILTER (WHERE {} <> 0)",
    "other": "count(*) FILTER (WHERE {} <> 0)",
}


def _kind(rows: Any, name: str) -> str:
    annotation = rows.query.annotations.get(name)
    try:
        field = annotation.output_field if annotation is not None else rows.model._meta.get_field(name)
    except (FieldDoesNotExist, AttributeError):
        return "other"
    if isinstance(field, models.BooleanField):
        return "bool"
    return "whole" if isinstance(field, _WHOLE) else "other"

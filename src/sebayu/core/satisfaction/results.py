"""Reading results: one bounded statement for each table of figures."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet, Sum

from sebayu.core.satisfaction import questionnaire, skm
from sebayu.core.satisfaction.models import COLUMNS, Invitation, Response


@dataclass(frozen=True, slots=True)
class Line:
    """One office, service or month with its index. `clean` leaves out marked answers."""

    key: str
    title: str
    all: skm.Skm
    clean: skm.Skm
    counter: int = 0

    @property
    def marked(self) -> int:
        return self.all.n - self.clean.n


_MARKED = Q(is_uniform=True) | Q(is_too_fast=True)
_SUMS = {
    "n": Count("id"),
    "n_clean": Count("id", filter=~_MARKED),
    "n_counter": Count("id", filter=Q(channel="counter")),
    **{f"s_{name}": Sum(name) for name in COLUMNS},
    **{f"c_{name}": Sum(name, filter=~_MARKED) for name in COLUMNS},
}


def whole(found: QuerySet[Response], on: dt.date) -> Line:
    """Everything found as one line."""
    return _line("", "", found.aggregate(**_SUMS), on)


def by(found: QuerySet[Response], key: str, title: str, on: dt.date) -> list[Line]:
    """One line per office (`office_key`, `office_name`) or service, by name."""
    rows = found.order_by().values(key, title).annotate(**_SUMS).order_by(title, key)
    return [_line(str(row[key]), str(row[title]), row, on) for row in rows]


def not_subtractable(found: QuerySet[Response], lines: Sequence[Line], key: str, on: dt.date) -> Line:
    """The whole beside its lines (by `key`): lines too small to be shown count in it only when together they are enough.

    Else the whole less what is shown would be what is not shown.
    """
    least = questionnaire.on(on).publish_from
    small = [line for line in lines if line.all.n < least]
    if sum(line.all.n for line in small) >= least:
        return whole(found, on)
    return whole(found.exclude(**{f"{key}__in": [line.key for line in small]}), on)


def _line(key: str, title: str, row: dict, on: dt.date) -> Line:
    grades = questionnaire.on(on).grades
    every = skm.of_sums(row["n"], [row[f"s_{name}"] or 0 for name in COLUMNS], grades)
    clean = skm.of_sums(row["n_clean"], [row[f"c_{name}"] or 0 for name in COLUMNS], grades)
    return Line(key, title, every, clean, row["n_counter"])


def asked(offices: list[str] | None, since: dt.date, until: dt.date) -> int:
    """How many ended cases were invited in the period: what a sample is drawn from."""
    found = Invitation.objects.filter(ended_at__date__gte=since, ended_at__date__lte=until)
    return (found if offices is None else found.filter(office_key__in=offices)).count()

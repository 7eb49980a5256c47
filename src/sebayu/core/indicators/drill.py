"""From a number to the rows behind it, within the viewer's rights; every look is written down."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone

from sebayu.core.identity import perms as roles
from sebayu.core.indicators import catalogue, periods, perms, scopes
from sebayu.core.indicators.declare import Frequency, Indicator, Source
from sebayu.core.indicators.enums import REGION, ROLLING
from sebayu.core.indicators.errors import UnknownScope
from sebayu.core.indicators.owners import owner_of
from sebayu.core.ledger import Actor, Purpose, access
from sebayu.core.ledger.errors import Forbidden

FREQUENCIES = [*Frequency, ROLLING]
WHICH = ("counted", "of", "missing")  # in the numerator; in the denominator; in the denominator only
EVERYBODY = "indicator.read"  # rows of one's own office need no more than a desk there
BASIS = "UU 25/2009 tentang Pelayanan Publik"


@dataclass(frozen=True, slots=True)
class Rows:
    """One page of rows: `columns` are headings, `links` the address of each row, empty for who may not open it, `after` goes into the
    next call.

    `total` counts what this viewer may see of it, `hidden` the rest.
    """

    columns: list[str]
    rows: list[list[Any]]
    links: list[str]
    total: int
    after: str = ""
    hidden: int = 0
    keys: list[str] = field(default_factory=list)


def rows(
    key: str,
    *,
    by: Actor,
    scope: str = REGION,
    period_start: dt.date,
    frequency: str,
    which: str = "counted",
    after: str | None = None,
    size: int = 50,
) -> Rows:
    """The rows that made this number, in the order of their keys. Raises Forbidden, UnknownScope."""
    indicator = catalogue.get(key)
    source = catalogue.source_of(indicator)
    if source is None:
        raise Forbidden  # a stated number has no rows here, it has a letter
    if source.permission != EVERYBODY and not roles.can(by, source.permission):
        raise Forbidden
    everything = _narrowed(indicator, source, scope, period_start, frequency, which)
    whole = perms.sees_everything(by, source.permission) or perms.answers_for(
        by, owner_of(indicator, timezone.localdate())
    )
    seen = everything if whole else everything.filter(_own(by))
    detail = {
        "indicator": key,
        "scope": scope,
        "period": periods.key(frequency, period_start),
        "which": which,
    }
    with access.reading(
        by=by, purpose=Purpose(f"Menelusuri indikator: {indicator.title}", BASIS), detail=detail
    ) as note:
        total = seen.count()
        hidden = everything.count() - total
        page = _page(source, seen, after, size + 1)
        note.detail["rows"] = min(len(page), size)
    more = len(page) > size
    page = page[:size]
    shown = {name: str(heading) for name, heading in source.columns.items() if heading}
    labels = _labels(everything.model, shown)
    opens = perms.opener(by)
    return Rows(
        columns=list(shown.values()),
        rows=[[labels.get(name, {}).get(row[name], row[name]) for name in shown] for row in page],
        links=[source.link(row) if source.link and opens(row["office_key"]) else "" for row in page],
        total=total,
        after=str(page[-1]["pk"]) if more else "",
        hidden=hidden,
        keys=[str(row["pk"]) for row in page],
    )


def _labels(model: Any, names: Iterable[str]) -> dict[str, dict[Any, str]]:
    """What stored words mean to a reader."""
    fields = {field.name: field for field in model._meta.concrete_fields}
    return {
        name: {value: str(label) for value, label in fields[name].flatchoices}
        for name in names
        if name in fields and fields[name].choices
    }


def _page(source: Source, seen: Any, after: str | None, most: int) -> list[dict[str, Any]]:
    if after:
        try:
            seen = seen.filter(pk__gt=after)
        except (ValidationError, ValueError):
            return []
    return list(seen.order_by("pk").values(*dict.fromkeys(["pk", "office_key", *source.columns]))[:most])


def _own(by: Actor) -> Q:
    """Rows of the viewer's own offices, and for a kecamatan those of its area."""
    offices = perms.own_offices(by)
    if not offices or not roles.is_officer(by):
        raise Forbidden
    below = Q()
    if {"camat", "camat_officer"} & by.roles:
        for area in by.areas:
            below |= Q(area_code=area) | Q(area_code__startswith=f"{area}.")
    return Q(office_key__in=offices) | below


def _narrowed(
    indicator: Indicator, source: Source, scope: str, period_start: dt.date, frequency: str, which: str
) -> Any:
    first, last = periods.days(frequency, period_start, indicator.window_days)
    found = source.rows()
    if source.between is not None:
        found = source.between(found, first, last)
    return found.filter(_place(scope), _measured(indicator, which), day__gte=first, day__lte=last)


def _place(scope: str) -> Q:
    if offices := scopes.parted(scope):
        return Q(office_key__in=offices)
    kind, _colon, key = scope.partition(":")
    if scope == REGION:
        return Q()
    if kind == "office" and key:
        return Q(office_key=key)
    if kind == "area" and key:
        return Q(area_code=key) | Q(area_code__startswith=f"{key}.")
    raise UnknownScope


def _measured(indicator: Indicator, which: str) -> Q:
    """Rows in which the measure is not nought."""
    if which not in WHICH:
        raise UnknownScope
    over, *under = indicator.formula.measures  # type: ignore[union-attr]
    counted = ~Q(**{over: 0})
    if not under or which == "counted":
        return counted
    of = ~Q(**{under[0]: 0})
    return of if which == "of" else of & Q(**{over: 0})

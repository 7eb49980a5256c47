"""The promise of one number: its targets and where it started. Decisions with their basis; the number itself is computed, never entered."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sebayu.core.areas.models import Area
from sebayu.core.identity.acting import actor_of
from sebayu.core.identity.doors import door
from sebayu.core.identity.enums import OfficeKind
from sebayu.core.identity.models import Office
from sebayu.core.indicators import actions, perms, reading, words
from sebayu.core.indicators.declare import Indicator
from sebayu.core.indicators.enums import REGION
from sebayu.core.indicators.errors import BasisRequired, CannotBeTyped, UnknownScope
from sebayu.core.indicators.models import Baseline, Target
from sebayu.core.ledger.errors import HouseError
from sebayu.web import formats
from sebayu.web.desk import export
from sebayu.web.room import cards
from sebayu.web.room.forms import BaselineForm, DecisionForm, TargetForm
from sebayu.web.room.places import asked, declared, is_place, named

TARGET, BASELINE = "target", "baseline"
FIELDS = {CannotBeTyped: "value", BasisRequired: "basis"}
Decided = Target | Baseline


@door(allow="indicator.read")
@require_safe
def promise(request: HttpRequest, key: str) -> HttpResponse:
    """What was decided about this number, newest first; for the secretariat also the forms."""
    indicator = declared(key)
    scope = asked(request.GET.get("lingkup", ""))
    if (form := request.GET.get("berkas", "")) in ("csv", "xlsx"):
        head = [_("Jenis"), _("Tahun"), _("Nilai"), _("Dasar"), _("Ditetapkan"), _("Oleh jabatan"), _("Digantikan")]  # fmt: skip
        return export.respond(form, "janji", head, [_cells(row) for row in _history(indicator, scope)])
    return _page(request, indicator, scope)


@door(allow="indicator.target")
@require_POST
def set_target(request: HttpRequest, key: str) -> HttpResponse:
    """Decide what is wanted by the end of a year."""
    return _decide(request, key, TARGET, TargetForm, actions.set_target)


@door(allow="indicator.target")
@require_POST
def set_baseline(request: HttpRequest, key: str) -> HttpResponse:
    """Decide where the counting starts."""
    return _decide(request, key, BASELINE, BaselineForm, actions.set_baseline)


def _decide(
    request: HttpRequest, key: str, name: str, kind: type[DecisionForm], act: Callable[..., Decided]
) -> HttpResponse:
    indicator = declared(key)
    typed = request.POST.get("scope", "")
    form = kind(indicator, typed, request.POST)
    if form.is_valid():
        if not is_place(typed):
            form.add_error(None, str(UnknownScope()))
        elif (row := _done(request, indicator, form, act)) is not None:
            messages.success(request, _said(indicator, row))
            return redirect(f"{reverse('room:promise', args=[key])}?{urlencode({'lingkup': typed})}")
    return _page(request, indicator, asked(typed), **{name: form})


def _done(
    request: HttpRequest, indicator: Indicator, form: DecisionForm, act: Callable[..., Decided]
) -> Decided | None:
    data = {name: value for name, value in form.cleaned_data.items() if value is not None}
    try:
        return act(by=actor_of(request), key=indicator.key, **data)
    except HouseError as error:
        form.add_error(FIELDS.get(type(error)), str(error))
        return None


def _said(indicator: Indicator, row: Decided) -> str:
    """What was understood, said back: a comma in the wrong place shows at once."""
    if row.value is None:
        return _("Titik awal %(year)s tersimpan: angka yang dihitung untuk tahun itu.") % {"year": row.year}
    value = words.exactly(row.value, indicator.unit)
    text = _("Target %(year)s tersimpan: %(value)s.") if isinstance(row, Target) else _("Titik awal %(year)s tersimpan: %(value)s.")  # fmt: skip
    return text % {"year": row.year, "value": value}


def _page(request: HttpRequest, indicator: Indicator, scope: str, **forms: DecisionForm) -> HttpResponse:
    query, latest = urlencode({"lingkup": scope}), reading.latest(indicator.key, scope=scope)
    context: dict[str, Any] = {
        "indicator": indicator,
        "reading": latest,
        "said": cards.told(indicator, latest.value),
        "period": cards.period(latest),
        "scope": scope,
        "scope_name": named(scope),
        "places": _places(),
        "history": _history(indicator, scope),
        "may_decide": perms.can_decide(actor_of(request)),
        "target": forms.get(TARGET) or TargetForm(indicator, scope),
        "baseline": forms.get(BASELINE) or BaselineForm(indicator, scope),
        "query": query,
        "back": f"{reverse('room:number', args=[indicator.key])}?{query}",
    }
    return render(request, "room/promise.html", context, status=422 if forms else 200)


def _places() -> list[tuple[str, list[tuple[str, str]]]]:
    """Everything a target may be for, in groups of a select."""
    today = timezone.localdate()
    offices = Office.objects.on(today).exclude(kind__in=[OfficeKind.RT, OfficeKind.RW]).order_by("name")
    areas = Area.objects.on(today).exclude(kind="province").select_related("parent").order_by("code")
    return [
        ("", [(REGION, named(REGION))]),
        (_("Kantor"), [(f"office:{o.key}", o.name) for o in offices]),
        (_("Wilayah"), [(f"area:{a.code}", a.label) for a in areas]),
    ]


@dataclass(frozen=True)
class Row:
    """One decision of the past or of today."""

    kind: str
    year: int
    value: str
    basis: str
    set_at: dt.datetime
    post: str
    replaced_at: dt.datetime | None


def _history(indicator: Indicator, scope: str) -> list[Row]:
    """Targets and starting points of one place; what holds stands first. Posts, never a person's name."""
    same = {"indicator_key": indicator.key, "scope": scope}
    found: list[Decided] = [*Target.objects.filter(**same), *Baseline.objects.filter(**same)]
    found.sort(key=lambda row: (row.replaced_at is not None, -row.set_at.timestamp()))
    return [
        Row(
            kind=_("Target") if isinstance(row, Target) else _("Titik awal"),
            year=row.year,
            value=_value(indicator, row),
            basis=row.basis,
            set_at=row.set_at,
            post=row.set_by_post,
            replaced_at=row.replaced_at,
        )
        for row in found
    ]


def _value(indicator: Indicator, row: Decided) -> str:
    if row.value is None:
        return _("angka yang dihitung")
    text = words.exactly(row.value, indicator.unit)
    if isinstance(row, Target) and row.band:
        return f"{text} ± {words.exactly(row.band, indicator.unit)}"
    return text


def _cells(row: Row) -> tuple[Any, ...]:
    gone = formats.day(row.replaced_at) if row.replaced_at else ""
    return (row.kind, row.year, row.value, row.basis, formats.day(row.set_at), row.post, gone)

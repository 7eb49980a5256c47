"""One number: what it means, how it was computed, how it moved, where it differs, what was corrected, and the rows behind it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from sebayu.core.identity.acting import actor_of
from sebayu.core.identity.doors import PUBLIC as ANYBODY
from sebayu.core.identity.doors import door
from sebayu.core.identity.models import Office
from sebayu.core.indicators import catalogue, drill, perms, reading
from sebayu.core.indicators.declare import Confidence, Direction, Indicator
from sebayu.core.indicators.enums import REGION
from sebayu.core.indicators.models import Statement
from sebayu.core.indicators.owners import owner_of
from sebayu.core.indicators.public import shelf
from sebayu.core.indicators.reading import Reading
from sebayu.web import formats
from sebayu.web.desk import export
from sebayu.web.room import cards, charts
from sebayu.web.room.places import asked, declared, named
from sebayu.web.statements import owned

FIRST_YEAR, LAST_YEAR = 1900, 2200
MOST_LINES = 12  # offices shown at once; the others unfold
WHICH = {
    "counted": gettext_lazy("yang dihitung"),
    "of": gettext_lazy("seluruhnya"),
    "missing": gettext_lazy("yang belum"),
}
DIRECTIONS = {
    Direction.UP: gettext_lazy("makin besar makin baik"),
    Direction.DOWN: gettext_lazy("makin kecil makin baik"),
    Direction.HOLD: gettext_lazy("dijaga di sekitar janji"),
}
CONFIDENCES = {
    Confidence.RECORDED: gettext_lazy("Dihitung dari yang dilakukan sistem ini sendiri"),
    Confidence.REGISTER: gettext_lazy("Dihitung dari register milik kantor lain"),
    Confidence.SAMPLED: gettext_lazy("Dari warga yang menjawab, bukan dari semua"),
    Confidence.DECLARED: gettext_lazy(
        "Dinyatakan dan ditandatangani kantor pemiliknya; tidak dihitung di sini"
    ),
}


@dataclass(frozen=True)
class Line:
    """One office in the ranking of a number."""

    name: str
    value: str
    share: float
    href: str


@door(allow="indicator.read")
@require_safe
def numbers(request: HttpRequest) -> HttpResponse:
    """All numbers of the house, with search and a filter by dimension."""
    text, dimension = request.GET.get("cari", "").strip()[:80], request.GET.get("dimensi", "")
    rows = [
        row
        for row in catalogue.all()
        if (not dimension or row.dimension == dimension)
        and text.casefold() in f"{row.title} {row.key} {row.about}".casefold()
    ]
    shown = cards.cards(rows)
    if (form := request.GET.get("berkas", "")) in ("csv", "xlsx"):
        head = [_("Kunci"), _("Angka"), _("Nilai"), _("Satuan"), _("Periode"), _("Keadaan"), _("Janji")]
        table = [(c.key, c.title, c.figure, c.unit, c.period, c.standing, c.promise) for c in shown]
        return export.respond(form, "angka", head, table)
    context = {
        "cards": shown,
        "text": text,
        "dimension": dimension,
        "dimensions": sorted({row.dimension for row in catalogue.all() if row.dimension}),
        "query": urlencode({"cari": text, "dimensi": dimension}),
        "now": timezone.now(),
    }
    return render(request, "room/numbers.html", context)


@door(allow="indicator.read")
@require_safe
def number(request: HttpRequest, key: str) -> HttpResponse:
    """One number for those who lead."""
    return _number(request, key, public=False)


@door(allow=ANYBODY)
@require_safe
def public_number(request: HttpRequest, key: str) -> HttpResponse:
    """One number for everybody: the same arithmetic, small numbers hidden, no rows."""
    return _number(request, key, public=True)


def _number(request: HttpRequest, key: str, *, public: bool) -> HttpResponse:
    indicator = declared(key, public)
    scope = asked(request.GET.get("lingkup", ""))
    today = timezone.localdate()
    latest = reading.latest(key, scope=scope, at=today)
    series = reading.many_series([key], scope=scope, last=24, at=today).get(key, [])
    if public:
        numbers = shelf.published()
        latest = shelf.shown(indicator, latest, numbers)
        series = [shelf.shown(indicator, row, numbers) for row in series]
    source = catalogue.source_of(indicator)
    lines = _lines(indicator, public) if scope == REGION else []
    context = {
        "indicator": indicator,
        "card": cards.card(indicator, latest, series[-12:], public=public),
        "reading": latest,
        "said": cards.told(indicator, latest.value),
        "chart": charts.line(indicator, series),
        "arithmetic": _arithmetic(indicator, latest),
        "measures": [(name, _(source.measures[name])) for name in indicator.formula.measures]
        if source and indicator.formula
        else [],
        "source": source,
        "scope": scope,
        "scope_name": named(scope),
        "lines": lines[:MOST_LINES],
        "more_lines": lines[MOST_LINES:],
        "rows_links": [] if public else _rows_links(indicator, latest),
        "revisions": [] if public else reading.revisions(key, scope=scope, last=8),
        "owner": _owner(indicator, today),
        "direction": DIRECTIONS[indicator.direction],
        "confidence": CONFIDENCES[indicator.confidence],
        "formula": str(indicator.formula or ""),
        "now": latest.computed_at or timezone.now(),
        "public": public,
    }
    context |= {} if indicator.is_computed else _statement(indicator, latest)
    context |= {} if public else _doors(request, indicator, scope)
    return render(request, "room/number_public.html" if public else "room/number.html", context)


def _statement(indicator: Indicator, row: Reading) -> dict[str, Any]:
    """Who stated a declared number, with which evidence, and until when it counts; a faded one is told, not shown."""
    if row.last_value is None:
        return {}
    return {
        "statement": Statement.objects.get(pk=row.statement_id),
        "counts_until": owned.until(indicator, row),
        "last_said": cards.told(indicator, row.last_value) if row.is_faded else "",
        "last_period": cards.period(row),
    }


def _doors(request: HttpRequest, indicator: Indicator, scope: str) -> dict[str, Any]:
    """Where to go from here: the promise for everybody of the room, the statement for the head of the owning office."""
    actor = actor_of(request)
    return {
        "promise_url": f"{reverse('room:promise', args=[indicator.key])}?{urlencode({'lingkup': scope})}",
        "may_decide": perms.can_decide(actor),
        "state_url": reverse("statements:one", args=[indicator.key]) if indicator in owned.by(actor) else "",
    }


def _arithmetic(indicator: Indicator, row: Reading) -> str:
    """The sum as a reader can check it: 100 × 18 ÷ 29 = 62 %."""
    if row.value is None or indicator.formula is None:
        return ""
    top = formats.number(_whole(row.numerator))
    if row.denominator is None:
        return f"{top} = {cards.said(row.value, indicator.unit)}"
    scale = getattr(indicator.formula, "scale", 100.0)
    times = "" if scale == 1 else f"{formats.number(_whole(scale))} × "
    below = formats.number(_whole(row.denominator))
    return f"{times}{top} ÷ {below} = {cards.said(row.value, indicator.unit)}"


def _whole(value: float | None) -> float | int:
    value = value or 0
    return int(value) if value == int(value) else round(value, 2)


def _lines(indicator: Indicator, public: bool) -> list[Line]:
    """Every office with a number, the one with the longest way to go first."""
    found = reading.by_scope(indicator.key, kind="office")
    if public:
        numbers = shelf.published()
        found = {scope: shelf.shown(indicator, row, numbers) for scope, row in found.items()}
    names = dict(
        Office.objects.filter(key__in=[s.partition(":")[2] for s in found]).values_list("key", "name")
    )
    most = max((abs(row.value) for row in found.values() if row.value is not None), default=0.0)
    page = reverse("room:public_number" if public else "room:number", args=[indicator.key])
    lines = []
    for scope, row in found.items():
        key = scope.partition(":")[2]
        if row.value is None:
            continue
        lines.append(
            Line(
                name=names.get(key, key),
                value=cards.said(row.value, indicator.unit),
                share=round(abs(row.value) / most, 4) if most else 0.0,
                href=f"{page}?{urlencode({'lingkup': scope})}",
            )
        )
    worst_first = indicator.direction != Direction.DOWN
    return sorted(lines, key=lambda line: (line.share if worst_first else -line.share, line.name))


def _rows_links(indicator: Indicator, row: Reading) -> list[tuple[str, str, str]]:
    """Doors to the rows behind the number: those counted, all of them, and those that are missing."""
    if not indicator.is_computed or row.value is None or row.period_start is None:
        return []
    base = reverse("room:rows", args=[indicator.key])
    query = {"lingkup": row.scope, "awal": row.period_start.isoformat(), "per": str(row.frequency)}
    labels = WHICH if row.denominator is not None else {"counted": WHICH["counted"]}
    return [(str(labels[which]), f"{base}?{urlencode({**query, 'lihat': which})}", which) for which in labels]


def _owner(indicator: Indicator, today: dt.date) -> str:
    key = owner_of(indicator, today)
    return Office.objects.filter(pk=key).values_list("name", flat=True).first() or "" if key else ""


def _shown(cell: Any) -> Any:
    return formats.short_day(cell) if isinstance(cell, dt.date) else cell


def _asked_day(text: str) -> dt.date:
    """The first day of a period; of years no calendar here reaches there is no page."""
    try:
        day = dt.date.fromisoformat(text)
    except ValueError:
        raise Http404 from None
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise Http404
    return day


@door(allow="indicator.read")
@require_safe
def rows(request: HttpRequest, key: str) -> HttpResponse:
    """The rows behind a number, within what the viewer may open; nobody's name is among them."""
    indicator = declared(key, public=False)
    which = request.GET.get("lihat", "counted")
    start = _asked_day(request.GET.get("awal", ""))
    frequency = request.GET.get("per", str(indicator.frequency))
    if which not in WHICH or frequency not in set(map(str, drill.FREQUENCIES)):
        raise Http404
    scope = asked(request.GET.get("lingkup", ""))
    found = drill.rows(
        key, by=actor_of(request), scope=scope, period_start=start, frequency=frequency, which=which,
        after=request.GET.get("sesudah") or None,
    )  # fmt: skip
    row = reading.at_period(key, scope=scope, frequency=frequency, period_start=start)
    query = {"lihat": which, "lingkup": scope, "awal": start.isoformat(), "per": frequency}
    context: dict[str, Any] = {
        "indicator": indicator,
        "found": found,
        "table": [
            ([(column, _shown(cell)) for column, cell in zip(found.columns, cells, strict=True)], link)
            for cells, link in zip(found.rows, found.links, strict=True)
        ],
        "which": which,
        "which_name": WHICH[which],
        "tabs": _rows_links(indicator, row),
        "period": cards.period(row),
        "arithmetic": _arithmetic(indicator, row),
        "scope_name": named(scope),
        "back": f"{reverse('room:number', args=[key])}?{urlencode({'lingkup': scope})}",
        "next": f"?{urlencode({**query, 'sesudah': found.after})}" if found.after else "",
        "now": timezone.now(),
    }
    return render(request, "room/rows.html", context)

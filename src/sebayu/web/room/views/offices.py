"""What runs, what is late, what was finished this week, office by office. No number without its rows, no invented number."""

import datetime as dt
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from sebayu.core.cases.enums import CaseState, StepKind
from sebayu.core.cases.figures import OfficeFigures, by_office
from sebayu.core.cases.models import Case
from sebayu.core.identity.doors import door
from sebayu.core.identity.models import Office
from sebayu.web import formats

MOST = 200
WARDS = ("kelurahan", "desa")


@dataclass(frozen=True)
class Line:
    """One office with its figures."""

    key: str
    name: str
    figures: OfficeFigures


@door(allow="indicator.read")
@require_safe
def table(request: HttpRequest) -> HttpResponse:
    """Every office with what runs, waits, is late and was finished."""
    since = week_began()
    counted = {f.office_key: f for f in by_office(since=since)}
    offices = dict(Office.objects.on(timezone.localdate()).filter(kind__in=WARDS).values_list("key", "name"))
    names = offices | dict(
        Office.objects.filter(key__in=set(counted) - set(offices)).values_list("key", "name")
    )
    lines = [Line(key, names[key], counted.get(key, OfficeFigures(key))) for key in names]
    lines.sort(key=lambda line: (-line.figures.late, -line.figures.open, line.name))
    totals = {
        name: sum(getattr(line.figures, name) for line in lines)
        for name in ("open", "late", "waiting", "issued", "refused")
    }
    return render(
        request,
        "room/offices.html",
        {"lines": lines, "totals": totals, "since": since, "now": timezone.now()},
    )


def week_began() -> dt.datetime:
    """Monday, 00.00, on the region's clock."""
    today = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    return today - dt.timedelta(days=today.weekday())


VIEWS = {
    "berjalan": gettext_lazy("Sedang berjalan"),
    "terlambat": gettext_lazy("Lewat batas waktu"),
    "menunggu": gettext_lazy("Menunggu jawaban warga"),
    "terbit": gettext_lazy("Terbit minggu ini"),
    "ditolak": gettext_lazy("Ditolak minggu ini"),
}


@door(allow="indicator.read")
@require_safe
def office(request: HttpRequest, key: str = "") -> HttpResponse:
    """The rows behind a number, of one office or of all: cases by number and service, without anybody's name."""
    name = get_object_or_404(Office, pk=key).name if key else _("Semua kantor")
    which = request.GET.get("lihat", "berjalan")
    if which not in VIEWS:
        raise Http404
    cases = _rows([key] if key else list(Office.objects.values_list("key", flat=True)), which)
    context = {
        "name": name,
        "of_all": not key,
        "which": which,
        "title": VIEWS[which],
        "views": VIEWS.items(),
        "rows": [_row(case) for case in cases[:MOST]],
        "total": cases.count(),
        "most": MOST,
        "now": timezone.now(),
    }
    return render(request, "room/office.html", context)


def _rows(keys: list[str], which: str):  # type: ignore[no-untyped-def] - a QuerySet of cases
    cases = Case.objects.filter(office_key__in=keys).only(
        "id",
        "office_name",
        "number",
        "service_title",
        "state",
        "step_kind",
        "step_since",
        "opened_at",
        "due_at",
        "closed_at",
    )
    if which in ("terbit", "ditolak"):
        state = CaseState.ISSUED if which == "terbit" else CaseState.REFUSED
        return cases.filter(closed_at__gte=week_began(), state=state).order_by("-closed_at")
    running = cases.filter(closed_at=None).order_by("due_at", "id")
    if which == "terlambat":
        return running.filter(due_at__lt=timezone.now())
    return running.filter(state=CaseState.WAITING_CITIZEN) if which == "menunggu" else running


def _row(case: Case) -> dict:
    now = timezone.now()
    late = case.closed_at is None and case.due_at < now
    step = (
        StepKind(case.step_kind).label
        if case.step_kind and case.state == CaseState.OPEN
        else CaseState(case.state).label
    )
    return {
        "number": case.number,
        "office": case.office_name,
        "service": case.service_title,
        "step": _("Menunggu jawaban warga") if case.state == CaseState.WAITING_CITIZEN else str(step),
        "since": formats.near(case.step_since or case.opened_at, now),
        "due": formats.near(case.closed_at or case.due_at, now),
        "late": formats.left(case.due_at, now) if late else "",
    }

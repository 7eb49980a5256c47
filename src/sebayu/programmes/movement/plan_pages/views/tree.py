"""The plan with its progress, the roll-ups with their arithmetic, the quick wins."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sebayu.core.identity.acting import actor_of
from sebayu.core.identity.doors import door
from sebayu.programmes.movement.evidence import progress
from sebayu.programmes.movement.evidence.enums import INSIDE
from sebayu.programmes.movement.plan import current, owners, perms, sections
from sebayu.programmes.movement.plan.enums import Group, Horizon
from sebayu.programmes.movement.plan.models import Plan
from sebayu.programmes.movement.plan.perms import READ
from sebayu.programmes.movement.plan_pages.present import tree as present
from sebayu.programmes.movement.plan_pages.views.finding import dimensions, plan_of
from sebayu.web.components import Pager
from sebayu.web.desk import export
from sebayu.web.desk.frame import show
from sebayu.web.office.paging import address

SIZE = 30


@door(allow=READ)
@require_safe
def tree(request: HttpRequest) -> HttpResponse:
    """One edition, every initiative with the share that was computed for it."""
    plan, actor = plan_of(request), actor_of(request)
    may_write = perms.can_write(actor)
    if plan is None:
        return show(request, "plan/empty.html", {"may_write": may_write})
    picked = present.chosen(request.GET)
    found = present.listing(plan, picked)
    if (form := request.GET.get("berkas", "")) in ("csv", "xlsx"):
        head, lines = present.lines(found.rows)
        return export.respond(form, f"rencana-{timezone.localdate():%Y-%m-%d}", head, lines)
    page = Paginator(found.rows, SIZE).get_page(request.GET.get("hal"))
    path = reverse("movement_plan:tree")
    kept = {**picked, "edisi": request.GET.get("edisi", "")}
    context = {
        "plan": plan,
        "plans": list(Plan.objects.all()),
        "found": found,
        "groups": present.grouped(list(page), found.dimensions),
        "pager": Pager.of(page, request) if found.rows else None,
        "picked": picked,
        "narrowed": any(picked.values()),
        "choices": choices(plan, found),
        "may_write": may_write,
        "beginnings": [] if found.every else sections.drawn(sections.EMPTY, request, plan),
        "path": path,
        "clear": address(path, {"edisi": kept["edisi"]}),
        "xlsx": address(path, kept, berkas="xlsx"),
        "csv": address(path, kept, berkas="csv"),
    }
    return show(request, "plan/tree.html", context)


def choices(plan: Plan, found: present.Listing) -> dict[str, list[tuple[str, Any]]]:
    return {
        "dimensi": [(d.key, d.title) for d in dimensions(plan)],
        "opd": found.offices,
        "jangka": Horizon.choices,
        "kelompok": Group.choices,
        "keadaan": INSIDE,
    }


@door(allow=READ)
@require_safe
def rolls(request: HttpRequest) -> HttpResponse:
    """The same sum four ways: by dimension, office, horizon, area, each with its arithmetic."""
    plan = plan_of(request)
    if plan is None:
        return show(request, "plan/empty.html", {"may_write": perms.can_write(actor_of(request))})
    rows = list(plan.initiatives.select_related("dimension").tree())
    shares = progress.many(rows)
    titles = {
        "dimension": _("Dimensi"),
        "office": _("Perangkat daerah"),
        "horizon": _("Jangka"),
        "area": _("Wilayah"),
    }
    tables = [
        (title, progress.roll_up(by, initiatives=rows, progress=shares)) for by, title in titles.items()
    ]
    if (form := request.GET.get("berkas", "")) in ("csv", "xlsx"):
        return _file(form, tables)
    context = {"plan": plan, "whole": progress.whole(rows, shares), "tables": tables, "path": reverse("movement_plan:rolls"),
               "edition": str(plan.id)}  # fmt: skip
    return show(request, "plan/rolls.html", context)


def _file(form: str, tables: list[tuple[str, list[progress.Roll]]]) -> HttpResponse:
    head = [
        _("Menurut"),
        _("Kelompok"),
        _("Kemajuan"),
        _("Inisiatif"),
        _("Belum ada bukti"),
        _("Tonggak lewat"),
        _("Perhitungan"),
    ]
    lines = [
        [title, r.title, r.text, r.count, r.unproven, r.late, r.arithmetic]
        for title, rows in tables
        for r in rows
    ]
    return export.respond(form, f"rekap-rencana-{timezone.localdate():%Y-%m-%d}", head, lines)


@door(allow=READ)
@require_safe
def quick_wins(request: HttpRequest) -> HttpResponse:
    """One promise per dimension for this year, and what proves it."""
    plan = plan_of(request)
    rows = list(plan.initiatives.filter(quick_win=True).select_related("dimension").tree()) if plan else []
    shares, who = progress.many(rows), owners.many(rows)
    filled = {row.dimension_id for row in rows}
    empty = [d for d in dimensions(plan) if d.id not in filled] if plan else []
    context = {
        "plan": plan,
        "rows": [present.Row(row, who.get(row.id, owners.NOBODY), shares[row.id]) for row in rows],
        "missing": empty,
        "in_force": plan is not None and plan == current.plan(),
        "may_write": perms.can_write(actor_of(request)),
    }
    return show(request, "plan/quick_wins.html", context)

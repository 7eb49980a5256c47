"""The plan as everybody may see it: no internal notes, no case numbers, no names of officers, and every percent from published numbers."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from sebayu.core.identity.doors import PUBLIC, door
from sebayu.programmes.movement.evidence import numbers, progress
from sebayu.programmes.movement.evidence.enums import PartKind, ProgressState
from sebayu.programmes.movement.plan import current, owners, sections
from sebayu.programmes.movement.plan.models import Initiative
from sebayu.programmes.movement.plan_pages.present import initiative as one
from sebayu.programmes.movement.plan_pages.present import tree as present
from sebayu.programmes.movement.plan_pages.views.finding import dimensions
from sebayu.programmes.movement.structure import pages
from sebayu.web.components import Pager
from sebayu.web.office.paging import address

SIZE = 25
PICKED = ("q", "dimensi", "keadaan")


@door(allow=PUBLIC)
@require_safe
def plan(request: HttpRequest) -> HttpResponse:
    """The edition in force, by dimension; drafts stay inside."""
    found = current.plan()
    if found is None:
        return render(request, "plan/public_empty.html")
    picked = {key: value for key, value in present.chosen(request.GET).items() if key in PICKED}
    listing = present.listing(found, picked, read=numbers.published)
    if form := pages.wanted_file(request):
        return pages.file(form, "rencana-kota-cerdas", *present.lines(listing.rows))
    page = Paginator(listing.rows, SIZE).get_page(request.GET.get("hal"))
    path = reverse("movement_plan:public")
    context = {
        "plan": found,
        "found": listing,
        "groups": present.grouped(list(page), listing.dimensions),
        "wins": [row for row in listing.rows if row.initiative.quick_win] if page.number == 1 else [],
        "pager": Pager.of(page, request) if listing.rows else None,
        "narrowed": any(picked.values()),
        "states": ProgressState.choices,
        **{form: address(path, picked, berkas=form) for form in pages.FILES},
        "picked": picked,
        "dimensions": dimensions(found),
        "sections": sections.drawn(sections.PUBLIC_PLAN, request, found),
    }
    return render(request, "plan/public.html", context)


@door(allow=PUBLIC)
@require_safe
def initiative(request: HttpRequest, code: str) -> HttpResponse:
    """One promise: who keeps it, until when, and what has been seen of it."""
    found = current.plan()
    rows = Initiative.objects.select_related("dimension", "sub_dimension", "goal", "plan")
    row = rows.filter(plan=found, code=code).first() if found else None
    if row is None:
        raise Http404
    return render(request, "plan/public_initiative.html", _context(request, row))


def _context(request: HttpRequest, row: Initiative) -> dict[str, Any]:
    on = timezone.localdate()
    share = progress.of(row, on, read=numbers.published)
    waits, _needed = one.waiting(row, on, read=numbers.published)
    proofs = [part for part in share.parts if part.kind == PartKind.PROOF]
    stones = one.stones(row, share, on)
    return {
        "i": row,
        "plan": row.plan,
        "owner": owners.of(row, on),
        "progress": share,
        "proofs": proofs,
        "hidden": sum(part.is_hidden for part in proofs),
        "stones": stones,
        "proven": sum(bool(stone.part.share) for stone in stones),
        "waits": waits,
        "sections": sections.drawn(sections.PUBLIC, request, row),
    }

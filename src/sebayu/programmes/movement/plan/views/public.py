"""The plan as everybody may see it: no internal notes, no case numbers, no names of officers."""

import datetime as dt
from dataclasses import replace
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sebayu.core.identity.doors import PUBLIC, door
from sebayu.core.indicators.public import shelf
from sebayu.programmes.movement.plan import current, owners, progress, sections
from sebayu.programmes.movement.plan.arithmetic import Part
from sebayu.programmes.movement.plan.enums import ProgressState
from sebayu.programmes.movement.plan.models import Initiative
from sebayu.programmes.movement.plan.present import initiative as one
from sebayu.programmes.movement.plan.present import tree as present
from sebayu.programmes.movement.plan.views.finding import dimensions
from sebayu.programmes.movement.structure import pages
from sebayu.web.components import Pager
from sebayu.web.office.paging import address

SIZE = 25
HIDDEN = "—"
PICKED = ("q", "dimensi", "keadaan")


@door(allow=PUBLIC)
@require_safe
def plan(request: HttpRequest) -> HttpResponse:
    """The edition in force, by dimension; drafts stay inside."""
    found = current.plan()
    if found is None:
        return render(request, "plan/public_empty.html")
    picked = {key: value for key, value in present.chosen(request.GET).items() if key in PICKED}
    listing = present.listing(found, picked)
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


def _published(row: Initiative, parts: list[Part], on: dt.date) -> list[Part]:
    """The numbers as they were published; of any other only that it proves this initiative."""
    read, numbers = progress.read(row.proofs.all(), on), shelf.published()
    return [_shown(part, read, numbers) for part in parts]


def _shown(part: Part, read: progress.Readings, numbers: shelf.Numbers) -> Part:
    key, _at, scope = part.ref.partition("@")
    reading = read.get((key, scope))
    if reading is None or not part.value:
        return part
    shown = shelf.shown(reading.indicator, reading, numbers)
    if reading.indicator.public and shown.value is not None:
        return replace(part, value=shown.text)
    why = shown.why_text.lower() if reading.indicator.public else ""
    return replace(part, value=HIDDEN, share=None, aim="", why=why or _("angkanya tidak diumumkan"))


def _context(request: HttpRequest, row: Initiative) -> dict[str, Any]:
    on = timezone.localdate()
    share = progress.of(row, on)
    waits, _needed = one.waiting(row, on)
    proofs = _published(row, [part for part in share.parts if part.kind == "proof"], on)
    return {
        "i": row,
        "plan": row.plan,
        "owner": owners.of(row, on),
        "progress": share,
        "proofs": proofs,
        "arithmetic": "" if any(part.value == HIDDEN for part in proofs) else share.arithmetic,
        "stones": one.stones(row, share, on),
        "waits": waits,
        "sections": sections.drawn(sections.PUBLIC, request, row),
    }

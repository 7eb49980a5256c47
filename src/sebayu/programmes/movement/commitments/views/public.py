"""What everybody may read."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from sebayu.core.documents import conf
from sebayu.core.documents.models import Document
from sebayu.core.identity.doors import PUBLIC, door
from sebayu.programmes.movement.commitments import promises
from sebayu.programmes.movement.commitments.models import Commitment, Seat
from sebayu.programmes.movement.commitments.present import view
from sebayu.programmes.movement.commitments.promises import Promise
from sebayu.programmes.movement.commitments.views.promises import as_file, speaks_of
from sebayu.web.components import Pager

SIZE = 20


@door(allow=PUBLIC)
@require_safe
def commitments(request: HttpRequest) -> HttpResponse:
    """Every commitment that was made, newest first; or the promises that speak of what somebody looks for. All of them as a file."""
    text = request.GET.get("cari", "")[:80].strip()
    if (form := request.GET.get("berkas", "")) in ("csv", "xlsx"):
        return as_file(_published(text), form)
    found = _published(text) if text else _newest()
    page = Paginator(found, SIZE).get_page(request.GET.get("hal"))
    context = {
        "text": text,
        "promises": list(page) if text else [],
        "rows": [] if text else [(row, view(row, row.seats.all())) for row in page],
        "pager": Pager.of(page, request),
        "path": reverse("commitments:public_list"),
    }
    return render(request, "commitments/public_list.html", context)


def _newest() -> QuerySet[Commitment]:
    seats = Prefetch("seats", Seat.objects.order_by("position"))
    return Commitment.objects.public().order_by("-issued_at", "id").prefetch_related(seats)


def _published(text: str) -> list[Promise]:
    """Promises that hold, weighed by what was published."""
    return [p for p in promises.everything(public=True) if speaks_of(p, text)]


@door(allow=PUBLIC)
@require_safe
def commitment(request: HttpRequest, slug: str) -> HttpResponse:
    """One commitment: who signed in what way, and what has become of each promise, computed today."""
    found = get_object_or_404(Commitment.objects.public(), slug=slug)
    kept: dict = {}
    for promise in promises.of_commitment(found, public=True):
        kept.setdefault(promise.undertaking.seat_id, []).append(promise)
    shown = view(found)
    document = Document.objects.filter(id=found.document_id).first()
    counts = promises.counts(p for rows in kept.values() for p in rows)
    context = {
        "c": found,
        "v": shown,
        "groups": [(g, [(row, kept.get(row.seat.id, [])) for row in g.rows]) for g in shown.groups],
        "counts": [
            (str(state.label), promises.PROMISE_TONES[state], counts[state.value])
            for state in promises.PromiseState
        ],
        "verify_url": conf.verify_url(document.token) if document else "",
    }
    return render(request, "commitments/public_one.html", context)

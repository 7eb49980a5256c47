"""The list of commitments and one of them: who has signed, who promised what."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from sebayu.core.documents import actions as documents
from sebayu.core.documents.enums import State
from sebayu.core.documents.models import Document
from sebayu.core.identity.acting import actor_of
from sebayu.core.identity.doors import door
from sebayu.programmes.movement.commitments import perms, promises
from sebayu.programmes.movement.commitments.enums import CommitmentState
from sebayu.programmes.movement.commitments.forms import SeatForm
from sebayu.programmes.movement.commitments.models import Commitment
from sebayu.programmes.movement.commitments.places import ENDS, STEPS, WAITING
from sebayu.programmes.movement.commitments.present import STATE_TONES, view
from sebayu.programmes.movement.plan import sections
from sebayu.web import formats
from sebayu.web.components import Pager
from sebayu.web.desk import export
from sebayu.web.desk.frame import show
from sebayu.web.office.paging import SIZE, address

MOST = 2000
STATES = {
    "konsep": [CommitmentState.DRAFT, CommitmentState.REHEARSED],
    "ditandatangani": [CommitmentState.SIGNING],
    "selesai": [CommitmentState.CONCLUDED],
    "batal": [CommitmentState.VOID],
}
WORDS = {
    "konsep": gettext_lazy("Konsep"),
    "ditandatangani": gettext_lazy("Sedang ditandatangani"),
    "selesai": gettext_lazy("Selesai"),
    "batal": gettext_lazy("Dibatalkan"),
}


@door(allow=perms.READ)
@require_safe
def commitments(request: HttpRequest) -> HttpResponse:
    """Every commitment, newest first."""
    chosen = _chosen(request)
    found = _narrowed(chosen)
    if (form := request.GET.get("berkas", "")) in ("csv", "xlsx"):
        return _file(found, form)
    page = Paginator(found.order_by("-created_at", "-id"), SIZE).get_page(request.GET.get("hal"))
    path = reverse("commitments:list")
    return show(
        request,
        "commitments/list.html",
        {
            "rows": [(row, STATE_TONES[CommitmentState(row.state)]) for row in page],
            "pager": Pager.of(page, request),
            "chosen": chosen,
            "states": [(key, str(WORDS[key])) for key in STATES],
            "may_write": perms.can_write(actor_of(request)),
            "notices": sections.drawn(WAITING, request),
            "path": path,
            "xlsx": address(path, chosen, berkas="xlsx"),
            "csv": address(path, chosen, berkas="csv"),
        },
    )


def _chosen(request: HttpRequest) -> dict[str, str]:
    state = request.GET.get("keadaan", "")
    return {"cari": request.GET.get("cari", "")[:80].strip(), "keadaan": state if state in STATES else ""}


def _narrowed(chosen: dict[str, str]) -> QuerySet[Commitment]:
    found = Commitment.objects.real().annotate(
        seat_count=Count("seats"),
        done_count=Count("seats", filter=Q(seats__mark__in=["signed", "paper"])),
    )
    if chosen["cari"]:
        found = found.filter(Q(title__icontains=chosen["cari"]) | Q(number__icontains=chosen["cari"]))
    if chosen["keadaan"]:
        found = found.filter(state__in=STATES[chosen["keadaan"]])
    return found


def _file(found: QuerySet[Commitment], form: str) -> HttpResponse:
    head = [_("Judul"), _("Nomor"), _("Keadaan"), _("Penanda tangan"), _("Sudah"), _("Upacara"), _("Selesai")]
    lines = (
        [
            row.title,
            row.number,
            str(row.get_state_display()),
            row.seat_count,
            row.done_count,
            formats.moment(row.ceremony_at) if row.ceremony_at else "",
            formats.moment(row.concluded_at) if row.concluded_at else "",
        ]
        for row in found.order_by("-created_at", "-id")[:MOST]
    )
    return export.respond(form, f"komitmen-{timezone.localdate():%Y-%m-%d}", head, lines)


@door(allow=perms.READ)
@require_safe
def commitment(request: HttpRequest, commitment_id: UUID) -> HttpResponse:
    return one(request, commitment_id)


def one(
    request: HttpRequest, commitment_id: UUID, *, status: int = 200, problem: str = "", seat_form: Any = None
) -> HttpResponse:
    """One commitment with its seats and promises; for the secretariat with what can be done next."""
    found = get_object_or_404(Commitment.objects.real(), id=commitment_id)
    actor = actor_of(request)
    seats = list(found.seats.order_by("position"))
    by_seat: dict[UUID, list] = {}
    for promise in promises.of_commitment(found):
        by_seat.setdefault(promise.undertaking.seat_id, []).append(promise)
    shown = view(found, seats)
    may_write = perms.can_write(actor)
    context = {
        "c": found,
        "v": shown,
        "groups": [(g, [(row, by_seat.get(row.seat.id, [])) for row in g.rows]) for g in shown.groups],
        "counts": promises.counts(p for group in by_seat.values() for p in group),
        "may_write": may_write,
        "is_draft": found.is_draft,
        "problem": problem,
        "seat_form": seat_form or (SeatForm() if may_write and found.is_draft else None),
        "steps": sections.drawn(STEPS, request, found) if may_write else [],
        "ends": sections.drawn(ENDS, request, found) if may_write else [],
        "public_url": reverse("commitments:public_one", args=[found.slug]),
    }
    return show(request, "commitments/one.html", context, status=status)


@door(allow=perms.READ)
@require_safe
def document_file(request: HttpRequest, commitment_id: UUID) -> HttpResponse:
    """The bytes as signed so far: a public act of the region, read by officials with an entry in the ledger."""
    found = get_object_or_404(Commitment.objects.real(), id=commitment_id)
    if found.document_id is None:
        raise Http404
    document = Document.objects.get(id=found.document_id)
    if document.state == State.DRAFT:
        raise Http404
    reader = perms.reading_for_region(actor_of(request), found.office_key)
    content = documents.open_file(by=reader, document=document)
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{found.slug}.pdf"'
    response["Cache-Control"] = "private, no-store"
    return response

"""Drafting on screen: the text, the seats, their promises, and what the paper will look like."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sebayu.core.areas.region import pack
from sebayu.core.identity.acting import actor_of
from sebayu.core.identity.doors import door
from sebayu.core.ledger import Actor
from sebayu.core.ledger.errors import HouseError
from sebayu.programmes.movement.commitments import actions, paper, perms
from sebayu.programmes.movement.commitments.forms import CommitmentForm, PromiseForm, SeatForm
from sebayu.programmes.movement.commitments.models import Commitment, Seat, Undertaking
from sebayu.programmes.movement.commitments.views.lists import one
from sebayu.web.desk.frame import show

FIELDS = ("title", "preamble", "considerations", "place", "ceremony_at", "refusal_blocks")


@door(allow=perms.WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def create(request: HttpRequest) -> HttpResponse:
    form = CommitmentForm(request.POST or None)
    if form.is_valid():
        root = next(office.key for office in pack().offices if office.kind in {"kota", "kabupaten"})
        made = actions.create(by=actor_of(request), office_key=root, **form.cleaned_data)
        messages.success(request, _("Konsep tersimpan. Tambahkan penanda tangan dan janjinya."))
        return redirect("commitments:one", made.id)
    context = {"form": form, "title": _("Komitmen baru"), "c": None}
    return show(request, "commitments/text.html", context, status=422 if form.is_bound else 200)


@door(allow=perms.WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, commitment_id: UUID) -> HttpResponse:
    found = get_object_or_404(Commitment.objects.real(), id=commitment_id)
    form = CommitmentForm(request.POST or None, initial={name: getattr(found, name) for name in FIELDS})
    if form.is_valid():
        try:
            actions.change(by=actor_of(request), commitment_id=found.id, **form.cleaned_data)
        except HouseError as error:
            form.add_error(None, str(error))
        else:
            return redirect("commitments:one", found.id)
    context = {"form": form, "title": _("Ubah naskah"), "c": found}
    return show(request, "commitments/text.html", context, status=422 if form.is_bound else 200)


@door(allow=perms.WRITE)
@require_POST
def add_seat(request: HttpRequest, commitment_id: UUID) -> HttpResponse:
    form = SeatForm(request.POST)
    if form.is_valid():
        try:
            made = actions.add_seat(by=actor_of(request), commitment_id=commitment_id, **form.cleaned_data)
        except HouseError as error:
            form.add_error(None, str(error))
        else:
            return redirect("commitments:seat", made.id)
    return one(request, commitment_id, status=422, seat_form=form)


@door(allow=perms.READ)
@require_http_methods(["GET", "HEAD", "POST"])
def seat(request: HttpRequest, seat_id: UUID) -> HttpResponse:
    """One seat: its promises while it is a draft, its history afterwards."""
    found = get_object_or_404(Seat.objects.select_related("commitment"), id=seat_id)
    actor = actor_of(request)
    form = PromiseForm(request.POST if "text" in request.POST else None)
    if request.method == "POST":
        done = _on_seat(request, actor, found, form)
        if done is not None:
            return done
    context = {
        "s": found,
        "c": found.commitment,
        "promises": list(found.undertakings.select_related("initiative").order_by("order")),
        "proofs": {p.id: paper.proof_text(p) for p in found.undertakings.all()},
        "events": list(found.events.order_by("id")),
        "form": form if found.commitment.is_draft and perms.can_write(actor) else None,
        "capacity": found.get_capacity_display(),
    }
    return show(request, "commitments/seat.html", context, status=422 if form.is_bound else 200)


def _on_seat(request: HttpRequest, actor: Actor, found: Seat, form: PromiseForm) -> HttpResponse | None:
    try:
        if "buang" in request.POST:
            promise = get_object_or_404(Undertaking, id=_uuid(request.POST["buang"]), seat=found)
            actions.remove_promise(by=actor, promise_id=promise.id)
        elif "hapus" in request.POST:
            actions.remove_seat(by=actor, seat_id=found.id)
            return redirect("commitments:one", found.commitment_id)
        elif form.is_valid():
            actions.add_promise(by=actor, seat_id=found.id, **form.cleaned_data)
        else:
            return None
    except HouseError as error:
        form.add_error(None, str(error)) if form.is_bound else messages.error(request, str(error))
        return None
    return redirect("commitments:seat", found.id)


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Http404 from None


@door(allow=perms.READ)
@require_safe
def preview(request: HttpRequest, commitment_id: UUID, page: int) -> HttpResponse:
    """A page of the draft as it will be printed."""
    found = get_object_or_404(Commitment.objects.real(), id=commitment_id)
    seats: list[Any] = list(found.seats.order_by("position").prefetch_related("undertakings"))
    pages = paper.pictures(found, seats)
    if not 1 <= page <= len(pages):
        raise Http404
    response = HttpResponse(pages[page - 1], content_type="image/png")
    response["Cache-Control"] = "private, no-store"
    return response

"""The big screen and the secretariat's control page."""

from __future__ import annotations

import datetime as dt
import json
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils.dateparse import parse_datetime
from django.utils.timezone import is_aware
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from sebayu.core.documents.enums import State
from sebayu.core.documents.models import Document
from sebayu.core.identity.acting import actor_of
from sebayu.core.identity.doors import door
from sebayu.core.ledger import Actor
from sebayu.core.ledger.errors import HouseError
from sebayu.programmes.movement.ceremony import actions
from sebayu.programmes.movement.ceremony.pacing import onlookers
from sebayu.programmes.movement.commitments import perms
from sebayu.programmes.movement.commitments.forms import posts
from sebayu.programmes.movement.commitments.models import Commitment, Seat
from sebayu.programmes.movement.commitments.present import view
from sebayu.programmes.movement.commitments.views.lists import one
from sebayu.programmes.movement.signing import actions as signing
from sebayu.web.desk.forms import SettleForm
from sebayu.web.desk.frame import show

MOST_AT_ONCE = 60


@door(allow=perms.WRITE)
@require_POST
def rehearse(request: HttpRequest, commitment_id: UUID) -> HttpResponse:
    """Begin a rehearsal, or begin it again."""
    found = get_object_or_404(Commitment.objects.real(), id=commitment_id)
    try:
        return redirect("ceremony:control", actions.rehearse(by=actor_of(request), commitment_id=found.id).id)
    except HouseError as error:
        return one(request, found.id, status=error.status, problem=str(error))


@door(allow=perms.WRITE)
@never_cache
@require_safe
def control(request: HttpRequest, commitment_id: UUID) -> HttpResponse:
    """What happens next, and what to do when it does not."""
    return _control(request, get_object_or_404(Commitment, id=commitment_id))


def _control(
    request: HttpRequest,
    found: Commitment,
    *,
    problem: str = "",
    settle: SettleForm | None = None,
    status: int = 200,
) -> HttpResponse:
    if not found.is_rehearsal and found.document_id:
        signing.catch_up(by=actor_of(request), commitment=found)
    document = Document.objects.filter(id=found.document_id).first() if found.document_id else None
    hanging = bool(document and document.state == State.UNKNOWN)
    context = {
        "c": found,
        "v": view(found),
        "problem": problem,
        "hanging": document.signers.filter(signed_at=None).first() if document and hanging else None,
        "calling": bool(document and document.state == State.SIGNING),
        "settle": (settle or SettleForm()) if hanging else None,
        "scans": found.scans.count(),
        "posts": posts(),
    }
    return show(request, "ceremony/control.html", context, status=status)


@door(allow=perms.WRITE)
@require_POST
def step(request: HttpRequest, commitment_id: UUID) -> HttpResponse:
    """One step of the ceremony."""
    found = get_object_or_404(Commitment, id=commitment_id)
    by, what = actor_of(request), request.POST.get("langkah", "")
    try:
        if what == "tuntaskan":
            return _settle(request, by, found)
        if what in STAGES:
            STAGES[what](by=by, commitment_id=found.id)
        elif what in SEATS:
            SEATS[what](request, by, get_object_or_404(Seat, id=_seat_id(request), commitment=found))
        elif what == "pindaian" and (file := request.FILES.get("pindaian")):
            actions.add_scan(by=by, commitment_id=found.id, content=file.read(10 * 2**20 + 1))
        elif what == "akhiri-gladi":
            original = actions.end_rehearsal(by=by, commitment_id=found.id)
            messages.success(request, _("Gladi selesai. Tidak ada nomor dan tanda tangan yang tersisa."))
            return redirect("commitments:one", original.id)
        elif what == "selesaikan":
            actions.conclude(by=by, commitment_id=found.id)
            messages.success(request, _("Komitmen selesai ditandatangani. Janji mulai dihitung."))
            return redirect("commitments:one", found.id)
        else:
            raise Http404
    except HouseError as error:
        return _control(request, found, problem=str(error), status=error.status)
    return redirect("ceremony:control", found.id)


STAGES = {
    "mulai": actions.start,
    "jeda": actions.pause,
    "lanjut": actions.resume,
    "kertas": actions.to_paper,
}


def _seat_id(request: HttpRequest) -> UUID:
    try:
        return UUID(request.POST.get("kursi", ""))
    except ValueError:
        raise Http404 from None


def _reason(request: HttpRequest) -> str:
    return request.POST.get("reason", "")


def _post(request: HttpRequest) -> str:
    return request.POST.get("post_key", "").strip()


SEATS = {
    "gladi-tanda": lambda request, by, seat: actions.rehearse_sign(by=by, seat_id=seat.id),
    "di-kertas": lambda request, by, seat: actions.sign_on_paper(by=by, seat_id=seat.id),
    "lewati": lambda request, by, seat: signing.skip(by=by, seat_id=seat.id, reason=_reason(request)),
    "kosongkan": lambda request, by, seat: signing.vacate(by=by, seat_id=seat.id, reason=_reason(request)),
    "buka": lambda request, by, seat: signing.reseat(by=by, seat_id=seat.id, reason=_reason(request)),
    "dudukkan": lambda request, by, seat: signing.reseat(
        by=by, seat_id=seat.id, reason=_reason(request), post_key=_post(request) or seat.post_key
    ),
    "tautan": lambda request, by, seat: signing.send_link(by=by, seat_id=seat.id),
}


def _settle(request: HttpRequest, by: Actor, found: Commitment) -> HttpResponse:
    form = SettleForm(request.POST, request.FILES)
    if form.is_valid():
        data = form.cleaned_data
        content = data["pdf"].read(10 * 2**20 + 1) if data.get("pdf") else None
        if data["how"] == "void":
            signing.void(by=by, commitment_id=found.id, reason=data["reason"])
            return redirect("commitments:one", found.id)
        try:
            signing.settle(by=by, commitment_id=found.id, how=data["how"], reason=data["reason"], pdf=content)
        except HouseError as error:
            form.add_error("pdf" if data["how"] == "found" else None, str(error))
        else:
            messages.success(request, _("Sudah dituntaskan."))
            return redirect("ceremony:control", found.id)
    return _control(request, found, settle=form, status=422)


@door(allow=perms.READ)
@never_cache
@require_safe
def screen(request: HttpRequest, commitment_id: UUID) -> HttpResponse:
    """The page for the projector: complete without script, alive with it."""
    found = get_object_or_404(Commitment, id=commitment_id)
    context = {"c": found, "v": view(found), "may_write": perms.can_write(actor_of(request))}
    return render(request, "ceremony/screen.html", context)


@door(allow=perms.READ)
@never_cache
@require_safe
def state(request: HttpRequest, commitment_id: UUID) -> HttpResponse:
    """The screen as it is now; nothing at all when the screen knows it already. Says when to ask again."""
    found = get_object_or_404(Commitment, id=commitment_id)
    again = {"Retry-After": str(_pause(actor_of(request)))}
    if request.GET.get("v") == str(found.version):
        return HttpResponse(status=204, headers=again)
    shown = view(found)
    context = {"c": found, "v": shown}
    waiting = [{"id": str(row.seat.id), "name": row.name, "title": row.title} for row in shown.upcoming]
    html = render_to_string("ceremony/parts/stage.html", context, request)
    return JsonResponse({"version": found.version, "html": html, "waiting": waiting}, headers=again)


def _pause(actor: Actor) -> int:
    """The secretariat's screens ask every second, the big one among them; whoever looks on in the hall as the others leave room."""
    return 1 if perms.can_write(actor) else onlookers.pause(actor.account_id)


@door(allow=perms.WRITE)
@require_POST
def paper(request: HttpRequest, commitment_id: UUID) -> HttpResponse:
    """What the screen noted on paper while nobody could be reached: each seat with its moment, again and again without harm."""
    found = get_object_or_404(Commitment, id=commitment_id)
    try:
        noted = json.loads(request.body)[:MOST_AT_ONCE]
        pairs = [(UUID(row["id"]), _moment(row["at"])) for row in noted]
    except (ValueError, TypeError, KeyError):
        return JsonResponse({"problem": _("Catatan kertas tidak terbaca.")}, status=400)
    kept, problems = [], []
    for seat_id, at in pairs:
        if not found.seats.filter(id=seat_id).exists():
            continue
        try:
            actions.sign_on_paper(by=actor_of(request), seat_id=seat_id, at=at)
        except HouseError as error:
            problems.append(str(error))
        kept.append(str(seat_id))
    return JsonResponse({"kept": kept, "problems": problems})


def _moment(text: str) -> dt.datetime | None:
    """When the screen noted it; a moment of no time zone is none, and the house takes its own."""
    at = parse_datetime(text)
    return at if at is not None and is_aware(at) else None

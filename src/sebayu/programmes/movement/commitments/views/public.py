"""What everybody may read, and the page on which a guest signs."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from sebayu.core.documents import conf, sheet
from sebayu.core.documents.errors import TurnTaken
from sebayu.core.documents.models import Document
from sebayu.core.identity import rates
from sebayu.core.identity.doors import PUBLIC, door
from sebayu.core.ledger import Actor
from sebayu.core.ledger.errors import HouseError
from sebayu.programmes.movement.commitments import actions, promises
from sebayu.programmes.movement.commitments.errors import LinkDead
from sebayu.programmes.movement.commitments.forms import GuestForm
from sebayu.programmes.movement.commitments.models import Commitment, Seat, SignLink
from sebayu.programmes.movement.commitments.present import view
from sebayu.programmes.movement.commitments.promises import Promise
from sebayu.programmes.movement.commitments.queueing import AGAIN
from sebayu.programmes.movement.commitments.views.promises import as_file, speaks_of
from sebayu.web.components import Pager

SIZE = 20
PUBLIC_ACTOR = Actor.public()


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


@door(allow=PUBLIC)
@never_cache
@sensitive_post_parameters("code")
@require_http_methods(["GET", "HEAD", "POST"])
def link(request: HttpRequest, token: str) -> HttpResponse:
    """A guest's one-time link: read, ask for the code, sign or refuse. The link alone does nothing."""
    try:
        rates.hit("commitment.link", rates.client_ip(request), limit=120, minutes=15)
        found = actions.open_link(by=PUBLIC_ACTOR, token=token)
    except HouseError as error:
        return _dead(request, error)
    if request.method != "POST":
        return _page(request, found, GuestForm() if found.code_sent_at else None)
    if "kirim" in request.POST:
        try:
            found = actions.send_code(by=PUBLIC_ACTOR, token=token)
        except HouseError as error:
            return _page(request, found, None, problem=str(error), status=error.status)
        return redirect("commitments:link", token)
    return _confirm(request, token, found)


def _confirm(request: HttpRequest, token: str, found: SignLink) -> HttpResponse:
    form = GuestForm(request.POST)
    refusing = "menolak" in request.POST
    if not form.is_valid():
        return _page(request, found, form, status=422)
    if not refusing and not form.cleaned_data["agrees"]:
        form.add_error("agrees", _("Centang bahwa Anda sudah membaca dan menandatanganinya."))
        return _page(request, found, form, status=422)
    try:
        data = form.cleaned_data
        if refusing:
            seat = actions.refuse_by_link(
                by=PUBLIC_ACTOR, token=token, code=data["code"], reason=data["reason"]
            )
        else:
            seat = actions.sign_by_link(by=PUBLIC_ACTOR, token=token, code=data["code"], wait=6.0)
    except LinkDead as error:
        return _dead(request, error)
    except HouseError as error:
        form.add_error("reason" if getattr(error, "code", "") == "reason_needed" else "code", str(error))
        response = _page(request, found, form, status=error.status)
        if isinstance(error, TurnTaken):
            response["Retry-After"] = str(AGAIN)
        return response
    return render(request, "commitments/link_done.html", {"s": seat, "c": seat.commitment})


def _page(
    request: HttpRequest, found: SignLink, form: GuestForm | None, *, problem: str = "", status: int = 200
) -> HttpResponse:
    seat = found.seat
    context = {
        "link": found,
        "s": seat,
        "c": seat.commitment,
        "promises": list(seat.undertakings.order_by("order")),
        "form": form,
        "problem": problem,
        "simulator": sheet.is_simulated(),
    }
    response = render(request, "commitments/link.html", context, status=status)
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex"
    return response


def _dead(request: HttpRequest, error: HouseError) -> HttpResponse:
    return render(request, "commitments/link_dead.html", {"problem": str(error)}, status=error.status)

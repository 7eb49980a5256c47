"""The page on which a guest signs."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from sebayu.core.documents import sheet
from sebayu.core.documents.errors import TurnTaken
from sebayu.core.identity import rates
from sebayu.core.identity.doors import PUBLIC, door
from sebayu.core.ledger import Actor
from sebayu.core.ledger.errors import HouseError
from sebayu.programmes.movement.signing import actions
from sebayu.programmes.movement.signing.errors import LinkDead
from sebayu.programmes.movement.signing.forms import GuestForm
from sebayu.programmes.movement.signing.models import SignLink
from sebayu.programmes.movement.signing.queueing import AGAIN

PUBLIC_ACTOR = Actor.public()


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
        return redirect("signing:link", token)
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
    return render(request, "signing/link_done.html", {"s": seat, "c": seat.commitment})


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
    response = render(request, "signing/link.html", context, status=status)
    response["X-Robots-Tag"] = "noindex"
    return response


def _dead(request: HttpRequest, error: HouseError) -> HttpResponse:
    return render(request, "signing/link_dead.html", {"problem": str(error)}, status=error.status)

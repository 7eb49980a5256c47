"""What waits for my signature, and signing it: one confirmation for all my seats."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from sebayu.core.documents import sheet
from sebayu.core.documents.errors import TurnTaken
from sebayu.core.identity.acting import actor_of
from sebayu.core.identity.doors import OFFICER, door
from sebayu.core.ledger import Actor
from sebayu.core.ledger.errors import HouseError
from sebayu.programmes.movement.commitments.enums import CommitmentState, SeatMark
from sebayu.programmes.movement.commitments.models import Seat
from sebayu.programmes.movement.commitments.moves import seats_of, standing_of
from sebayu.programmes.movement.signing import actions
from sebayu.programmes.movement.signing.perms import sitting
from sebayu.programmes.movement.signing.queueing import AGAIN
from sebayu.web.desk.forms import ReasonForm, SecretForm
from sebayu.web.desk.frame import show

WAIT = 6.0  # a web process must not be held up by a hall full of people


@door(allow=OFFICER)
@sensitive_post_parameters("passphrase", "totp")
@require_http_methods(["GET", "HEAD", "POST"])
def mine(request: HttpRequest) -> HttpResponse:
    """My seats: those whose turn it is with one form, the others with who comes before."""
    actor = actor_of(request)
    seats = my_seats(actor)
    form = SecretForm(request.POST or None)
    outcomes: list[actions.Outcome] = []
    if request.method == "POST" and form.is_valid():
        wanted = [seat.id for seat in seats if str(seat.id) in request.POST.getlist("s")]
        outcomes = actions.sign_all(
            by=actor,
            seat_ids=wanted,
            passphrase=form.cleaned_data["passphrase"],
            totp=form.cleaned_data["totp"],
            wait=WAIT,
        )
        if outcomes and all(outcome.ok for outcome in outcomes):
            messages.success(request, _("Tanda tangan Anda sudah diperiksa dan disimpan."))
            return redirect("signing:mine")
        seats, form = my_seats(actor), SecretForm()
        form.fields["passphrase"].widget.attrs["autofocus"] = True
    may, waiting = _by_turn(seats)
    context = {
        "may": may,
        "waiting": waiting,
        "done": _done(actor),
        "form": form,
        "outcomes": outcomes,
        "simulator": bool(may) and sheet.is_simulated(),
    }
    status = 409 if outcomes else 422 if form.is_bound and form.errors else 200
    response = show(request, "signing/mine.html", context, status=status)
    if any(isinstance(outcome.error, TurnTaken) for outcome in outcomes):
        response["Retry-After"] = str(AGAIN)
    return response


def my_seats(actor: Actor) -> list[Seat]:
    """Seats that wait and belong to a post of mine, by holding it or by mandate."""
    found = (
        Seat.objects.filter(
            commitment__state=CommitmentState.SIGNING,
            commitment__rehearsal_of=None,
            post_key__in=actor.posts,
            mark__in=[SeatMark.OPEN, SeatMark.SKIPPED, SeatMark.PAPER],
        )
        .select_related("commitment")
        .prefetch_related("undertakings")
    )
    return [seat for seat in found.order_by("commitment_id", "position") if sitting(actor, seat) is not None]


def waiting(actor: Actor) -> int:
    """How many seats of mine may sign now; nothing is asked of the database for somebody without a seat."""
    seats = my_seats(actor) if actor.posts else []
    return len(_by_turn(seats)[0])


def _by_turn(seats: list[Seat]) -> tuple[list[Seat], list[Seat]]:
    standing = {}
    for commitment in {seat.commitment_id: seat.commitment for seat in seats}.values():
        standing[commitment.id] = standing_of(commitment, seats_of(commitment))
    may = [s for s in seats if s.id in standing[s.commitment_id].may or s.mark == SeatMark.PAPER]
    return may, [seat for seat in seats if seat not in may]


def _done(actor: Actor) -> list[Seat]:
    found = Seat.objects.filter(signed_account=actor.account_id, mark=SeatMark.SIGNED)
    return list(found.select_related("commitment").order_by("-marked_at")[:5])


@door(allow=OFFICER)
@require_POST
def refuse(request: HttpRequest, seat_id: UUID) -> HttpResponse:
    """Not willing, with the reason; the secretariat reads it."""
    actor = actor_of(request)
    seat = get_object_or_404(Seat.objects.filter(commitment__rehearsal_of=None), id=seat_id)
    if seat.post_key not in actor.posts:
        raise Http404
    form = ReasonForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Tuliskan alasannya, paling sedikit lima huruf."))
        return redirect("signing:mine")
    try:
        actions.refuse(by=actor, seat_id=seat.id, reason=form.cleaned_data["reason"])
        messages.success(request, _("Penolakan Anda tercatat bersama alasannya."))
    except HouseError as error:
        messages.error(request, str(error))
    return redirect("signing:mine")

"""What the secretariat does with a commitment that is signed: issue it, remind, void it."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sebayu.core.identity.acting import actor_of
from sebayu.core.identity.doors import door
from sebayu.core.ledger import Actor
from sebayu.core.ledger.errors import HouseError
from sebayu.programmes.movement.commitments import perms
from sebayu.programmes.movement.commitments.models import Commitment
from sebayu.programmes.movement.commitments.views.lists import one
from sebayu.programmes.movement.signing import actions


@door(allow=perms.WRITE)
@require_POST
def act(request: HttpRequest, commitment_id: UUID) -> HttpResponse:
    """Issue, remind, void: one button each."""
    by, what = actor_of(request), request.POST.get("langkah", "")
    found = get_object_or_404(Commitment, id=commitment_id)
    try:
        return _act(request, by, found, what)
    except HouseError as error:
        return one(request, commitment_id, status=error.status, problem=str(error))


def _act(request: HttpRequest, by: Actor, found: Commitment, what: str) -> HttpResponse:
    if what == "terbitkan":
        issued = actions.issue(by=by, commitment_id=found.id)
        messages.success(
            request, _("Bernomor %(n)s. Penanda tangan pertama sudah diberi tahu.") % {"n": issued.number}
        )
    elif what == "ingatkan":
        told = actions.remind(by=by, commitment=found)
        messages.success(
            request, _("%(n)s orang diingatkan. Pengingat dikirim paling banyak sekali sehari.") % {"n": told}
        )
    elif what == "batalkan":
        actions.void(by=by, commitment_id=found.id, reason=request.POST.get("reason", ""))
        messages.success(request, _("Komitmen dibatalkan; nomornya tidak dipakai lagi."))
    else:
        raise Http404
    return redirect("commitments:one", found.id)

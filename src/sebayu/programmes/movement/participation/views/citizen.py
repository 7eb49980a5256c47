"""What a citizen does: follow, comment, look at what he follows."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sebayu.core.identity import rates
from sebayu.core.identity.acting import actor_of
from sebayu.core.identity.doors import PUBLIC, SIGNED_IN, door
from sebayu.core.ledger.errors import HouseError
from sebayu.programmes.movement.participation import actions, reading
from sebayu.programmes.movement.participation.enums import TONES, CommentState
from sebayu.programmes.movement.participation.forms import CommentForm
from sebayu.programmes.movement.participation.models import Comment, Follow
from sebayu.programmes.movement.plan.models import Initiative

MOST, MINUTES, SHOWN = 20, 60, 100


def _initiative(lineage: UUID) -> Initiative:
    """An initiative of the edition in force; drafts stay inside."""
    found = reading.one(lineage)
    if found is None:
        raise Http404
    return found


@door(allow=PUBLIC)
@require_safe
def go(request: HttpRequest, lineage: UUID) -> HttpResponse:
    """A link that stays right whatever the initiative is called in the next edition."""
    return redirect("movement_plan:public_initiative", _initiative(lineage).code)


@door(allow=SIGNED_IN)
@require_http_methods(["GET", "HEAD", "POST"])
def follow(request: HttpRequest, lineage: UUID) -> HttpResponse:
    """Follow, or stop. After logging in one comes back here by GET and goes on to the page."""
    initiative = _initiative(lineage)
    if request.method == "POST":
        rates.hit("follow", str(request.user.pk), limit=MOST * 3, minutes=MINUTES)
        if request.POST.get("ikuti") == "tidak":
            actions.unfollow(by=actor_of(request), initiative=initiative)
            messages.success(request, _("Anda tidak mengikuti lagi."))
        else:
            actions.follow(by=actor_of(request), initiative=initiative)
            messages.success(request, _("Anda mengikuti inisiatif ini dan akan diberi tahu."))
    return redirect("movement_plan:public_initiative", initiative.code)


@door(allow=SIGNED_IN)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def comment(request: HttpRequest, lineage: UUID) -> HttpResponse:
    """Say something about it."""
    initiative = _initiative(lineage)
    form = CommentForm(request.POST or None)
    if request.method == "POST":
        rates.hit("comment", str(request.user.pk), limit=MOST, minutes=MINUTES)
        if form.is_valid():
            try:
                actions.comment(by=actor_of(request), initiative=initiative, text=form.cleaned_data["text"])
            except HouseError as error:
                form.add_error("text", str(error))
            else:
                messages.success(request, _("Terima kasih. Komentar Anda dibaca petugas dulu."))
                return redirect("movement_participation:mine")
    context = {"form": form, "i": initiative}
    status = 422 if form.errors else 200
    return render(request, "movement_participation/comment.html", context, status=status)


@door(allow=SIGNED_IN)
@never_cache
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """What I follow, and what became of what I said."""
    account = request.user.pk
    follows = list(Follow.objects.active().filter(account_id=account)[:SHOWN])
    rows = Comment.objects.filter(account_id=account).exclude(state=CommentState.WITHDRAWN)
    said = list(rows.select_related("initiative")[:SHOWN])
    there = reading.in_force([f.lineage for f in follows] + [c.lineage for c in said])
    context = {
        "follows": [there[f.lineage] for f in follows if f.lineage in there],
        "said": [(c, there.get(c.lineage, c.initiative), TONES[CommentState(c.state)]) for c in said],
    }
    return render(request, "movement_participation/mine.html", context)


@door(allow=SIGNED_IN)
@require_POST
def withdraw(request: HttpRequest, comment_id: UUID) -> HttpResponse:
    """Take back what I said."""
    found = get_object_or_404(Comment, pk=comment_id, account_id=request.user.pk)
    actions.withdraw(by=actor_of(request), comment=found)
    messages.success(request, _("Komentar Anda ditarik dan kata-katanya dihapus."))
    return redirect("movement_participation:mine")

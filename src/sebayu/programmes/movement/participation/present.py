"""What hangs on the pages of an initiative: its sessions, its followers, what citizens said."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from sebayu.core.gatherings import attending
from sebayu.core.gatherings.models import Gathering
from sebayu.core.gatherings.perms import can_organise
from sebayu.core.identity.acting import actor_of
from sebayu.programmes.movement.participation import perms, reading
from sebayu.programmes.movement.participation.models import Comment, Follow
from sebayu.programmes.movement.plan.models import Initiative

SHOWN = 20


def _common(initiative: Initiative) -> dict[str, Any]:
    ref = reading.session_ref(initiative.lineage)
    sessions = attending.with_counts(Gathering.objects.of(ref).standing())
    return {
        "sessions": sessions,
        "counts": attending.count(ref),
        "followers": Follow.objects.active().filter(lineage=initiative.lineage).count(),
        "now": timezone.now(),
    }


def for_public(request: HttpRequest, initiative: Initiative) -> dict[str, Any] | None:
    """For everybody: no name but a first name, no list of those who came."""
    account = request.user.pk if request.user.is_authenticated else None
    mine = Follow.objects.active().filter(lineage=initiative.lineage, account_id=account)
    comments = Comment.objects.published().filter(lineage=initiative.lineage)
    return {
        **_common(initiative),
        "account": account,
        "follows": bool(account) and mine.exists(),
        "comments": comments[:SHOWN],
        "said": comments.count(),
    }


def for_desk(request: HttpRequest, initiative: Initiative) -> dict[str, Any] | None:
    """For officials: how many follow, what waits to be read, and a session to plan."""
    actor = actor_of(request)
    ref = reading.session_ref(initiative.lineage)
    plan = f"{reverse('attend:new')}?{urlencode({'untuk': ref})}"
    waiting = Comment.objects.waiting().filter(lineage=initiative.lineage).count()
    return {
        **_common(initiative),
        "waiting": waiting,
        "plan_url": plan if any(can_organise(actor, key) for key in actor.offices) else "",
        "moderates": bool(waiting) and perms.can_moderate(actor, initiative),
    }

"""Telling people each Monday what their post has promised."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from sebayu.core.identity.acting import holder
from sebayu.core.ledger import Actor
from sebayu.core.notify.actions import tell
from sebayu.programmes.movement.commitments import promises

SOON = dt.timedelta(days=30)


@transaction.atomic
def tell_monday(*, by: Actor, on: dt.date | None = None) -> int:
    """Each Monday every post with promises hears how they stand: counts only, the numbers are behind the link."""
    today = on or timezone.localdate()
    told = 0
    for post_key, mine in promises.by_post(today).items():
        who = holder(post_key, today)
        late = sum(p.is_late for p in mine)
        due = sum(today <= p.due_on <= today + SOON for p in mine)
        if who is None or not (late or due):
            continue
        words = {"late": late, "due": due, "path": reverse("commitments:promises")}
        told += tell(template="promises_monday", context=words, by=by, account_id=who.account_id) is not None
    return told

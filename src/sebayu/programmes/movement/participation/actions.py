"""Every write of this part. Keyword-only, `by` is the actor, one transaction each, the ledger entry inside it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from sebayu.core.ledger import Actor, Purpose
from sebayu.core.ledger.actions import record
from sebayu.core.notify.actions import tell
from sebayu.programmes.movement.participation import perms, reading, texts
from sebayu.programmes.movement.participation.enums import CommentState
from sebayu.programmes.movement.participation.errors import (
    AlreadyDecided,
    LogInFirst,
    NoReason,
    NothingSaid,
    NotModerator,
    PersonalInText,
    TooManyComments,
)
from sebayu.programmes.movement.participation.models import Comment, Follow, Told
from sebayu.programmes.movement.plan.models import Initiative

PURPOSE = Purpose("Peran serta warga dalam gerakan kota cerdas", "UU 25/2009 tentang Pelayanan Publik")
MOST_A_DAY, SHORTEST = 5, 10


@contextmanager
def _noted(by: Actor, act: str, initiative: Initiative) -> Iterator[None]:
    with transaction.atomic():
        yield
        record(
            by=by, act=f"participation.{act}", purpose=PURPOSE, detail={"initiative": str(initiative.lineage)}
        )


def follow(*, by: Actor, initiative: Initiative) -> Follow:
    """Be told from now on; what is proven already is no news. Following twice changes nothing."""
    if by.account_id is None:
        raise LogInFirst
    with _noted(by, "follow", initiative):
        row, made = Follow.objects.active().get_or_create(
            lineage=initiative.lineage, account_id=by.account_id, defaults={"initiative": initiative}
        )
        if made:
            known = reading.events([initiative])[initiative.lineage]
            _mark(row, known)
    return row


def unfollow(*, by: Actor, initiative: Initiative) -> None:
    """No more messages about it."""
    with _noted(by, "unfollow", initiative):
        mine = Follow.objects.active().filter(lineage=initiative.lineage, account_id=by.account_id)
        mine.update(ended_at=timezone.now())


def comment(*, by: Actor, initiative: Initiative, text: str) -> Comment:
    """Say something; it waits until somebody has read it."""
    if by.account_id is None:
        raise LogInFirst
    text = text.strip()
    if len(text) < SHORTEST:
        raise NothingSaid
    if texts.is_personal(text):
        raise PersonalInText
    with _noted(by, "comment", initiative):
        since = timezone.now() - dt.timedelta(days=1)
        if Comment.objects.filter(account_id=by.account_id, at__gte=since).count() >= MOST_A_DAY:
            raise TooManyComments(most=MOST_A_DAY)
        return Comment.objects.create(
            initiative=initiative,
            lineage=initiative.lineage,
            account_id=by.account_id,
            first_name=texts.first_name(by.name),
            text=text[:1000],
        )


def publish(*, by: Actor, comment: Comment) -> Comment:
    """Let everybody read it; its author is told."""
    return _decide(by, comment, CommentState.PUBLISHED, "")


def refuse(*, by: Actor, comment: Comment, reason: str) -> Comment:
    """It does not appear; its author is told why."""
    reason = reason.strip()
    if not reason:
        raise NoReason
    if texts.is_personal(reason):
        raise PersonalInText
    return _decide(by, comment, CommentState.REFUSED, reason[:150])


def _decide(by: Actor, comment: Comment, state: CommentState, reason: str) -> Comment:
    with _noted(by, state.value, comment.initiative):
        comment = Comment.objects.select_for_update().get(pk=comment.pk)
        initiative = reading.one(comment.lineage) or comment.initiative
        if not perms.can_moderate(by, initiative) or perms.is_author(by, comment):
            raise NotModerator
        if comment.state != CommentState.WAITING:
            raise AlreadyDecided
        comment.state, comment.reason = state, reason
        comment.decided_at, comment.decided_by, comment.decided_post = (
            timezone.now(),
            by.name[:200],
            by.post[:200],
        )
        comment.save()
        context = {"initiative": initiative.title, "path": path_of(initiative), "reason": reason}
        template = texts.PUBLISHED if state == CommentState.PUBLISHED else texts.REFUSED
        tell(template=template, context=context, by=by, account_id=comment.account_id)
    return comment


def withdraw(*, by: Actor, comment: Comment) -> Comment:
    """Its author takes it back: the words are forgotten, that there was a comment is not."""
    with _noted(by, "withdraw", comment.initiative):
        comment = Comment.objects.select_for_update().get(pk=comment.pk)
        if not perms.is_author(by, comment):
            raise NotModerator
        comment.state, comment.text = CommentState.WITHDRAWN, ""
        comment.save(update_fields=["state", "text"])
    return comment


@transaction.atomic
def tell_followers(*, by: Actor, on: dt.date | None = None) -> int:
    """Tell whoever follows what was proven since; each thing once to each. Returns how many messages."""
    follows = list(Follow.objects.active().order_by("since", "id"))
    rows = reading.in_force(f.lineage for f in follows)
    news = reading.events(rows.values(), on)
    told = set(Told.objects.filter(lineage__in=list(rows)).values_list("lineage", "account_id", "what"))
    sent = 0
    for each in follows:
        fresh = {
            what: title
            for what, title in news.get(each.lineage, {}).items()
            if (each.lineage, each.account_id, what) not in told
        }
        for what, title in fresh.items():
            sent += _tell(by, each, rows[each.lineage], what, title)
        _mark(each, fresh)
    if sent:
        record(by=by, act="participation.told", purpose=PURPOSE, detail={"messages": sent})
    return sent


def _tell(by: Actor, follow: Follow, initiative: Initiative, what: str, title: str) -> int:
    context = {"initiative": initiative.title, "milestone": title, "path": path_of(initiative)}
    template = texts.DONE if what == reading.DONE else texts.MILESTONE
    return tell(template=template, context=context, by=by, account_id=follow.account_id) is not None


def _mark(follow: Follow, events: dict[str, str]) -> None:
    Told.objects.bulk_create(
        (Told(lineage=follow.lineage, account_id=follow.account_id, what=what) for what in events),
        ignore_conflicts=True,
    )


def path_of(initiative: Initiative) -> str:
    """Where the public reads it: by lineage, because a code may hold what a link must not."""
    return reverse("movement_participation:go", args=[initiative.lineage])

"""Homework: given, handed in, accepted or returned. Nothing handed in is ever replaced."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from sebayu.core.ledger import Actor
from sebayu.programmes.movement.bimtek import perms
from sebayu.programmes.movement.bimtek.actions.keeping import keep
from sebayu.programmes.movement.bimtek.enums import HomeworkState, Verdict
from sebayu.programmes.movement.bimtek.errors import (
    AlreadyAccepted,
    NoReason,
    NothingToReview,
    NotYourHomework,
    NotYourOwn,
)
from sebayu.programmes.movement.bimtek.models import Homework, Stage, Submission
from sebayu.programmes.movement.structure import current
from sebayu.programmes.movement.structure.actions.noting import noted
from sebayu.programmes.movement.structure.perms import READ, REVIEW, WRITE


def give_homework(
    *, by: Actor, stage: Stage, title: str, asks: str = "", due_on: dt.date | None = None
) -> list[Homework]:
    """The same task to every dimension in use; a dimension that has it already keeps it."""
    with noted(by, "homework.give", permission=WRITE) as detail:
        day = stage.starts_on or timezone.localdate()
        given = [
            Homework.objects.get_or_create(
                stage=stage, dimension=dimension, title=title, defaults={"asks": asks, "due_on": due_on}
            )[0]
            for dimension in (current.dimensions(day) or current.dimensions())
        ]
        detail |= {"stage": stage.key, "given": len(given)}
    return given


def submit(*, by: Actor, homework: Homework, name: str, content: bytes, note: str = "") -> Submission:
    """Hand in a file. A later one replaces nothing; what was returned stays in the history."""
    with noted(by, "homework.submit", permission=READ) as detail:
        homework = Homework.objects.select_for_update().get(pk=homework.pk)
        if not perms.can_submit(by, homework):
            raise NotYourHomework
        if homework.state == HomeworkState.ACCEPTED:
            raise AlreadyAccepted
        made = Submission.objects.create(
            homework=homework,
            number=homework.submissions.count() + 1,
            file=keep(by=by, name=name, content=content),
            note=note.strip(),
            by_account=by.account_id,
            by_name=by.name[:200],
            by_post=by.post[:200],
        )
        homework.state = HomeworkState.SUBMITTED
        homework.save(update_fields=["state"])
        detail |= {"homework": str(homework.pk), "number": made.number}
    return made


def review(*, by: Actor, homework: Homework, verdict: str, reason: str = "") -> Submission:
    """Judge the newest file: accept it, or return it with what is to be mended."""
    with noted(by, "homework.review", permission=REVIEW) as detail:
        homework = Homework.objects.select_for_update().get(pk=homework.pk)
        newest = homework.submissions.order_by("-number").first()
        if newest is None or newest.verdict:
            raise NothingToReview
        if by.account_id is not None and newest.by_account == by.account_id:
            raise NotYourOwn
        if verdict == Verdict.RETURNED and not reason.strip():
            raise NoReason
        newest.verdict, newest.reason = Verdict(verdict), reason.strip()
        newest.reviewed_by, newest.reviewed_post = by.name[:200], by.post[:200]
        newest.reviewed_at = timezone.now()
        newest.save()
        homework.state = HomeworkState(verdict)
        homework.save(update_fields=["state"])
        detail |= {"homework": str(homework.pk), "verdict": verdict}
    return newest

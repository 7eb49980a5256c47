"""Telling people: whose turn it is, and who is still awaited."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from sebayu.core.identity import perms as identity
from sebayu.core.identity.acting import holder
from sebayu.core.ledger import Actor
from sebayu.core.notify.actions import tell
from sebayu.programmes.movement.commitments.enums import CommitmentState, EventKind, Stage
from sebayu.programmes.movement.commitments.models import Commitment, Seat
from sebayu.programmes.movement.commitments.moves import event, note, seats_of, signing_of, standing_of
from sebayu.programmes.movement.signing.actions.linking import send_link
from sebayu.programmes.movement.structure.perms import WRITE


@transaction.atomic
def call_up(*, by: Actor, commitment: Commitment) -> int:
    """Tell those whose turn has come and who were not told yet; returns how many."""
    if commitment.is_rehearsal or commitment.state != CommitmentState.SIGNING:
        return 0
    seats = seats_of(commitment)
    now = standing_of(commitment, seats)
    due = [
        seat for seat in seats if seat.id in now.may and seat.called_at is None and seat.group == now.group
    ]
    for seat in due:
        seat.called_at = timezone.now()
        seat.save(update_fields=["called_at"])
        _tell(by, commitment, seat, "commitment_turn")
        event(seat, EventKind.CALLED, by)
    return len(due)


@transaction.atomic
def remind(*, by: Actor, commitment: Commitment, on: dt.date | None = None) -> int:
    """Remind those whose turn it is, each at most once a day. Not while the guests sit in the hall."""
    if by.kind != "system":
        identity.required(by, WRITE)
    today = on or timezone.localdate()
    commitment = signing_of(commitment.id)
    if commitment.stage in {Stage.RUNNING, Stage.PAUSED, Stage.PAPER}:
        return 0
    seats = seats_of(commitment)
    now = standing_of(commitment, seats)
    due = [
        seat
        for seat in seats
        if seat.id in now.may and (seat.reminded_on is None or seat.reminded_on < today)
    ]
    for seat in due:
        seat.reminded_on = today
        seat.save(update_fields=["reminded_on"])
        _tell(by, commitment, seat, "commitment_reminder")
        event(seat, EventKind.REMINDED, by)
    note(by, "remind", commitment, seats=len(due))
    return len(due)


def _tell(by: Actor, commitment: Commitment, seat: Seat, template: str) -> None:
    """A guest gets a new link, the older one ends: only its digest was kept."""
    if seat.is_guest:
        send_link(by=by, seat_id=seat.id)
        return
    who = holder(seat.post_key)
    if who is not None:
        words = {"title": commitment.title, "seat": seat.title, "path": reverse("signing:mine")}
        tell(template=template, context=words, by=by, account_id=who.account_id)

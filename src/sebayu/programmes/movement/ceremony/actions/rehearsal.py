"""Rehearsal (gladi bersih): the whole run on a copy. No document, no number, no signature, no message; it is gone when it ends."""

from __future__ import annotations

from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from sebayu.core.identity import perms as identity
from sebayu.core.ledger import Actor
from sebayu.programmes.movement.ceremony.errors import NotRehearsal
from sebayu.programmes.movement.commitments.enums import CommitmentState, EventKind, How, SeatMark, Stage
from sebayu.programmes.movement.commitments.models import Commitment, Seat
from sebayu.programmes.movement.commitments.moves import event, locked, note, put, signing_of, touch
from sebayu.programmes.movement.signing.turns import require_turn
from sebayu.programmes.movement.structure.perms import WRITE

COPIED = ("title", "considerations", "preamble", "place", "ceremony_at", "office_key", "refusal_blocks")
SEAT_COPIED = ("group", "position", "capacity", "post_key", "name", "title", "organisation")


@transaction.atomic
def rehearse(*, by: Actor, commitment_id: UUID) -> Commitment:
    """A copy to run through; a running one of the same commitment begins again. Contacts are not copied: nobody is written to."""
    identity.required(by, WRITE)
    original = locked(commitment_id)
    if original.is_rehearsal or original.state in {CommitmentState.CONCLUDED, CommitmentState.VOID}:
        raise NotRehearsal
    original.rehearsals.all().delete()
    copy = Commitment.objects.create(
        slug=f"gladi-{uuid4().hex[:12]}",
        rehearsal_of=original,
        state=CommitmentState.SIGNING,
        stage=Stage.RUNNING,
        **{field: getattr(original, field) for field in COPIED},
    )
    for seat in original.seats.order_by("position"):
        Seat.objects.create(commitment=copy, **{field: getattr(seat, field) for field in SEAT_COPIED})
    note(by, "rehearse", original, rehearsal=str(copy.id))
    return copy


@transaction.atomic
def rehearse_sign(*, by: Actor, seat_id: UUID) -> Seat:
    """As if this seat signed: the order is kept as it will be, nothing is called."""
    identity.required(by, WRITE)
    seat = Seat.objects.select_related("commitment").get(id=seat_id)
    if not seat.commitment.is_rehearsal:
        raise NotRehearsal
    commitment = signing_of(seat.commitment_id)
    require_turn(commitment, seat)
    put(seat, SeatMark.SIGNED, how=How.REHEARSAL, name=seat.name, title=seat.title, is_simulator=True)
    event(seat, EventKind.SIGNED, by)
    note(by, "rehearse_sign", commitment, seat=str(seat.id))
    touch(commitment)
    return seat


@transaction.atomic
def end_rehearsal(*, by: Actor, commitment_id: UUID) -> Commitment:
    """The copy goes, with everything that was rehearsed; the original remembers only that it was rehearsed."""
    identity.required(by, WRITE)
    copy = locked(commitment_id)
    if copy.rehearsal_of is None:
        raise NotRehearsal
    original = locked(copy.rehearsal_of_id)
    signed = copy.seats.filter(mark=SeatMark.SIGNED).count()
    copy.delete()
    original.rehearsed_at = timezone.now()
    if original.state == CommitmentState.DRAFT:
        original.state = CommitmentState.REHEARSED
    original.save(update_fields=["rehearsed_at", "state"])
    note(by, "end_rehearsal", original, signed=signed)
    return original

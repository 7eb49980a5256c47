"""What the actions of this part share: locking, the plan as it stands, and what is written down."""

from __future__ import annotations

from uuid import UUID

from django.db.models import F
from django.utils import timezone

from sebayu.core.identity import perms as identity
from sebayu.core.ledger import Actor, Purpose
from sebayu.core.ledger.actions import record
from sebayu.programmes.movement.commitments.enums import CommitmentState
from sebayu.programmes.movement.commitments.errors import NotADraft, NotSigning, ReasonNeeded
from sebayu.programmes.movement.commitments.models import Commitment, Seat, SeatEvent
from sebayu.programmes.movement.commitments.order import Mark, Place, Plan, Standing, standing
from sebayu.programmes.movement.structure.perms import WRITE

BASIS = "UU 23/2014 tentang Pemerintahan Daerah"


def note(by: Actor, act: str, commitment: Commitment, **detail: object) -> None:
    """The entry that goes with an act, in the caller's transaction."""
    record(
        by=by,
        act=f"commitment.{act}",
        purpose=Purpose("Komitmen Bersama gerakan kota cerdas", BASIS),
        detail={"commitment": str(commitment.id), **detail},
    )


def event(seat: Seat, kind: str, by: Actor, text: str = "") -> None:
    SeatEvent.objects.create(
        seat=seat, kind=kind, by_name=by.name[:200], by_post=by.post[:200], note=text[:300]
    )


def locked(commitment_id: UUID) -> Commitment:
    return Commitment.objects.select_for_update().get(id=commitment_id)


def draft_of(by: Actor, commitment_id: UUID) -> Commitment:
    """The draft, held; only the secretariat changes it, and only before it has a number."""
    identity.required(by, WRITE)
    commitment = locked(commitment_id)
    if not commitment.is_draft:
        raise NotADraft
    return commitment


def signing_of(commitment_id: UUID) -> Commitment:
    commitment = locked(commitment_id)
    if commitment.state != CommitmentState.SIGNING:
        raise NotSigning
    return commitment


def touch(commitment: Commitment) -> None:
    """Every screen that shows it has something new."""
    Commitment.objects.filter(id=commitment.id).update(version=F("version") + 1)
    commitment.refresh_from_db(fields=["version"])


def seats_of(commitment: Commitment) -> list[Seat]:
    return list(commitment.seats.order_by("position"))


def plan_of(commitment: Commitment, seats: list[Seat]) -> tuple[Plan, dict]:
    places = tuple(Place(seat.id, seat.group) for seat in seats)
    return Plan(places, commitment.refusal_blocks), {seat.id: Mark(seat.mark) for seat in seats}


def standing_of(commitment: Commitment, seats: list[Seat] | None = None) -> Standing:
    return standing(*plan_of(commitment, seats if seats is not None else seats_of(commitment)))


def put(seat: Seat, mark: str, *, how: str = "", name: str = "", title: str = "", **more: object) -> None:
    """Set the mark of a seat with what belongs to it; saved."""
    seat.mark, seat.how, seat.marked_at = mark, how, timezone.now()
    seat.signed_name, seat.signed_title = name[:160], title[:200]
    for field, value in more.items():
        setattr(seat, field, value)
    seat.save()


def reasoned(reason: str) -> str:
    text = " ".join(reason.split())
    if len(text) < 5:
        raise ReasonNeeded
    return text[:300]

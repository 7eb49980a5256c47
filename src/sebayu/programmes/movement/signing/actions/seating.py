"""What else may happen at a seat: a refusal by its holder; passing over, emptying and filling it by the secretariat. Always with a reason."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from sebayu.core.identity import perms as identity
from sebayu.core.ledger import Actor
from sebayu.programmes.movement.commitments.actions.drafting import seated
from sebayu.programmes.movement.commitments.enums import EventKind, SeatMark
from sebayu.programmes.movement.commitments.models import Commitment, Seat
from sebayu.programmes.movement.commitments.moves import event, note, put, reasoned, signing_of, touch
from sebayu.programmes.movement.signing.actions.telling import call_up
from sebayu.programmes.movement.signing.errors import AlreadySigned, NotYourSeat
from sebayu.programmes.movement.signing.perms import sitting
from sebayu.programmes.movement.structure.perms import WRITE


@transaction.atomic
def refuse(*, by: Actor, seat_id: UUID, reason: str) -> Seat:
    """The holder does not sign, and says why; whether the others wait for it is a setting of the commitment."""
    commitment, seat = _held(seat_id)
    if sitting(by, seat) is None:
        raise NotYourSeat
    return _put(by, commitment, seat, SeatMark.REFUSED, EventKind.REFUSED, reason)


@transaction.atomic
def skip(*, by: Actor, seat_id: UUID, reason: str) -> Seat:
    """Go on without this seat for now; it may still sign later."""
    identity.required(by, WRITE)
    commitment, seat = _held(seat_id)
    return _put(by, commitment, seat, SeatMark.SKIPPED, EventKind.SKIPPED, reason)


@transaction.atomic
def vacate(*, by: Actor, seat_id: UUID, reason: str) -> Seat:
    """Whoever was meant died or left: the chair is empty until somebody is seated. Living links end."""
    identity.required(by, WRITE)
    commitment, seat = _held(seat_id)
    seat.links.filter(used_at=None, revoked_at=None).update(revoked_at=timezone.now())
    return _put(by, commitment, seat, SeatMark.VACANT, EventKind.VACATED, reason)


@transaction.atomic
def reseat(*, by: Actor, seat_id: UUID, reason: str, post_key: str = "", **who: str) -> Seat:
    """Somebody else is seated, or the same one again after a refusal or a skip. The printed name stays; the record says who sits there.

    Without `post_key` and names the seat is only opened again.
    """
    identity.required(by, WRITE)
    commitment, seat = _held(seat_id)
    reason = reasoned(reason)
    if post_key or who:
        before = seat.title
        for field, value in seated(post_key, **who).items():
            setattr(seat, field, value)
        seat.links.filter(used_at=None, revoked_at=None).update(revoked_at=timezone.now())
        reason = f"{reason} ({before} → {seat.name}, {seat.title})"[:300]
    put(seat, SeatMark.OPEN, note=reason, called_at=None)
    event(seat, EventKind.SEATED, by, reason)
    return _done(by, commitment, seat, "reseat")


def _held(seat_id: UUID) -> tuple[Commitment, Seat]:
    commitment = signing_of(Seat.objects.values_list("commitment_id", flat=True).get(id=seat_id))
    seat = Seat.objects.select_for_update().get(id=seat_id)
    if seat.is_done:
        raise AlreadySigned
    return commitment, seat


def _put(by: Actor, commitment: Commitment, seat: Seat, mark: str, kind: str, reason: str) -> Seat:
    reason = reasoned(reason)
    put(seat, mark, note=reason)
    event(seat, kind, by, reason)
    return _done(by, commitment, seat, str(kind))


def _done(by: Actor, commitment: Commitment, seat: Seat, act: str) -> Seat:
    note(by, act, commitment, seat=str(seat.id))
    touch(commitment)
    call_up(by=by, commitment=commitment)
    return seat

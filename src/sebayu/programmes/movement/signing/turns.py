"""Whose turn it is, and in words why it is not yours."""

from __future__ import annotations

from sebayu.programmes.movement.commitments.enums import SeatMark, Stage
from sebayu.programmes.movement.commitments.models import Commitment, Seat
from sebayu.programmes.movement.commitments.moves import plan_of, seats_of
from sebayu.programmes.movement.commitments.order import Why, may_sign, standing
from sebayu.programmes.movement.signing.errors import AlreadySigned, HeldUp, OutOfOrder, Paused, SeatClosed


def require_turn(commitment: Commitment, seat: Seat) -> None:
    """Raises, in words, unless this seat may sign now."""
    if commitment.stage == Stage.PAUSED:
        raise Paused
    seats = seats_of(commitment)
    plan, marks = plan_of(commitment, seats)
    why = may_sign(plan, marks, seat.id)
    if why == Why.OK:
        return
    if why == Why.ALREADY:
        raise AlreadySigned
    if why in {Why.REFUSED, Why.VACANT}:
        raise SeatClosed(mark=SeatMark(seat.mark).label)
    now = standing(plan, marks)
    before = [s for s in seats if s.group == now.group and s.mark != SeatMark.SIGNED]
    if why == Why.BLOCKED or (now.holding and not now.may):
        raise HeldUp(who=named([s for s in before if s.id in now.holding] or before))
    raise OutOfOrder(who=named([s for s in before if s.mark == SeatMark.OPEN] or before))


def named(seats: list[Seat]) -> str:
    """Titles, at most three: "Sekretaris Daerah dan 2 lainnya"."""
    shown = ", ".join(seat.title for seat in seats[:3])
    return f"{shown} (+{len(seats) - 3})" if len(seats) > 3 else shown

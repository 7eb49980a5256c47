"""Tables of the commitments: the paper, its seats, what each seat promised, and what happened at each."""

from sebayu.programmes.movement.commitments.models.commitment import Commitment
from sebayu.programmes.movement.commitments.models.seat import Seat, SeatEvent, Undertaking

__all__ = ["Commitment", "Seat", "SeatEvent", "Undertaking"]

"""The end: everybody signed or was passed over; the document is the signed one and all are told."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from sebayu.core.documents import actions as documents
from sebayu.core.documents.models import Document
from sebayu.core.identity.acting import holder
from sebayu.core.ledger import Actor
from sebayu.core.notify.actions import tell
from sebayu.programmes.movement.ceremony.errors import NothingSigned, StillWaiting
from sebayu.programmes.movement.commitments.enums import CommitmentState, SeatMark, Stage
from sebayu.programmes.movement.commitments.models import Commitment, Seat
from sebayu.programmes.movement.commitments.moves import note, seats_of, signing_of, standing_of, touch
from sebayu.programmes.movement.signing.actions import catch_up
from sebayu.programmes.movement.signing.perms import for_region
from sebayu.programmes.movement.signing.turns import named


@transaction.atomic
def conclude(*, by: Actor, commitment_id: UUID) -> Commitment:
    """Everybody has signed, refused or been passed over: the document is the signed one, and the promises begin to run."""
    acting = for_region(by, Commitment.objects.values_list("office_key", flat=True).get(id=commitment_id))
    commitment = signing_of(commitment_id)
    catch_up(by=by, commitment=commitment)
    seats = seats_of(commitment)
    open_ = [seat for seat in seats if seat.mark in {SeatMark.OPEN, SeatMark.VACANT}]
    if open_ or not standing_of(commitment, seats).is_complete:
        raise StillWaiting(who=named(open_ or [s for s in seats if not s.is_done]))
    document = Document.objects.get(id=commitment.document_id)
    if any(seat.mark == SeatMark.SIGNED for seat in seats):
        documents.conclude(by=acting, document=document)
    elif not commitment.scans.exists():
        raise NothingSigned
    commitment.state, commitment.stage = CommitmentState.CONCLUDED, Stage.ENDED
    commitment.concluded_at = timezone.now()
    commitment.save()
    note(by, "conclude", commitment, signed=sum(seat.is_done for seat in seats), seats=len(seats))
    touch(commitment)
    _tell_all(by, commitment, seats)
    return commitment


def _tell_all(by: Actor, commitment: Commitment, seats: list[Seat]) -> None:
    words = {
        "title": commitment.title,
        "number": commitment.number,
        "path": f"/publik/komitmen/{commitment.slug}/",
    }
    for seat in seats:
        who = holder(seat.post_key) if seat.post_key else None
        account = who.account_id if who else seat.id if seat.is_guest else None
        if account is not None:
            tell(template="commitment_concluded", context=words, by=by, account_id=account)

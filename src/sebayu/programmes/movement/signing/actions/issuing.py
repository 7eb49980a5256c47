"""Issuing: names of today, number, frozen bytes; then the first are called."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from sebayu.core.documents import actions as documents
from sebayu.core.documents.enums import Settle, State
from sebayu.core.documents.models import Document
from sebayu.core.identity.acting import holder
from sebayu.core.ledger import Actor
from sebayu.programmes.movement.commitments import paper
from sebayu.programmes.movement.commitments.actions.drafting import seated
from sebayu.programmes.movement.commitments.enums import CommitmentState
from sebayu.programmes.movement.commitments.errors import NotSigning
from sebayu.programmes.movement.commitments.models import Commitment
from sebayu.programmes.movement.commitments.moves import draft_of, locked, note, reasoned, seats_of, touch
from sebayu.programmes.movement.signing.actions.telling import call_up
from sebayu.programmes.movement.signing.errors import EmptyChair, NoPromise, NoSeats
from sebayu.programmes.movement.signing.perms import for_region

LETTER = "komitmen_bersama"


@transaction.atomic
def issue(*, by: Actor, commitment_id: UUID) -> Commitment:
    """Take the number and freeze the page; from now on it is only signed."""
    commitment = draft_of(by, commitment_id)
    seats = list(commitment.seats.order_by("position").prefetch_related("undertakings"))
    if not seats:
        raise NoSeats
    for seat in seats:
        if not seat.undertakings.all():
            raise NoPromise(title=seat.title)
        if seat.post_key:
            if holder(seat.post_key) is None:
                raise EmptyChair(title=seat.title)
            for field, value in seated(seat.post_key).items():
                setattr(seat, field, value)
            seat.save()
    acting = for_region(by, commitment.office_key)
    document = documents.draft(
        by=acting,
        letter_key=LETTER,
        context=paper.context(commitment, seats),
        office_key=commitment.office_key,
        subject_id=None,
        joint=True,
    )
    document = documents.issue(by=acting, document=document)
    commitment.document_id, commitment.number = document.id, document.number
    commitment.state, commitment.issued_at = CommitmentState.SIGNING, timezone.now()
    commitment.rehearsals.all().delete()
    commitment.save()
    note(by, "issue", commitment, number=document.number, seats=len(seats))
    touch(commitment)
    call_up(by=by, commitment=commitment)
    return commitment


@transaction.atomic
def void(*, by: Actor, commitment_id: UUID, reason: str) -> Commitment:
    """Before it is concluded: the number stays taken and keeps the reason. A commitment with signatures stays to be read."""
    commitment = locked(commitment_id)
    acting = for_region(by, commitment.office_key)
    reason = reasoned(reason)
    if commitment.state in {CommitmentState.CONCLUDED, CommitmentState.VOID}:
        raise NotSigning
    if commitment.document_id:
        _void_document(acting, Document.objects.get(id=commitment.document_id), reason)
    commitment.state, commitment.end_reason = CommitmentState.VOID, reason
    commitment.save()
    note(by, "void", commitment, seats=len(seats_of(commitment)))
    touch(commitment)
    return commitment


def _void_document(acting: Actor, document: Document, reason: str) -> None:
    """A hanging signature is given up with it; while a call is out the document refuses."""
    if document.state == State.UNKNOWN:
        documents.reconcile(by=acting, document=document, how=Settle.VOID, reason=reason)
    elif document.state in {State.NUMBERED, State.SIGNING}:
        documents.void(by=acting, document=document, reason=reason)

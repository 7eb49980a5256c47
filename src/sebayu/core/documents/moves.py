"""What the actions of this room share: locking, moving, ending, and what they write into the ledger."""

from __future__ import annotations

from uuid import UUID

from django.utils import timezone

from sebayu.core.documents.enums import MOVES, State
from sebayu.core.documents.errors import ReasonNeeded, WrongState
from sebayu.core.documents.models import Document, IssuedNumber
from sebayu.core.ledger import Actor, Purpose
from sebayu.core.ledger.actions import record

BASIS = "UU 25/2009 tentang Pelayanan Publik"


def purpose_of(document: Document, text: str = "") -> Purpose:
    return Purpose(
        text or f"Penerbitan {document.title}",
        BASIS,
        case_id=document.case_id,
        case_number=document.case_number,
        service=document.letter_key,
    )


def note(by: Actor, act: str, document: Document, **detail: object) -> None:
    """The entry that goes with an act on a letter, in the caller's transaction."""
    subjects = [document.subject_id] if document.subject_id else []
    record(
        by=by,
        act=f"document.{act}",
        purpose=purpose_of(document),
        subjects=subjects,
        detail={"document": str(document.id), **detail},
    )


def locked(document_id: UUID) -> Document:
    """The letter as it is now, held until the transaction ends: two taps at once become one after the other."""
    return Document.objects.select_for_update().get(id=document_id)


def require(document: Document, *states: str) -> None:
    if document.state not in states:
        raise WrongState(state=State(document.state).label)


def move(document: Document, state: str) -> None:
    """Change the state (not saved yet); the database knows the same table."""
    if state not in MOVES[document.state]:
        raise WrongState(state=State(document.state).label)
    document.state = state
    document.changed_at = timezone.now()


def reasoned(reason: str) -> str:
    text = " ".join(reason.split())
    if len(text) < 5:
        raise ReasonNeeded()
    return text[:300]


def void_number(document: Document, reason: str) -> None:
    """Inside the caller's transaction: the letter ends, its number keeps the reason."""
    now = timezone.now()
    end(document, State.VOID, reason)
    IssuedNumber.objects.filter(document=document).update(void_at=now, void_reason=reason)


def end(document: Document, state: str, reason: str) -> None:
    """The last move, with its reason."""
    move(document, state)
    document.ended_at, document.end_reason = timezone.now(), reason
    document.save()

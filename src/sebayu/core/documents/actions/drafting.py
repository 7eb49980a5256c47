"""Drafting: from the evidence of a case to a letter that can be looked at, before it has a number."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.utils import timezone

from sebayu.core.documents import kinds, office, perms, present, seats
from sebayu.core.documents.enums import Paper, SignerKind, State
from sebayu.core.documents.models import Document, DocumentContent
from sebayu.core.documents.moves import locked, note, require
from sebayu.core.documents.seats import head_post
from sebayu.core.identity.models import Office
from sebayu.core.ledger import Actor
from sebayu.core.ledger.access import writing
from sebayu.core.ledger.errors import Forbidden


def draft(
    *,
    by: Actor,
    letter_key: str,
    context: Mapping[str, Any],
    office_key: str,
    subject_id: UUID | None,
    case_id: UUID | None = None,
    case_number: str = "",
    paper: str = "A4",
    roles: Mapping[str, str] | None = None,
    requester_id: UUID | None = None,
    valid_days: int | None = None,
    signer_post: str = "",
    countersigner_post: str = "",
    archive_code: str = "local",
    sealed: bool = False,
    joint: bool = False,
) -> Document:
    """A letter without a number. `context` is flat: fact paths and `answers.<key>` to raw values; `roles` says of what kind a
    role is ({"deceased": "person"}). Signs: the head of the office unless `signer_post` names another; `sealed` for the seal;
    `joint` for many, who are seated one by one (actions/joint.py).
    `archive_code` "local" means: the region pack's code."""
    if not perms.can_draft(by, office_key):
        raise Forbidden
    kind = kinds.get(letter_key)
    with writing():
        content = present.printed(context, roles)
        document = Document(
            letter_key=letter_key,
            title=kind.title,
            paper=Paper(paper),
            joint=joint,
            office_key=office_key,
            subject_id=subject_id,
            requester_id=requester_id,
            subject_hint=present.hints(content, kind, roles),
            case_id=case_id,
            case_number=case_number,
        )
        document.office_name = document.seat.name
        document.save(force_insert=True)
        extra = {"roles": dict(roles or {}), "valid_days": valid_days, "archive_code": archive_code}
        DocumentContent.objects.create(document=document, context={**content, **extra})
        if not joint:
            _seat_signers(document, document.seat, signer_post, countersigner_post, sealed)
        note(by, "draft", document, letter=letter_key)
    return document


def redraft(*, by: Actor, document: Document, context: Mapping[str, Any]) -> Document:
    """Other facts for the same draft, after an officer corrected or completed something."""
    if not perms.can_draft(by, document.office_key):
        raise Forbidden
    with writing():
        document = locked(document.id)
        require(document, State.DRAFT)
        content = DocumentContent.objects.get(document=document)
        content.context |= present.printed(context, content.context["roles"])
        content.save(update_fields=["context"])
        document.subject_hint = present.hints(
            content.context, kinds.get(document.letter_key), content.context["roles"]
        )
        document.save(update_fields=["subject_hint"])
        note(by, "redraft", document)
    return document


def _seat_signers(document: Document, seat: Office, post: str, countersigner: str, sealed: bool) -> None:
    """Copy who is to sign: the holders of today; they are looked up again, and may change, when the letter is issued."""
    seated: list[office.Signer] = []
    today = timezone.localdate()
    if sealed:
        seated.append(office.seal_of(seat))
    else:
        seated.append(office.signer_of(post or head_post(seat.key), seat, today))
    if countersigner:
        seated.append(office.signer_of(countersigner, seat, today, SignerKind.COUNTERSIGN))
    seats.write(document, seated)

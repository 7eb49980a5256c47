"""Reading a letter: each opening of the bytes or the picture is an entry the citizen sees."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from sebayu.core.documents import kinds, office, perms, render, sheet
from sebayu.core.documents.enums import State
from sebayu.core.documents.errors import WrongState
from sebayu.core.documents.models import Document, DocumentContent, DocumentFile
from sebayu.core.documents.moves import locked, note, purpose_of, require
from sebayu.core.ledger import Actor, Purpose
from sebayu.core.ledger.access import reading
from sebayu.core.ledger.errors import Forbidden


def open_file(*, by: Actor, document: Document, purpose: Purpose | None = None) -> bytes:
    """The bytes of the letter, signed as far as it is. A draft has none: look at its picture."""
    _allowed(by, document)
    if document.state == State.DRAFT:
        raise WrongState(state=State.DRAFT.label)
    with reading(
        by=by,
        purpose=purpose or purpose_of(document, f"Membuka {document.title}"),
        subjects=_subjects(document),
        facts=_facts(document),
        detail={"document": str(document.id)},
    ):
        last = DocumentFile.objects.filter(document=document).order_by("-position")[0]
    return bytes(last.content)


def picture(*, by: Actor, document: Document, purpose: Purpose | None = None, ppi: int = 110) -> list[bytes]:
    """The pages as PNG: what will be signed, or what was."""
    _allowed(by, document)
    with reading(
        by=by,
        purpose=purpose or purpose_of(document, f"Melihat {document.title}"),
        subjects=_subjects(document),
        facts=_facts(document),
        detail={"document": str(document.id)},
    ):
        content = DocumentContent.objects.get(document=document).context
    return render.png(document.letter_key, sheet.ready(_sheet(document, content)), ppi=ppi)


def mark_delivered(*, by: Actor, document: Document) -> Document:
    """The letter reached the citizen (told, downloaded or printed): it no longer waits to be delivered."""
    with transaction.atomic():
        document = locked(document.id)
        require(document, State.SIGNED)
        if document.delivered_at is None:
            document.delivered_at = timezone.now()
            document.save(update_fields=["delivered_at"])
            note(by, "deliver", document)
    return document


def _allowed(by: Actor, document: Document) -> None:
    if not perms.can_read(by, document):
        raise Forbidden


def _sheet(document: Document, content: dict) -> dict:
    texts = {key: content[key] for key in ("values", "shown", "lists")}
    if "sheet" in content:
        return {**content["sheet"], **texts}
    seated = [
        {
            "title": s.title,
            "acting_note": s.acting_note,
            "name": s.name,
            "rank": s.rank,
            "nip": office.grouped_nip(s.nip),
        }
        for s in document.signers.all()
    ]
    return sheet.build(
        content=texts, head=office.printed(document.seat), signers=seated, paper=document.paper
    )


def _subjects(document: Document) -> list:
    return [document.subject_id] if document.subject_id else []


def _facts(document: Document) -> list[str]:
    """Which facts the letter shows: its placeholders, without what the citizen answered."""
    kind = kinds.get(document.letter_key)
    return sorted(path for path in kind.placeholders if not path.startswith("answers."))

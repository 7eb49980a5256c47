"""The ends of a letter: void before it is signed, revoked or replaced after. Always with a reason, never erased."""

from __future__ import annotations

from django.db import transaction

from sebayu.core.documents import perms
from sebayu.core.documents.enums import State
from sebayu.core.documents.errors import NotTheLetter
from sebayu.core.documents.models import Document
from sebayu.core.documents.moves import end, locked, note, reasoned, require, void_number
from sebayu.core.ledger import Actor
from sebayu.core.ledger.errors import Forbidden


def void(*, by: Actor, document: Document, reason: str) -> Document:
    """Cancel a numbered letter before it is signed. The number stays taken and carries the reason."""
    if not perms.can_void(by, document):
        raise Forbidden
    reason = reasoned(reason)
    with transaction.atomic():
        document = locked(document.id)
        require(document, State.NUMBERED)
        void_number(document, reason)
        note(by, "void", document, number=document.number)
    return document


def revoke(*, by: Actor, document: Document, reason: str) -> Document:
    """Take a signed letter back: whoever checks it from now on reads that it is revoked, and why."""
    if not perms.can_revoke(by, document):
        raise Forbidden
    reason = reasoned(reason)
    with transaction.atomic():
        document = locked(document.id)
        require(document, State.SIGNED)
        end(document, State.REVOKED, reason)
        note(by, "revoke", document, number=document.number)
    return document


def replace(*, by: Actor, document: Document, heir: Document, reason: str) -> Document:
    """A signed letter makes way for a newer signed one about the same person, by the same office."""
    if not perms.can_revoke(by, document):
        raise Forbidden
    reason = reasoned(reason)
    with transaction.atomic():
        document = locked(document.id)
        heir = locked(heir.id)
        require(document, State.SIGNED)
        require(heir, State.SIGNED)
        same = (heir.office_key, heir.subject_id) == (document.office_key, document.subject_id)
        if not same or heir.id == document.id:
            raise NotTheLetter(why="surat pengganti harus dari kantor dan untuk orang yang sama")
        document.replaced_by = heir
        end(document, State.REPLACED, reason)
        note(by, "replace", document, number=document.number, by_number=heir.number)
    return document

"""Who may do what with a letter."""

from __future__ import annotations

from sebayu.core.documents.enums import SignerKind
from sebayu.core.documents.models import Document, DocumentSigner
from sebayu.core.identity.perms import can, works_at
from sebayu.core.ledger import Actor


def can_read(actor: Actor, document: Document) -> bool:
    """The person it is about, whoever asked for it, the office that issues it, and the officials who sign it. Nobody else:
    a stranger with the QR code gets the verdict of the public page, never the letter."""
    if actor.subject_id is not None and actor.subject_id in {document.subject_id, document.requester_id}:
        return True
    return can_print(actor, document) or any(s.account_id == actor.account_id for s in _people(document))


def can_print(actor: Actor, document: Document) -> bool:
    """The desk of the issuing office prints for whoever has no phone."""
    return actor.kind == "system" or can(actor, "document.print", office_key=document.office_key)


def can_draft(actor: Actor, office_key: str) -> bool:
    """Letters are drafted and issued by an office: its own people, or the machine for a service that runs by itself."""
    return actor.kind == "system" or works_at(actor, office_key)


def can_sign(actor: Actor, signer: DocumentSigner) -> bool:
    """Only the person whose name is printed: a successor signs a new letter, not an old one."""
    return actor.account_id is not None and actor.account_id == signer.account_id


def can_seal(actor: Actor, document: Document, signer: DocumentSigner) -> bool:
    """The seal belongs to the office; the machine may use it for letters that run by themselves."""
    return signer.kind == SignerKind.SEAL and can_draft(actor, document.office_key)


def can_settle(actor: Actor, document: Document) -> bool:
    """What happened to a signature is settled by a human: whoever was to sign, or somebody of the issuing office."""
    if actor.kind != "officer":
        return False
    return works_at(actor, document.office_key) or any(
        s.account_id == actor.account_id for s in _people(document)
    )


def can_void(actor: Actor, document: Document) -> bool:
    """Before it is signed, the issuing office may cancel; so may the machine when the citizen withdraws."""
    return can_draft(actor, document.office_key) or can_settle(actor, document)


def can_revoke(actor: Actor, document: Document) -> bool:
    """A signed letter is revoked or replaced only by the head of the office that issued it, or by who stands in for the head."""
    return can(actor, "document.revoke", office_key=document.office_key)


def _people(document: Document) -> list[DocumentSigner]:
    return [signer for signer in document.signers.all() if signer.account_id is not None]

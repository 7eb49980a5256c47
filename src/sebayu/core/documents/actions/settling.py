"""Settling what nobody knows: only a human decides, the machine only finds it."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from sebayu.core.documents import conf, perms
from sebayu.core.documents.enums import AttemptState, Settle, SignerKind, State
from sebayu.core.documents.errors import NotTheLetter, WrongState
from sebayu.core.documents.models import Document, DocumentFile, DocumentSigner, SignAttempt
from sebayu.core.documents.moves import locked, move, note, reasoned, require, void_number
from sebayu.core.documents.recording import AndThen, Job, accept, checked_signature, log, next_signer, unseat
from sebayu.core.documents.signing.check import SignatureRejected
from sebayu.core.identity.models import Account
from sebayu.core.ledger import Actor
from sebayu.core.ledger.access import writing
from sebayu.core.ledger.errors import Forbidden


def mark_hanging(*, by: Actor, older_than: dt.timedelta | None = None) -> int:
    """Hand over to humans what a dead process left `signing`: after the longest time a call may take, and a minute. Calls nobody."""
    wait = dt.timedelta(seconds=conf.bsre().sign_seconds + 60) if older_than is None else older_than
    late = Document.objects.filter(state=State.SIGNING, changed_at__lt=timezone.now() - wait)
    return sum(_mark(by, document_id, wait) for document_id in late.values_list("id", flat=True))


def _mark(by: Actor, document_id: UUID, wait: dt.timedelta) -> bool:
    with transaction.atomic():
        document = locked(document_id)
        if document.state != State.SIGNING or document.changed_at > timezone.now() - wait:
            return False
        signer = next_signer(document)
        log(_open_attempt(document), document, signer, AttemptState.UNKNOWN, by, reason="proses terhenti")
        move(document, State.UNKNOWN)
        document.save(update_fields=["state", "changed_at"])
        note(by, "sign_unknown", document, position=signer.position)
    return True


def reconcile(
    *,
    by: Actor,
    document: Document,
    how: str,
    reason: str,
    pdf: bytes | None = None,
    and_then: AndThen | None = None,
) -> Document:
    """A human settles a signature whose outcome is unknown.

    FOUND: the signed file was found at the signing service; it is verified like any other. AGAIN: it was not signed, the same letter
    with the same number may be signed again. VOID: the letter is cancelled, the number keeps the reason.
    """
    if not perms.can_settle(by, document):
        raise Forbidden
    reason = reasoned(reason)
    if Settle(how) == Settle.FOUND:
        return _found(by, document, pdf or b"", and_then)
    with transaction.atomic():
        document = locked(document.id)
        require(document, State.UNKNOWN)
        signer = next_signer(document)
        log(_open_attempt(document), document, signer, AttemptState.GIVEN_UP, by, reason=reason)
        if Settle(how) == Settle.AGAIN:
            move(document, State.NUMBERED)
            document.save(update_fields=["state", "changed_at"])
            unseat(document)
        else:
            void_number(document, reason)
        note(by, "reconcile", document, how=str(how))
    return document


def _found(by: Actor, document: Document, pdf: bytes, and_then: AndThen | None) -> Document:
    if not 0 < len(pdf) <= conf.MAX_PDF_BYTES:
        raise NotTheLetter(why="berkas kosong atau terlalu besar")
    with writing():
        document = locked(document.id)
        require(document, State.UNKNOWN)
        signer = next_signer(document)
        sent = bytes(DocumentFile.objects.get(document=document, position=signer.position - 1).content)
        attempt = document.attempts.filter(state=AttemptState.SENT).latest("id")
        try:
            checked = checked_signature(pdf, sent, signer, _nik(signer), since=attempt.at)
        except SignatureRejected as wrong:
            raise NotTheLetter(why=wrong.reason) from None
        job = Job(document.id, attempt.attempt, signer, "", sent, None, attempt.at)
        note(by, "reconcile", document, how=str(Settle.FOUND))
        return accept(by, job, pdf, checked, AttemptState.FOUND, and_then)


def _nik(signer: DocumentSigner) -> str:
    if signer.kind == SignerKind.SEAL:
        return ""
    return Account.objects.filter(id=signer.account_id).values_list("signer_nik", flat=True).first() or ""


def _open_attempt(document: Document) -> UUID:
    last: SignAttempt | None = document.attempts.filter(state=AttemptState.SENT).order_by("-id").first()
    if last is None:
        raise WrongState(state=State(document.state).label)
    return last.attempt

"""Signing: one transaction before the call, the call outside any, one transaction after it.

What is written before the call stays if this process dies: the letter is then `signing` with an attempt that has no result, and
`mark_hanging` hands it to a human. No path here calls twice.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from uuid import UUID, uuid4

from django.utils import timezone
from django.views.decorators.debug import sensitive_variables

from sebayu.core.documents import perms, stamp
from sebayu.core.documents.enums import AttemptState, State
from sebayu.core.documents.errors import (
    CERTIFICATE_WORDS,
    CertificateInvalid,
    NotTheSigner,
    SignatureHanging,
    SignerUnknown,
    SigningUnavailable,
    SignRefused,
)
from sebayu.core.documents.models import Document, DocumentFile
from sebayu.core.documents.moves import locked, move, note, require
from sebayu.core.documents.recording import AndThen, Job, accept, checked_signature, log, next_signer, reject
from sebayu.core.documents.signing import bsre
from sebayu.core.documents.signing.check import CertificateExpired, SignatureRejected
from sebayu.core.documents.signing.port import (
    NotSent,
    OutcomeUnknown,
    Secret,
    SignerStatus,
    SigningFailed,
    SigningService,
)
from sebayu.core.identity.models import Account
from sebayu.core.ledger import Actor
from sebayu.core.ledger.access import writing
from sebayu.core.ledger.errors import HouseError


@dataclass(frozen=True)
class Outcome:
    """What became of one letter of a batch."""

    document_id: UUID
    number: str
    state: str
    error: HouseError | None = None

    @property
    def ok(self) -> bool:
        return self.error is None


@sensitive_variables("passphrase", "totp", "secret")
def sign(
    *,
    by: Actor,
    document: Document,
    passphrase: str = "",
    totp: str = "",
    and_then: AndThen | None = None,
    service: SigningService | None = None,
) -> Document:
    """The next signer puts a personal signature. Must not run inside a transaction.

    `and_then(document)` runs in the transaction that keeps the signature (advance the case, write the outbox); the state tells whether
    another signer follows. If it fails the signature is kept all the same and the error is raised: `.undelivered()` finds the letter.

    Raises SignRefused (nothing signed, try again), SigningUnavailable (never reached), SignatureHanging (unknown: settle it).
    """
    secret = Secret(passphrase=passphrase, totp=totp)
    if not secret:
        raise SignRefused(why="frasa sandi atau kode sekali pakai belum diisi")
    service = service or bsre.service()
    job = _begin(by, document.id, seal=False)

    def call() -> bytes:
        return service.sign(
            nik=job.nik, secret=secret, pdf=job.pdf, stamp=job.stamp, reason=_reason(document)
        )

    try:
        return _carry_out(by, job, call, and_then)
    except SignRefused as refused:
        raise _because_of_the_certificate(service, job.nik, refused) from None


@sensitive_variables("passphrase", "totp", "secret")
def seal(
    *,
    by: Actor,
    document: Document,
    totp: str = "",
    and_then: AndThen | None = None,
    service: SigningService | None = None,
) -> Document:
    """The office's electronic seal, for letters that run by themselves. The same promises as `sign`."""
    service = service or bsre.service()
    job = _begin(by, document.id, seal=True)
    secret = Secret(totp=totp)

    def call() -> bytes:
        return service.seal(secret=secret, pdf=job.pdf, stamp=job.stamp, reason=_reason(document))

    return _carry_out(by, job, call, and_then)


@sensitive_variables("passphrase", "totp", "secret")
def sign_many(
    *,
    by: Actor,
    documents: Iterable[Document],
    passphrase: str = "",
    totp: str = "",
    and_then: AndThen | None = None,
    each: Callable[[Outcome], None] | None = None,
) -> list[Outcome]:
    """One confirmation, many letters, each with its own outcome; one that fails does not hold up the next.

    Stops early only where every further call would fail the same way: the service is away. `each` reports progress.
    """
    outcomes: list[Outcome] = []
    away: HouseError | None = None
    for document in documents:
        error: HouseError | None = away
        if away is None:
            try:
                document = sign(by=by, document=document, passphrase=passphrase, totp=totp, and_then=and_then)
            except HouseError as failed:
                error = failed
                away = failed if isinstance(failed, SigningUnavailable) else None
                document = Document.objects.get(id=document.id)
        outcomes.append(Outcome(document.id, document.number, document.state, error))
        if each is not None:
            each(outcomes[-1])
    return outcomes


def signer_status(*, by: Actor) -> SignerStatus:
    """Whether the actor's own certificate can sign now; asked before a batch, so that the answer is plain."""
    try:
        return bsre.service().status(nik=_nik(by.account_id))
    except SigningFailed as failed:
        raise SigningUnavailable(why=failed.reason) from None


def _because_of_the_certificate(service: SigningService, nik: str, refused: SignRefused) -> SignRefused:
    """Ask, only after a refusal, whether this certificate can sign at all: then the sentence says what to do about it."""
    if isinstance(refused, CertificateInvalid):
        return refused
    try:
        status = service.status(nik=nik)
    except SigningFailed:
        return refused
    why = CERTIFICATE_WORDS.get(status.code)
    return CertificateInvalid(why=why) if why and not status.can_sign else refused


def _begin(by: Actor, document_id: UUID, *, seal: bool) -> Job:
    with writing(durable=True):
        document = locked(document_id)
        if document.state in {State.SIGNING, State.UNKNOWN}:
            raise SignatureHanging()
        require(document, State.NUMBERED)
        signer = next_signer(document)
        allowed = perms.can_seal(by, document, signer) if seal else perms.can_sign(by, signer)
        if not allowed:
            raise NotTheSigner()
        nik = "" if seal else _nik(signer.account_id)
        pdf, frames = DocumentFile.objects.values_list("content", "document__content__context__frames").get(
            document=document, position=signer.position - 1
        )
        mark = stamp.at(frames or [], signer.position, simulator=document.simulator)
        job = Job(document_id, uuid4(), signer, nik, bytes(pdf), mark, timezone.now())
        move(document, State.SIGNING)
        document.save(update_fields=["state", "changed_at"])
        log(job.attempt, document, signer, AttemptState.SENT, by)
        note(by, "sign_sent", document, position=signer.position)
    return job


def _carry_out(by: Actor, job: Job, call: Callable[[], bytes], and_then: AndThen | None) -> Document:
    began = time.monotonic()
    error: HouseError
    try:
        signed = call()
        checked = checked_signature(signed, job.pdf, job.signer, job.nik, since=job.started)
    except NotSent as failed:
        error, state, why = SigningUnavailable(why=failed.reason), AttemptState.FAILED, failed.reason
    except OutcomeUnknown as failed:
        error, state, why = SignatureHanging(), AttemptState.UNKNOWN, failed.reason
    except CertificateExpired as failed:
        error, state, why = CertificateInvalid(why=failed.reason), AttemptState.FAILED, failed.reason
    except (SigningFailed, SignatureRejected) as failed:
        error, state, why = SignRefused(why=failed.reason), AttemptState.FAILED, failed.reason
    except Exception as broken:  # a defect here must not leave a letter in between: a human looks at it
        error, state, why = SignatureHanging(), AttemptState.UNKNOWN, type(broken).__name__
    else:
        spent = round((time.monotonic() - began) * 1000)
        return accept(by, job, signed, checked, AttemptState.OK, and_then, milliseconds=spent)
    reject(by, job, state, why, milliseconds=round((time.monotonic() - began) * 1000))
    raise error


def _nik(account_id: UUID | None) -> str:
    nik = Account.objects.filter(id=account_id).values_list("signer_nik", flat=True).first()
    if not nik:
        raise SignerUnknown()
    return nik


def _reason(document: Document) -> str:
    return f"{document.title} {document.number}"[:120]

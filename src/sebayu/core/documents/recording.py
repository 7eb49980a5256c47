"""Writing down what a signing call brought: the log of attempts, the bytes, and the state of the letter."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from sebayu.core.documents import conf
from sebayu.core.documents.enums import AttemptState, SignerKind, State
from sebayu.core.documents.errors import WrongState
from sebayu.core.documents.models import Document, DocumentFile, DocumentSigner, SignAttempt
from sebayu.core.documents.moves import locked, move, note
from sebayu.core.documents.signing.check import Checked, Expected, check
from sebayu.core.documents.signing.port import Stamp
from sebayu.core.ledger import Actor
from sebayu.core.ledger.access import writing

AndThen = Callable[[Document], None]


@dataclass(frozen=True)
class Job:
    """One call, ready to go out: written down before it does."""

    document_id: UUID
    attempt: UUID
    signer: DocumentSigner
    nik: str
    pdf: bytes
    stamp: Stamp | None
    started: dt.datetime


def accept(
    by: Actor,
    job: Job,
    signed: bytes,
    checked: Checked,
    state: str,
    and_then: AndThen | None,
    *,
    milliseconds: int | None = None,
) -> Document:
    """Keep verified bytes. The letter is signed once its last signer has signed; until then it waits for the next one."""
    failed: Exception | None = None
    with writing():
        document = locked(job.document_id)
        if document.state not in {State.SIGNING, State.UNKNOWN}:
            raise WrongState(
                state=State(document.state).label
            )  # a human settled it meanwhile: nothing is overturned
        _keep_signature(document, job, signed, checked)
        log(job.attempt, document, job.signer, state, by, milliseconds=milliseconds)
        note(by, "sign", document, position=job.signer.position, simulator=checked.is_simulator)
        if and_then is not None:
            failed = _try(and_then, document)
    if failed is not None:
        raise failed
    return document


def _keep_signature(document: Document, job: Job, signed: bytes, checked: Checked) -> None:
    now = timezone.now()
    digest = keep(document, job.signer.position, signed)
    DocumentSigner.objects.filter(document=document, position=job.signer.position).update(
        signed_at=checked.signed_at,
        verified_at=now,
        sha256=digest,
        certificate_name=checked.certificate_name,
        certificate_serial=checked.certificate_serial,
        is_simulator=checked.is_simulator,
    )
    if document.joint or document.signers.filter(signed_at=None).exists():
        move(document, State.NUMBERED)  # of many signers: until it is concluded
    else:
        move(document, State.SIGNED)
        document.sha256, document.signed_at, document.verified_at = digest, checked.signed_at, now
        document.is_simulator = checked.is_simulator
    document.save(update_fields=["state", "changed_at", "sha256", "signed_at", "verified_at", "is_simulator"])


def _try(and_then: AndThen, document: Document) -> Exception | None:
    """Run what follows in its own savepoint: a signature that was given is never lost to what comes after it."""
    try:
        with transaction.atomic():
            and_then(document)
    except Exception as error:
        return error
    return None


def reject(by: Actor, job: Job, state: str, reason: str, *, milliseconds: int | None = None) -> None:
    """Write down a failure: nothing was signed (back to waiting), or nobody knows (a human settles it)."""
    with transaction.atomic():
        document = locked(job.document_id)
        log(job.attempt, document, job.signer, state, by, reason=reason, milliseconds=milliseconds)
        if document.state == State.SIGNING:
            move(document, State.UNKNOWN if state == AttemptState.UNKNOWN else State.NUMBERED)
            document.save(update_fields=["state", "changed_at"])
        if document.state == State.NUMBERED:
            unseat(document)
        note(by, f"sign_{state}", document, position=job.signer.position)


def unseat(document: Document) -> None:
    """Nothing was signed: in a document of many signers the place is free again, for the same person or another."""
    if document.joint:
        document.signers.filter(signed_at=None).delete()


def log(
    attempt: UUID,
    document: Document,
    signer: DocumentSigner,
    state: str,
    by: Actor,
    *,
    reason: str = "",
    milliseconds: int | None = None,
) -> None:
    SignAttempt.objects.create(
        attempt=attempt,
        document=document,
        position=signer.position,
        kind=signer.kind,
        state=state,
        reason=reason[:300],
        actor_name=by.name[:200],
        account_id=by.account_id,
        post=by.post[:200],
        milliseconds=milliseconds,
    )


def checked_signature(
    signed: bytes, sent: bytes, signer: DocumentSigner, nik: str, *, since: dt.datetime
) -> Checked:
    """The signature of this signer in these bytes, verified; SignatureRejected otherwise."""
    settings = conf.bsre()
    name = signer.name if signer.kind != SignerKind.SEAL else settings.seal_name or signer.office_name
    return check(
        signed,
        sent=sent,
        expected=Expected(name=name, nik=nik),
        roots=settings.trust_roots,
        now=timezone.now(),
        tolerance=dt.timedelta(seconds=settings.clock_tolerance_seconds),
        since=since,
    )


def next_signer(document: Document) -> DocumentSigner:
    return document.signers.filter(signed_at=None).order_by("position")[0]


def keep(document: Document, position: int, content: bytes) -> str:
    """Store bytes for ever; returns their hash."""
    digest = hashlib.sha256(content).hexdigest()
    DocumentFile.objects.create(
        document=document, position=position, content=content, sha256=digest, size=len(content)
    )
    return digest

"""Documents of many signers: seated one by one as they come, each signature on the bytes of the one before.

Whoever signs takes the document's turn first, so that two who press at the same instant follow one another and nothing is sent before
its turn. At most one place is unsigned at any time: the one whose call is out. Who may sit, and in which order, is the caller's plan.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import fields
from uuid import UUID, uuid4

from django.db import connection, transaction
from django.db.models import Max
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables

from sebayu.core.documents import office, perms, stamp
from sebayu.core.documents.actions.signing import _because_of_the_certificate, _carry_out, _nik
from sebayu.core.documents.enums import AttemptState, SignerKind, State
from sebayu.core.documents.errors import NotTheSigner, SignatureHanging, SignRefused, TurnTaken, WrongState
from sebayu.core.documents.models import Document, DocumentContent, DocumentFile, DocumentSigner
from sebayu.core.documents.moves import locked, move, note, require
from sebayu.core.documents.recording import AndThen, Job, log
from sebayu.core.documents.signing import bsre
from sebayu.core.documents.signing.port import Secret, SigningService
from sebayu.core.ledger import Actor
from sebayu.core.ledger.access import writing
from sebayu.core.ledger.errors import Forbidden

PAUSE = 0.05
_TURNS = 73_401  # the class of our advisory locks


@contextmanager
def turn(*, by: Actor, document_id: UUID, wait: float = 20.0) -> Iterator[None]:
    """Hold the document's turn for the block; TurnTaken when it did not come within `wait` seconds: then nothing was sent.

    The turn belongs to the database session: if this process dies it is free at once, and the state of the document says what is open.
    """
    key = int.from_bytes(document_id.bytes[:4], "big", signed=True)
    until = time.monotonic() + wait
    while not _asked("SELECT pg_try_advisory_lock(%s, %s)", key):
        if time.monotonic() >= until:
            raise TurnTaken()
        time.sleep(PAUSE)
    try:
        yield
    finally:
        _asked("SELECT pg_advisory_unlock(%s, %s)", key)


def _asked(sql: str, key: int) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(sql, [_TURNS, key])
        return bool(cursor.fetchone()[0])


@sensitive_variables("passphrase", "totp", "secret")
def sign_joint(
    *,
    by: Actor,
    document: Document,
    who: office.Signer,
    frame: int,
    ref: str = "",
    passphrase: str = "",
    totp: str = "",
    and_then: AndThen | None = None,
    service: SigningService | None = None,
) -> Document:
    """One of many puts a personal signature into the frame of his seat. The same promises as `sign`; call it inside `turn`."""
    secret = Secret(passphrase=passphrase, totp=totp)
    if not secret:
        raise SignRefused(why="frasa sandi atau kode sekali pakai belum diisi")
    if by.account_id is None or by.account_id != who.account_id:
        raise NotTheSigner()
    service = service or bsre.service()
    job = _begin(by, document.id, who, frame, ref)

    def call() -> bytes:
        return service.sign(
            nik=job.nik, secret=secret, pdf=job.pdf, stamp=job.stamp, reason=_reason(document, who)
        )

    try:
        return _carry_out(by, job, call, and_then)
    except SignRefused as refused:
        raise _because_of_the_certificate(service, job.nik, refused) from None


@sensitive_variables("totp", "secret")
def seal_joint(
    *,
    by: Actor,
    document: Document,
    who: office.Signer,
    frame: int,
    ref: str = "",
    totp: str = "",
    and_then: AndThen | None = None,
    service: SigningService | None = None,
) -> Document:
    """The office's seal over what somebody without a certificate declared: his name stands in the reason of the seal and in our record."""
    if not perms.can_draft(by, document.office_key) or who.kind != SignerKind.SEAL:
        raise Forbidden
    service = service or bsre.service()
    job = _begin(by, document.id, who, frame, ref)
    secret = Secret(totp=totp)

    def call() -> bytes:
        return service.seal(secret=secret, pdf=job.pdf, stamp=job.stamp, reason=_reason(document, who))

    return _carry_out(by, job, call, and_then)


def conclude(*, by: Actor, document: Document) -> Document:
    """Nobody signs any more: the document with the signatures it has is the signed one. At least one signature, none of them open."""
    if not perms.can_draft(by, document.office_key):
        raise Forbidden
    with transaction.atomic():
        document = locked(document.id)
        require(document, State.NUMBERED)
        last = document.signers.exclude(signed_at=None).order_by("-position").first()
        if not document.joint or last is None:
            raise WrongState(state=State(document.state).label)
        move(document, State.SIGNING)  # what the table of moves knows: signed comes only after signing
        document.save(update_fields=["state", "changed_at"])
        move(document, State.SIGNED)
        document.sha256, document.signed_at, document.verified_at = (
            last.sha256,
            last.signed_at,
            last.verified_at,
        )
        document.is_simulator = last.is_simulator
        document.save()
        note(by, "conclude", document, number=document.number, signatures=last.position)
    return document


def _begin(by: Actor, document_id: UUID, who: office.Signer, frame: int, ref: str) -> Job:
    with transaction.atomic(durable=True), writing():
        document = locked(document_id)
        if document.state in {State.SIGNING, State.UNKNOWN}:
            raise SignatureHanging()
        require(document, State.NUMBERED)
        if not document.joint:
            raise WrongState(state=State(document.state).label)
        nik = "" if who.kind == SignerKind.SEAL else _nik(who.account_id)
        before = document.signers.aggregate(last=Max("position"))["last"] or 0
        seated = {field.name: getattr(who, field.name) for field in fields(office.Signer)}
        signer = DocumentSigner.objects.create(document=document, position=before + 1, ref=ref, **seated)
        pdf = bytes(DocumentFile.objects.get(document=document, position=before).content)
        frames = DocumentContent.objects.get(document=document).context.get("frames", [])
        mark = stamp.at(frames, frame, simulator=document.simulator)
        job = Job(document_id, uuid4(), signer, nik, pdf, mark, timezone.now())
        move(document, State.SIGNING)
        document.save(update_fields=["state", "changed_at"])
        log(job.attempt, document, signer, AttemptState.SENT, by)
        note(by, "sign_sent", document, position=signer.position)
    return job


def _reason(document: Document, who: office.Signer) -> str:
    name = f"{who.name}: " if who.kind == SignerKind.SEAL else ""
    return f"{name}{document.title} {document.number}"[:120]

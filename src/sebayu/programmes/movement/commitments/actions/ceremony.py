"""The ceremony: its stage on the big screen, paper when network or signer fail, settling what nobody knows, and the end."""

from __future__ import annotations

import datetime as dt
import hashlib
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from sebayu.core.documents import actions as documents
from sebayu.core.documents.enums import SignerKind, State
from sebayu.core.documents.models import Document
from sebayu.core.identity import perms as identity
from sebayu.core.identity.acting import holder
from sebayu.core.ledger import Actor
from sebayu.core.notify.actions import tell
from sebayu.programmes.movement.commitments.actions.signing import keep
from sebayu.programmes.movement.commitments.actions.telling import call_up
from sebayu.programmes.movement.commitments.enums import CommitmentState, EventKind, How, SeatMark, Stage
from sebayu.programmes.movement.commitments.errors import BadScan, NothingSigned, NotSigning, StillWaiting
from sebayu.programmes.movement.commitments.models import Commitment, PaperScan, Seat
from sebayu.programmes.movement.commitments.moves import (
    event,
    named,
    note,
    put,
    reasoned,
    require_turn,
    seats_of,
    signing_of,
    standing_of,
    touch,
)
from sebayu.programmes.movement.commitments.perms import for_region
from sebayu.programmes.movement.structure.perms import WRITE

BYTES = 10 * 2**20
KINDS = {b"%PDF-": "application/pdf", b"\xff\xd8\xff": "image/jpeg", b"\x89PNG\r\n\x1a\n": "image/png"}


def start(*, by: Actor, commitment_id: UUID) -> Commitment:
    return _stage(by, commitment_id, Stage.RUNNING, {Stage.QUIET, Stage.ENDED})


def pause(*, by: Actor, commitment_id: UUID) -> Commitment:
    """Nobody signs until it goes on; a call that is out already is kept."""
    return _stage(by, commitment_id, Stage.PAUSED, {Stage.RUNNING, Stage.PAPER})


def resume(*, by: Actor, commitment_id: UUID) -> Commitment:
    return _stage(by, commitment_id, Stage.RUNNING, {Stage.PAUSED, Stage.PAPER})


def to_paper(*, by: Actor, commitment_id: UUID) -> Commitment:
    """The network or the signer failed: pens. Electronic signatures stay possible and may follow later."""
    return _stage(by, commitment_id, Stage.PAPER, {Stage.QUIET, Stage.RUNNING, Stage.PAUSED})


@transaction.atomic
def _stage(by: Actor, commitment_id: UUID, stage: str, allowed: set[str]) -> Commitment:
    identity.required(by, WRITE)
    commitment = signing_of(commitment_id)
    if commitment.stage == stage:
        return commitment
    if commitment.stage not in allowed:
        raise NotSigning
    commitment.stage = stage
    commitment.save(update_fields=["stage"])
    note(by, "stage", commitment, stage=str(stage))
    touch(commitment)
    return commitment


@transaction.atomic
def sign_on_paper(*, by: Actor, seat_id: UUID, at: dt.datetime | None = None) -> Seat:
    """The secretariat notes that this seat signed the printed sheet by hand. It may still be followed electronically."""
    identity.required(by, WRITE)
    commitment = signing_of(Seat.objects.values_list("commitment_id", flat=True).get(id=seat_id))
    seat = Seat.objects.select_for_update().get(id=seat_id)
    if seat.mark == SeatMark.PAPER:
        return seat
    require_turn(commitment, seat)
    who = holder(seat.post_key) if seat.post_key else None
    name, title = (who.name, f"{who.acting_note} {who.title}".strip()) if who else (seat.name, seat.title)
    put(seat, SeatMark.PAPER, how=How.PAPER, name=name, title=title)
    if at is not None and commitment.issued_at and commitment.issued_at <= at <= timezone.now():
        Seat.objects.filter(id=seat.id).update(marked_at=at)
    event(seat, EventKind.PAPER, by)
    note(by, "paper", commitment, seat=str(seat.id))
    touch(commitment)
    call_up(by=by, commitment=commitment)
    return seat


@transaction.atomic
def add_scan(*, by: Actor, commitment_id: UUID, content: bytes) -> PaperScan:
    """The scanned sheet, kept as it came; its kind is read from its first bytes."""
    identity.required(by, WRITE)
    commitment = Commitment.objects.get(id=commitment_id)
    mime = next((kind for sign, kind in KINDS.items() if content.startswith(sign)), "")
    if not mime or len(content) > BYTES or commitment.document_id is None:
        raise BadScan
    scan = PaperScan.objects.create(
        commitment=commitment,
        content=content,
        mime=mime,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        by_name=by.name[:200],
    )
    note(by, "scan", commitment, scan=str(scan.id), sha256=scan.sha256)
    touch(commitment)
    return scan


@transaction.atomic
def conclude(*, by: Actor, commitment_id: UUID) -> Commitment:
    """Everybody has signed, refused or been passed over: the document is the signed one, and the promises begin to run."""
    acting = for_region(by, Commitment.objects.values_list("office_key", flat=True).get(id=commitment_id))
    commitment = signing_of(commitment_id)
    catch_up(by=by, commitment=commitment)
    seats = seats_of(commitment)
    open_ = [seat for seat in seats if seat.mark in {SeatMark.OPEN, SeatMark.VACANT}]
    if open_ or not standing_of(commitment, seats).is_complete:
        raise StillWaiting(who=named(open_ or [s for s in seats if not s.is_done]))
    document = Document.objects.get(id=commitment.document_id)
    if any(seat.mark == SeatMark.SIGNED for seat in seats):
        documents.conclude(by=acting, document=document)
    elif not commitment.scans.exists():
        raise NothingSigned
    commitment.state, commitment.stage = CommitmentState.CONCLUDED, Stage.ENDED
    commitment.concluded_at = timezone.now()
    commitment.save()
    note(by, "conclude", commitment, signed=sum(seat.is_done for seat in seats), seats=len(seats))
    touch(commitment)
    _tell_all(by, commitment, seats)
    return commitment


def _tell_all(by: Actor, commitment: Commitment, seats: list[Seat]) -> None:
    words = {
        "title": commitment.title,
        "number": commitment.number,
        "path": f"/publik/komitmen/{commitment.slug}/",
    }
    for seat in seats:
        who = holder(seat.post_key) if seat.post_key else None
        account = who.account_id if who else seat.id if seat.is_guest else None
        if account is not None:
            tell(template="commitment_concluded", context=words, by=by, account_id=account)


def settle(*, by: Actor, commitment_id: UUID, how: str, reason: str, pdf: bytes | None = None) -> Commitment:
    """A signature whose outcome nobody knows: found at the signing service, or certainly not there. Voiding is another act."""
    commitment = signing_for(by, commitment_id)
    document = Document.objects.get(id=commitment.document_id)
    acting = for_region(by, commitment.office_key)
    documents.reconcile(by=acting, document=document, how=how, reason=reasoned(reason), pdf=pdf)
    catch_up(by=by, commitment=commitment)
    return commitment


def signing_for(by: Actor, commitment_id: UUID) -> Commitment:
    identity.required(by, WRITE)
    commitment = Commitment.objects.get(id=commitment_id)
    if commitment.state != CommitmentState.SIGNING:
        raise NotSigning
    return commitment


@transaction.atomic
def catch_up(*, by: Actor, commitment: Commitment) -> int:
    """Signatures the document has and the seats do not know of: those a person found after a time-out."""
    if commitment.document_id is None:
        return 0
    document = Document.objects.get(id=commitment.document_id)
    if document.state not in {State.NUMBERED, State.SIGNED}:
        return 0
    known = {str(seat.id): seat for seat in seats_of(commitment) if seat.mark != SeatMark.SIGNED}
    missed = [s for s in document.signers.exclude(signed_at=None) if s.ref in known]
    for signer in missed:
        how = How.LINK if signer.kind == SignerKind.SEAL else How.CERTIFICATE
        title = f"{signer.acting_note} {signer.title}".strip()
        keep(
            by,
            known[signer.ref],
            name=signer.name,
            title=title,
            how=how,
            document=document,
            account=signer.account_id,
        )
    return len(missed)

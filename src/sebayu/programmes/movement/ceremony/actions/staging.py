"""The ceremony while it runs: its stage on the big screen, and paper when network or signer fail."""

from __future__ import annotations

import datetime as dt
import hashlib
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from sebayu.core.identity import perms as identity
from sebayu.core.identity.acting import holder
from sebayu.core.ledger import Actor
from sebayu.programmes.movement.ceremony.errors import BadScan
from sebayu.programmes.movement.ceremony.models import PaperScan
from sebayu.programmes.movement.commitments.enums import EventKind, How, SeatMark, Stage
from sebayu.programmes.movement.commitments.errors import NotSigning
from sebayu.programmes.movement.commitments.models import Commitment, Seat
from sebayu.programmes.movement.commitments.moves import event, note, put, signing_of, touch
from sebayu.programmes.movement.signing.actions import call_up
from sebayu.programmes.movement.signing.turns import require_turn
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

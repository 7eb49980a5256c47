"""Signing with one's own certificate: the turn is taken first, then the plan is asked, then one call goes out."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.views.decorators.debug import sensitive_variables

from sebayu.core.documents import actions as documents
from sebayu.core.documents.enums import SignerKind
from sebayu.core.documents.errors import SigningUnavailable
from sebayu.core.documents.models import Document
from sebayu.core.documents.office import Signer
from sebayu.core.ledger import Actor
from sebayu.core.ledger.errors import HouseError
from sebayu.programmes.movement.commitments.enums import EventKind, How, SeatMark
from sebayu.programmes.movement.commitments.models import Commitment, Seat
from sebayu.programmes.movement.commitments.moves import event, note, put, signing_of, touch
from sebayu.programmes.movement.signing.actions.telling import call_up
from sebayu.programmes.movement.signing.errors import NotYourSeat
from sebayu.programmes.movement.signing.perms import Sitting, sitting
from sebayu.programmes.movement.signing.queueing import turn
from sebayu.programmes.movement.signing.turns import require_turn

WAIT = 20.0


@dataclass(frozen=True)
class Outcome:
    """What became of one seat of a batch."""

    seat: Seat
    error: HouseError | None = None

    @property
    def ok(self) -> bool:
        return self.error is None


@sensitive_variables("passphrase", "totp")
def sign(*, by: Actor, seat_id: UUID, passphrase: str = "", totp: str = "", wait: float = WAIT) -> Seat:
    """The holder of the seat's post, or who has the mandate, signs; a substitute's name goes on the record, the printed one stays."""
    seat = Seat.objects.select_related("commitment").get(id=seat_id)
    if seat.commitment.document_id is None:
        raise NotYourSeat
    with turn(by=by, document_id=seat.commitment.document_id, wait=wait):
        seat, who = _ready(by, seat_id)
        document = Document.objects.get(id=seat.commitment.document_id)
        documents.sign_joint(
            by=by,
            document=document,
            who=_signer(by, seat, who),
            frame=seat.position,
            ref=str(seat.id),
            passphrase=passphrase,
            totp=totp,
            and_then=lambda signed: _kept(by, seat, who, signed),
        )
    seat.refresh_from_db()
    return seat


@sensitive_variables("passphrase", "totp")
def sign_all(
    *, by: Actor, seat_ids: list[UUID], passphrase: str = "", totp: str = "", wait: float = WAIT
) -> list[Outcome]:
    """One confirmation for several seats of one person, in the plan's order; each with its own outcome."""
    outcomes: list[Outcome] = []
    away: HouseError | None = None
    for seat in Seat.objects.filter(id__in=seat_ids).order_by("commitment_id", "group", "position"):
        error = away
        if away is None:
            try:
                seat = sign(by=by, seat_id=seat.id, passphrase=passphrase, totp=totp, wait=wait)
            except HouseError as failed:
                error, away = failed, failed if isinstance(failed, SigningUnavailable) else None
        outcomes.append(Outcome(seat, error))
    return outcomes


@transaction.atomic
def _ready(by: Actor, seat_id: UUID) -> tuple[Seat, Sitting]:
    seat = Seat.objects.get(id=seat_id)
    commitment = signing_of(seat.commitment_id)
    seat.refresh_from_db()
    seat.commitment = commitment
    who = sitting(by, seat)
    if who is None:
        raise NotYourSeat
    require_turn(commitment, seat)
    return seat, who


def _signer(by: Actor, seat: Seat, who: Sitting) -> Signer:
    return Signer(
        kind=SignerKind.SIGN,
        name=who.name,
        title=who.title,
        account_id=by.account_id,
        post_key=seat.post_key,
        acting_note=who.acting_note,
        nip=who.nip,
        rank=who.rank,
        office_name=seat.organisation,
    )


def _kept(by: Actor, seat: Seat, who: Sitting, document: Document) -> None:
    keep(
        by,
        seat,
        name=who.name,
        title=who.named,
        how=How.CERTIFICATE,
        document=document,
        account=by.account_id,
    )


def keep(
    by: Actor,
    seat: Seat,
    *,
    name: str,
    title: str,
    how: str,
    document: Document,
    account: UUID | None = None,
) -> None:
    """In the transaction that keeps the bytes: the seat is signed, its history says by whom, and the next are called."""
    commitment = Commitment.objects.select_for_update().get(id=seat.commitment_id)
    seat = Seat.objects.select_for_update().get(id=seat.id)
    text = "" if (name, title) == (seat.name, seat.title) else f"{name}, {title}"
    put(
        seat,
        SeatMark.SIGNED,
        how=how,
        name=name,
        title=title,
        note=text[:300],
        is_simulator=document.simulator,
        signed_account=account,
    )
    event(seat, EventKind.SIGNED, by, text)
    note(by, "sign", commitment, seat=str(seat.id), how=str(how), substitute=bool(text))
    touch(commitment)
    call_up(by=by, commitment=commitment)

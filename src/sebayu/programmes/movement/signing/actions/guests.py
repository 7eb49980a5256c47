"""Guests without an account: a one-time link to their contact, a one-time code to the same contact, and the region's seal.

An electronic signature without a certificate (PP 71/2019 pasal 60): who declared it, when, by which link and code is our record; the seal
fixes it in the document, with the name in its reason. A link that was passed on signs nothing: the code goes to the contact of the seat.
"""

from __future__ import annotations

import datetime as dt
import hmac
import secrets

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables

from sebayu.core.documents import actions as documents
from sebayu.core.documents.enums import SignerKind
from sebayu.core.documents.models import Document
from sebayu.core.documents.office import Signer
from sebayu.core.identity import rates
from sebayu.core.identity.keys import digest
from sebayu.core.ledger import Actor
from sebayu.core.notify.actions import tell
from sebayu.programmes.movement.commitments.enums import EventKind, How, SeatMark
from sebayu.programmes.movement.commitments.models import Seat
from sebayu.programmes.movement.commitments.moves import event, note, put, reasoned, signing_of, touch
from sebayu.programmes.movement.signing.actions.linking import open_link
from sebayu.programmes.movement.signing.actions.signing import keep
from sebayu.programmes.movement.signing.actions.telling import call_up
from sebayu.programmes.movement.signing.errors import LinkDead, SealNotSet, WrongCode
from sebayu.programmes.movement.signing.models import SignLink
from sebayu.programmes.movement.signing.queueing import turn
from sebayu.programmes.movement.signing.turns import require_turn

MINUTES, TRIES = 10, 5
CODES_AN_HOUR = 5
SEALER = Actor.system("Segel Komitmen Bersama")


@transaction.atomic
def send_code(*, by: Actor, token: str) -> SignLink:
    """A fresh code to the contact of the seat, never to whoever opened the link."""
    link = open_link(by=by, token=token)
    rates.hit("commitment.code", str(link.id), limit=CODES_AN_HOUR, minutes=60)
    link = SignLink.objects.select_for_update().select_related("seat__commitment").get(id=link.id)
    require_turn(link.seat.commitment, link.seat)
    code = f"{secrets.randbelow(10**6):06d}"
    now = timezone.now()
    link.code_digest, link.code_sent_at, link.tries = _code(link, code), now, 0
    link.code_expires_at = now + dt.timedelta(minutes=MINUTES)
    link.save(update_fields=["code_digest", "code_sent_at", "code_expires_at", "tries"])
    words = {"title": link.seat.commitment.title, "code": code, "minutes": MINUTES}
    tell(template="commitment_code", context=words, by=_guest(link.seat), account_id=link.seat.id)
    event(link.seat, EventKind.CODE_SENT, _guest(link.seat), link.contact_hint)
    note(_guest(link.seat), "send_code", link.seat.commitment, link=str(link.id))
    return link


@sensitive_variables("code")
def sign_by_link(*, by: Actor, token: str, code: str, wait: float = 20.0) -> Seat:
    """Link and code together sign; then the seal goes over it. What failed at the seal leaves the link alive."""
    seal_code = str(getattr(settings, "SEBAYU_BSRE_SEAL_CODE", ""))
    if not seal_code:
        raise SealNotSet
    link = open_link(by=by, token=token)
    commitment = link.seat.commitment
    if commitment.document_id is None:
        raise LinkDead
    _check(link, code)
    with turn(by=by, document_id=commitment.document_id, wait=wait):
        seat = _ready(link)
        documents.seal_joint(
            by=SEALER,
            document=Document.objects.get(id=commitment.document_id),
            who=_signer(seat),
            frame=seat.position,
            ref=str(seat.id),
            totp=seal_code,
            and_then=lambda document: _kept(link, seat, document),
        )
    seat.refresh_from_db()
    return seat


@transaction.atomic
def refuse_by_link(*, by: Actor, token: str, code: str, reason: str) -> Seat:
    """A refusal is as much the guest's own as a signature: it takes the code as well."""
    link = open_link(by=by, token=token)
    reason = reasoned(reason)
    _check(link, code)
    commitment = signing_of(link.seat.commitment_id)
    seat = link.seat
    require_turn(commitment, seat)
    put(seat, SeatMark.REFUSED, note=reason)
    SignLink.objects.filter(id=link.id).update(used_at=timezone.now())
    event(seat, EventKind.REFUSED, _guest(seat), reason)
    note(_guest(seat), "refuse", commitment, seat=str(seat.id), link=str(link.id))
    touch(commitment)
    call_up(by=SEALER, commitment=commitment)
    return seat


def _check(link: SignLink, code: str) -> None:
    """Count the try in its own transaction, then compare: failing does not undo the counting. Only wrong codes stay counted:
    whoever has the right one may have to wait for the turn several times."""
    with transaction.atomic():
        row = SignLink.objects.select_for_update().get(id=link.id)
        live = row.is_alive and row.tries < TRIES and row.code_digest
        live = bool(live and row.code_expires_at and row.code_expires_at > timezone.now())
        row.tries += live
        row.save(update_fields=["tries"])
    given = "".join(c for c in code if c.isdigit())
    if not live or not hmac.compare_digest(row.code_digest, _code(row, given)):
        raise WrongCode
    SignLink.objects.filter(id=link.id).update(code_ok_at=timezone.now(), tries=F("tries") - 1)


@transaction.atomic
def _ready(link: SignLink) -> Seat:
    commitment = signing_of(link.seat.commitment_id)
    seat = Seat.objects.get(id=link.seat_id)
    seat.commitment = commitment
    if not SignLink.objects.get(id=link.id).is_alive:
        raise LinkDead
    require_turn(commitment, seat)
    event(seat, EventKind.CODE_OK, _guest(seat), link.contact_hint)
    return seat


def _kept(link: SignLink, seat: Seat, document: Document) -> None:
    SignLink.objects.filter(id=link.id).update(used_at=timezone.now(), code_digest="")
    keep(_guest(seat), seat, name=seat.name, title=seat.title, how=How.LINK, document=document)


def _signer(seat: Seat) -> Signer:
    return Signer(kind=SignerKind.SEAL, name=seat.name, title=seat.title, office_name=seat.organisation)


def _guest(seat: Seat) -> Actor:
    return Actor(kind="public", name=seat.name, post=seat.title)


def _code(link: SignLink, code: str) -> str:
    return digest("commitment.code", f"{link.id}:{code}")

"""Links of guests: sent to the contact of their seat, opened by whoever holds them, worthless without the code."""

from __future__ import annotations

import datetime as dt
import secrets
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from sebayu.core.identity import perms as identity
from sebayu.core.identity.keys import digest
from sebayu.core.ledger import Actor
from sebayu.core.notify.actions import tell
from sebayu.programmes.movement.commitments.enums import EventKind
from sebayu.programmes.movement.commitments.errors import NobodyNamed
from sebayu.programmes.movement.commitments.models import Seat
from sebayu.programmes.movement.commitments.moves import event, note
from sebayu.programmes.movement.signing import contacts
from sebayu.programmes.movement.signing.errors import LinkDead
from sebayu.programmes.movement.signing.models import SignLink
from sebayu.programmes.movement.structure.perms import WRITE

DAYS = 7


@transaction.atomic
def send_link(*, by: Actor, seat_id: UUID) -> SignLink:
    """A new link to the contact of the seat; an older one of the same seat ends."""
    if by.kind not in {"system", "public"}:
        _may_send(by)
    seat = Seat.objects.select_related("commitment").get(id=seat_id)
    if not seat.is_guest or not (seat.email or seat.phone):
        raise NobodyNamed
    now = timezone.now()
    seat.links.filter(used_at=None, revoked_at=None).update(revoked_at=now)
    token = secrets.token_urlsafe(24)
    link = SignLink.objects.create(
        seat=seat,
        token_digest=digest("commitment", token),
        contact_hint=contacts.hint(seat.email, seat.phone),
        contact_digest=_contact(seat),
        expires_at=now + dt.timedelta(days=DAYS),
    )
    words = {
        "title": seat.commitment.title,
        "seat": seat.title,
        "path": reverse("signing:link", args=[token]),
    }
    tell(template="commitment_link", context=words, by=by, account_id=seat.id)
    event(seat, EventKind.LINK_SENT, by, link.contact_hint)
    note(by, "send_link", seat.commitment, seat=str(seat.id), link=str(link.id))
    return link


def _may_send(by: Actor) -> None:
    """Links go out because the secretariat sends them, or because somebody's signature brought the next group's turn."""
    if not identity.is_officer(by):
        identity.required(by, WRITE)


def open_link(*, by: Actor, token: str) -> SignLink:
    """The living link behind a token; LinkDead for whatever else, without saying why."""
    link = (
        SignLink.objects.select_related("seat__commitment")
        .filter(token_digest=digest("commitment", token))
        .first()
    )
    if link is None or not link.is_alive or link.contact_digest != _contact(link.seat):
        raise LinkDead
    return link


def _contact(seat: Seat) -> str:
    return digest("commitment.contact", f"{seat.id}:{seat.email}:{seat.phone}")

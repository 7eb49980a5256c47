"""Drafting: the text, the seats in their order, and what each seat promises. Nothing is printed yet."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import Max
from django.utils.text import slugify

from sebayu.core.identity import perms as identity
from sebayu.core.identity.acting import holder
from sebayu.core.identity.contact import clean_email, clean_phone
from sebayu.core.identity.models import Post
from sebayu.core.ledger import Actor
from sebayu.programmes.movement.commitments.enums import USUAL_GROUP, Capacity
from sebayu.programmes.movement.commitments.errors import BadTarget, NobodyNamed
from sebayu.programmes.movement.commitments.models import Commitment, Seat, Undertaking
from sebayu.programmes.movement.commitments.moves import draft_of, note
from sebayu.programmes.movement.structure.perms import WRITE

FIELDS = ("title", "considerations", "preamble", "place", "ceremony_at", "refusal_blocks")


@transaction.atomic
def create(
    *,
    by: Actor,
    title: str,
    preamble: str,
    office_key: str,
    considerations: str = "",
    place: str = "",
    ceremony_at: dt.datetime | None = None,
    refusal_blocks: bool = False,
) -> Commitment:
    """A new draft for the region's office."""
    identity.required(by, WRITE)
    commitment = Commitment.objects.create(
        slug=f"{slugify(title)[:80].strip('-') or 'komitmen'}-{uuid4().hex[:6]}",
        title=title.strip(),
        preamble=preamble.strip(),
        considerations=considerations.strip(),
        place=place.strip(),
        ceremony_at=ceremony_at,
        office_key=office_key,
        refusal_blocks=refusal_blocks,
    )
    note(by, "create", commitment)
    return commitment


@transaction.atomic
def change(*, by: Actor, commitment_id: UUID, **values: object) -> Commitment:
    commitment = draft_of(by, commitment_id)
    for field in FIELDS:
        if field in values:
            setattr(commitment, field, values[field])
    commitment.save()
    note(by, "change", commitment, fields=sorted(set(values) & set(FIELDS)))
    return commitment


@transaction.atomic
def add_seat(
    *,
    by: Actor,
    commitment_id: UUID,
    capacity: str,
    post_key: str = "",
    name: str = "",
    title: str = "",
    organisation: str = "",
    email: str = "",
    phone: str = "",
    group: int | None = None,
) -> Seat:
    """A seat of a post, or of a guest with the contact his link goes to."""
    commitment = draft_of(by, commitment_id)
    who = seated(post_key, name=name, title=title, organisation=organisation, email=email, phone=phone)
    last = commitment.seats.aggregate(n=Max("position"))["n"] or 0
    seat = Seat.objects.create(
        commitment=commitment,
        capacity=Capacity(capacity),
        group=group or USUAL_GROUP[Capacity(capacity)],
        position=last + 1,
        **who,
    )
    note(by, "add_seat", commitment, seat=str(seat.id), post=post_key)
    return seat


def seated(
    post_key: str,
    *,
    name: str = "",
    title: str = "",
    organisation: str = "",
    email: str = "",
    phone: str = "",
) -> dict[str, str]:
    """The fields of a seat that say who sits there."""
    if post_key:
        post = Post.objects.select_related("office").filter(key=post_key).first()
        if post is None:
            raise NobodyNamed
        who = holder(post_key)
        note_ = f"{who.acting_note} " if who and who.acting_note else ""
        return {
            "post_key": post_key,
            "name": who.name if who else post.title,
            "title": f"{note_}{post.title}",
            "organisation": post.office.name,
            "email": "",
            "phone": "",
        }
    email, phone = clean_email(email), clean_phone(phone)
    if not (name.strip() and title.strip() and (email or phone)):
        raise NobodyNamed
    texts = {"name": name, "title": title, "organisation": organisation}
    return {key: " ".join(text.split()) for key, text in texts.items()} | {
        "post_key": "",
        "email": email,
        "phone": phone,
    }


@transaction.atomic
def remove_seat(*, by: Actor, seat_id: UUID) -> None:
    seat = Seat.objects.get(id=seat_id)
    commitment = draft_of(by, seat.commitment_id)
    seat.delete()
    for position, row in enumerate(commitment.seats.order_by("position"), 1):
        Seat.objects.filter(id=row.id).update(position=position)
    note(by, "remove_seat", commitment, seat=str(seat_id))


@transaction.atomic
def add_promise(
    *,
    by: Actor,
    seat_id: UUID,
    text: str,
    due_on: dt.date,
    indicator_key: str = "",
    target: Decimal | None = None,
    scope: str = "region",
    **more: object,
) -> Undertaking:
    """What this seat promises, by when, and what will prove it."""
    seat = Seat.objects.get(id=seat_id)
    commitment = draft_of(by, seat.commitment_id)
    if bool(indicator_key) != (target is not None):
        raise BadTarget
    last = seat.undertakings.aggregate(n=Max("order"))["n"] or 0
    promise = Undertaking.objects.create(
        seat=seat,
        order=last + 1,
        text=" ".join(text.split()),
        due_on=due_on,
        indicator_key=indicator_key,
        target=target,
        scope=scope or "region",
        **more,
    )
    note(by, "add_promise", commitment, seat=str(seat.id), indicator=indicator_key)
    return promise


@transaction.atomic
def remove_promise(*, by: Actor, promise_id: UUID) -> None:
    promise = Undertaking.objects.select_related("seat").get(id=promise_id)
    commitment = draft_of(by, promise.seat.commitment_id)
    promise.delete()
    note(by, "remove_promise", commitment, seat=str(promise.seat_id))

"""Writing the outbox. Nothing here reaches out: the worker does, after the commit."""

import datetime as dt
from collections.abc import Iterable, Mapping
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from sebayu.core.identity.models import Mandate, Post
from sebayu.core.identity.serving import AT_KECAMATAN, office_for
from sebayu.core.ledger import Actor, Purpose
from sebayu.core.ledger.actions import record
from sebayu.core.notify import channels as ways_out
from sebayu.core.notify import contacts, tasks, templates
from sebayu.core.notify.models import Delivery, Message

CLOCK = Actor.system("Sebayu")
BASIS = "UU 25/2009 tentang Pelayanan Publik"
URGENT = "urgent"


@transaction.atomic
def tell(
    *,
    template: str,
    context: Mapping[str, object],
    by: Actor,
    account_id: UUID | None = None,
    person_id: UUID | None = None,
    channels: Iterable[str] | None = None,
    case_id: UUID | None = None,
) -> Message | None:
    """Write a message to the outbox, in the caller's transaction. None when there is nobody to tell.

    Raises BadMessage only for defects: an unknown template, a missing value, a NIK or a query in what is to be sent.
    """
    kind = templates.get(template)
    values = templates.clean(kind, context)
    contact = contacts.find(account_id=account_id, person_id=person_id)
    if contact is None:
        return None
    now = timezone.now()
    message = Message.objects.create(
        account_id=contact.account_id,
        template=template,
        context={key: value for key, value in values.items() if key not in kind.secret},
        secret={key: values[key] for key in kind.secret},
        case_id=case_id,
        void_after=now + dt.timedelta(minutes=kind.minutes) if kind.minutes else None,
        created_at=now,
    )
    wanted = None if channels is None else set(channels)
    ways = [
        channel.key
        for channel in ways_out.active()
        if (wanted is None or channel.key in wanted) and channel.address(contact)
    ]
    _queue(message, ways, urgent=bool(kind.secret))
    record(
        by=by,
        act="notify.tell",
        purpose=Purpose(text="Memberi tahu lewat pesan", basis=BASIS, case_id=case_id),
        subjects=[person_id] if person_id else [],
        detail={"template": template, "channels": ways},
    )
    return message


def _queue(message: Message, ways: list[str], *, urgent: bool) -> None:
    """Rows and jobs in one transaction: both are there after the commit, or neither."""
    deliveries = Delivery.objects.bulk_create(
        Delivery(message=message, channel=key, next_try_at=message.created_at) for key in ways
    )
    for delivery in deliveries:
        job = tasks.deliver.configure(queue=URGENT) if urgent else tasks.deliver
        job.defer(delivery_id=str(delivery.id))


@transaction.atomic
def tell_desk(
    *,
    office_key: str,
    role: str,
    template: str,
    context: Mapping[str, object],
    area_code: str = "",
    rt: str = "",
    rw: str = "",
    case_id: UUID | None = None,
    by: Actor = CLOCK,
) -> list[Message]:
    """Tell everybody who holds this role in the office today; a role of the kecamatan is found through the area."""
    day = timezone.localdate()
    if role in AT_KECAMATAN and area_code:
        seat = office_for(role, area_code, day)
        office_key = seat.key if seat else office_key
    posts = Post.objects.on(day).filter(office_id=office_key, role=role)
    if rw:
        posts = posts.filter(rw=rw)
    if rt:
        posts = posts.filter(rt=rt)
    holders = Mandate.objects.on(day).filter(post__in=posts).values_list("account_id", flat=True).distinct()
    told = [
        tell(template=template, context=context, by=by, account_id=account_id, case_id=case_id)
        for account_id in sorted(holders)
    ]
    return [message for message in told if message]


@transaction.atomic
def mark_read(*, by: Actor, message: Message) -> None:
    """The receiver opened it on the portal."""
    if message.account_id != by.account_id or message.read_at:
        return
    message.read_at = timezone.now()
    message.save(update_fields=["read_at"])
    purpose = Purpose(text="Membaca pesan sendiri", basis=BASIS, case_id=message.case_id)
    record(by=by, act="notify.read", purpose=purpose, detail={"template": message.template})

"""Taking one delivery from waiting to sent or given up.

A delivery is claimed in one short transaction, handed to the channel outside any transaction, and settled in another. Whoever
comes second finds it claimed, so a message that went out is not sent again. A process killed between handing over and settling
leaves a claim that nobody settles: after `STUCK` it counts as an attempt of unknown outcome and is tried again.
"""

import datetime as dt
import logging
from collections import Counter
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from sebayu.core.notify import channels, contacts
from sebayu.core.notify.enums import DeliveryState, Outcome
from sebayu.core.notify.models import Attempt, Delivery, Message

log = logging.getLogger(__name__)

# Pauses before the second, third ... try; after the last one we give up.
BACKOFF = (60, 5 * 60, 30 * 60, 2 * 3600, 8 * 3600)
MOST_ATTEMPTS = len(BACKOFF) + 1
STUCK = dt.timedelta(minutes=10)
ENOUGH_FAILURES = 3


@transaction.atomic
def claim(delivery_id: UUID, now: dt.datetime) -> Delivery | None:
    """Take a waiting delivery whose time has come; None when somebody else has it or nothing is to be done."""
    waiting = Delivery.objects.due(now).filter(id=delivery_id)
    delivery = waiting.select_for_update(skip_locked=True, of=("self",)).select_related("message").first()
    if delivery is None:
        return None
    delivery.state, delivery.claimed_at, delivery.next_try_at = DeliveryState.SENDING, now, None
    delivery.attempts += 1
    delivery.save(update_fields=["state", "claimed_at", "next_try_at", "attempts"])
    return delivery


def hand_over(delivery: Delivery, now: dt.datetime) -> tuple[Outcome, str]:
    """One try; never raises."""
    message = delivery.message
    if message.void_after and message.void_after <= now:
        return Outcome.TOO_LATE, ""
    try:
        channel = channels.get(delivery.channel)
        contact = contacts.find(account_id=message.account_id)
        address = channel.address(contact) if contact else ""
        if not address:
            return Outcome.NO_ADDRESS, ""
        channel.send(address, message.rendered(), reference=str(delivery.id))
    except channels.ChannelRefused as error:
        return Outcome.REFUSED, str(error)
    except channels.ChannelDown as error:
        return Outcome.DOWN, str(error)
    except (
        Exception
    ) as error:  # a broken template or lookup must not stop the worker; the kind is logged, not the text
        log.error("delivery %s failed: %s", delivery.id, type(error).__name__)
        return Outcome.DOWN, type(error).__name__
    return Outcome.SENT, ""


@transaction.atomic
def settle(delivery: Delivery, outcome: Outcome, fault: str, now: dt.datetime) -> None:
    """Write what came of it, and when to try again."""
    Attempt.objects.create(
        delivery=delivery, number=delivery.attempts, at=now, outcome=outcome, fault=fault[:80]
    )
    delivery.claimed_at = None
    if outcome == Outcome.SENT:
        delivery.state, delivery.sent_at = DeliveryState.SENT, now
    elif outcome in {Outcome.DOWN, Outcome.UNKNOWN} and delivery.attempts < MOST_ATTEMPTS:
        delivery.state = DeliveryState.WAITING
        delivery.next_try_at = now + dt.timedelta(seconds=BACKOFF[delivery.attempts - 1])
    else:
        delivery.state = DeliveryState.GIVEN_UP
    delivery.save(update_fields=["state", "claimed_at", "sent_at", "next_try_at"])
    forget_secret(delivery.message_id)


def forget_secret(message_id: UUID) -> None:
    """Drop a one-time code once no channel waits for it; the demo shows it on its outbox page until it is void."""
    open_states = [DeliveryState.WAITING, DeliveryState.SENDING]
    if settings.DEMO or Delivery.objects.filter(message_id=message_id, state__in=open_states).exists():
        return
    Message.objects.filter(id=message_id).exclude(secret={}).update(secret={})


def deliver(delivery_id: UUID, now: dt.datetime | None = None) -> Outcome | None:
    """Try once and say how it ended; None when there was nothing to do."""
    now = now or timezone.now()
    delivery = claim(delivery_id, now)
    if delivery is None:
        return None
    outcome, fault = hand_over(delivery, now)
    settle(delivery, outcome, fault, now)
    return outcome


def free_stuck(now: dt.datetime) -> int:
    """Claims of processes that died: an attempt of unknown outcome each."""
    count = 0
    for delivery_id in list(
        Delivery.objects.filter(state=DeliveryState.SENDING, claimed_at__lt=now - STUCK).values_list(
            "id", flat=True
        )
    ):
        with transaction.atomic():
            stuck = Delivery.objects.select_for_update(skip_locked=True).filter(
                id=delivery_id, state=DeliveryState.SENDING, claimed_at__lt=now - STUCK
            )
            if delivery := stuck.first():
                settle(delivery, Outcome.UNKNOWN, "", now)
                count += 1
    return count


def sweep(now: dt.datetime | None = None, *, limit: int = 500) -> int:
    """Everything that is due: for retries, and for jobs that were lost. Returns how many were tried.

    A channel that fails three times running is left alone until the next sweep, so that it cannot hold up the others.
    """
    now = now or timezone.now()
    free_stuck(now)
    Message.objects.exclude(secret={}).filter(void_after__lte=now).update(secret={})
    due = list(Delivery.objects.due(now).order_by("next_try_at", "id").values_list("id", "channel")[:limit])
    failures: Counter[str] = Counter()
    tried = 0
    for delivery_id, channel in due:
        if failures[channel] >= ENOUGH_FAILURES:
            continue
        outcome = deliver(delivery_id, now)
        tried += 1
        failures[channel] = failures[channel] + 1 if outcome == Outcome.DOWN else 0
    return tried

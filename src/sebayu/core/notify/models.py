"""The outbox and the log of its deliveries. No addresses here: they are looked up when sending."""

from __future__ import annotations

import datetime as dt
import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone

from sebayu.core.areas import region
from sebayu.core.notify import templates
from sebayu.core.notify.enums import ChannelKey, DeliveryState, Outcome


class MessageQuerySet(models.QuerySet["Message"]):
    def to(self, account_id: uuid.UUID) -> MessageQuerySet:
        """Messages of one account, newest first: its own outbox page."""
        return self.filter(account_id=account_id).order_by("-created_at", "-id")

    def unread(self) -> MessageQuerySet:
        return self.filter(read_at=None)


class Message(models.Model):
    """Something said to one account; kept even when no channel could carry it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    account_id = models.UUIDField(db_index=True)
    template = models.CharField(max_length=60)
    context = models.JSONField(default=dict)
    # One-time codes: emptied once nothing waits for delivery any more, or when they are void anyway.
    secret = models.JSONField(default=dict)
    case_id = models.UUIDField(null=True, blank=True, db_index=True)
    void_after = models.DateTimeField(null=True, blank=True)
    read_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = MessageQuerySet.as_manager()

    PRIVACY = {
        "account_id": "private: follows the scrubbed accounts",
        "template": "safe",
        "context": "private: emptied",
        "secret": "private: emptied",
        "case_id": "safe",
        "void_after": "safe",
        "read_at": "safe",
    }

    class Meta:
        ordering = ["-created_at"]
        indexes = [models.Index(fields=["void_after"], condition=~Q(secret={}), name="message_with_a_secret")]

    def __str__(self) -> str:
        return f"{self.template} {self.id}"

    def rendered(self) -> templates.Rendered:
        """Subject and body as they are sent; a forgotten secret shows as dots."""
        template = templates.get(self.template)
        hidden = dict.fromkeys(template.secret, "••••••")
        return templates.render(template, {**hidden, **self.context, **self.secret}, region.pack().name)


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    def due(self, now: dt.datetime) -> DeliveryQuerySet:
        return self.filter(state=DeliveryState.WAITING, next_try_at__lte=now)


class Delivery(models.Model):
    """One message through one channel."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="deliveries")
    channel = models.CharField(max_length=20, choices=ChannelKey)
    state = models.CharField(max_length=20, choices=DeliveryState, default=DeliveryState.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField(null=True, default=timezone.now)
    claimed_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)

    objects = DeliveryQuerySet.as_manager()

    PRIVACY = dict.fromkeys(
        ("message", "channel", "state", "attempts", "next_try_at", "claimed_at", "sent_at"), "safe"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["message", "channel"], name="a_message_goes_once_through_a_channel"
            ),
            models.CheckConstraint(
                condition=Q(state=DeliveryState.SENT, sent_at__isnull=False)
                | (~Q(state=DeliveryState.SENT) & Q(sent_at=None)),
                name="a_sent_delivery_knows_when",
            ),
            models.CheckConstraint(
                condition=Q(state=DeliveryState.WAITING, next_try_at__isnull=False)
                | (~Q(state=DeliveryState.WAITING) & Q(next_try_at=None)),
                name="only_a_waiting_delivery_is_tried_again",
            ),
            models.CheckConstraint(
                condition=Q(state=DeliveryState.SENDING, claimed_at__isnull=False)
                | (~Q(state=DeliveryState.SENDING) & Q(claimed_at=None)),
                name="only_a_delivery_being_sent_is_claimed",
            ),
        ]
        indexes = [
            models.Index(
                fields=["next_try_at"], condition=Q(state=DeliveryState.WAITING), name="delivery_waiting"
            ),
            models.Index(
                fields=["claimed_at"], condition=Q(state=DeliveryState.SENDING), name="delivery_being_sent"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.channel} {self.id}"


class Attempt(models.Model):
    """One try, appended: when, how it ended, and the kind of fault. Never an address or a message."""

    delivery = models.ForeignKey(Delivery, on_delete=models.CASCADE, related_name="log")
    number = models.PositiveSmallIntegerField()
    at = models.DateTimeField(default=timezone.now)
    outcome = models.CharField(max_length=20, choices=Outcome)
    fault = models.CharField(max_length=80, blank=True, default="")

    PRIVACY = dict.fromkeys(("delivery", "number", "at", "outcome", "fault"), "safe")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["delivery", "number"], name="an_attempt_is_written_once"),
        ]

    def __str__(self) -> str:
        return f"{self.number}: {self.outcome}"

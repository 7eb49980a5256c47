"""The one-time link of a guest: opaque, bound to one seat and one contact, worthless without the code sent to that contact."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone

from sebayu.programmes.movement.commitments.models import Seat


class SignLink(models.Model):
    """Only digests are kept: whoever reads this table can open nothing."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    seat = models.ForeignKey(Seat, on_delete=models.CASCADE, related_name="links")
    token_digest = models.CharField(max_length=64, unique=True)
    contact_hint = models.CharField(max_length=80)
    contact_digest = models.CharField(max_length=64)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    expires_at = models.DateTimeField()
    code_digest = models.CharField(max_length=64, blank=True, default="")
    code_sent_at = models.DateTimeField(null=True, blank=True)
    code_expires_at = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    code_ok_at = models.DateTimeField(null=True, blank=True)
    used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    PRIVACY = {
        "seat": "safe",
        "token_digest": "private: replaced by a random digest",
        "contact_hint": "private: emptied",
        "contact_digest": "private: emptied",
        "expires_at": "safe",
        "code_digest": "private: emptied",
        "code_sent_at": "safe",
        "code_expires_at": "safe",
        "tries": "safe",
        "code_ok_at": "safe",
        "used_at": "safe",
        "revoked_at": "safe",
    }

    class Meta:
        db_table = "movement_commitments_signlink"  # it lay there before signing was a part of its own
        ordering = ["created_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["seat"],
                condition=Q(used_at=None, revoked_at=None),
                name="a_seat_has_one_living_link",
            ),
            models.CheckConstraint(
                condition=Q(used_at=None) | Q(code_ok_at__isnull=False),
                name="a_link_signs_only_after_its_code",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.seat_id} {self.contact_hint}"

    @property
    def is_alive(self) -> bool:
        return self.used_at is None and self.revoked_at is None and timezone.now() < self.expires_at

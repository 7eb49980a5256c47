"""What happens around a login: assisted sessions, one-time codes, counted attempts."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from sebayu.core.identity.enums import CodeState, IdShown
from sebayu.core.identity.models.people import Account


class AssistedSession(models.Model):
    """An officer or helper acting for a citizen at the counter: why, on which proof, until when."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    person_id = models.UUIDField()
    person_name = models.CharField(max_length=120)
    reason = models.CharField(max_length=240)
    id_shown = models.CharField(max_length=20, choices=IdShown)
    office_key = models.CharField(max_length=80, blank=True, default="")
    begun_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    PRIVACY = {
        "account": "safe",
        "person_id": "private: follows the scrubbed register",
        "person_name": "private: replaced by an invented name",
        "reason": "private: emptied",
        "id_shown": "safe",
        "office_key": "safe",
        "begun_at": "safe",
        "expires_at": "safe",
        "ended_at": "safe",
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account"], condition=Q(ended_at=None), name="account_assists_one_person_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("begun_at")), name="assistance_expires_after_it_begins"
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)


class LoginCode(models.Model):
    """One request for a one-time code. Whether the NIK exists is not visible here until the worker has looked."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    nik_hmac = models.CharField(max_length=64)
    account = models.ForeignKey(Account, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    code_hash = models.CharField(max_length=64, blank=True, default="")
    state = models.CharField(max_length=10, choices=CodeState, default=CodeState.ASKED)
    tries = models.PositiveSmallIntegerField(default=0)
    asked_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()

    PRIVACY = {
        "nik_hmac": "private: row deleted",
        "account": "private: row deleted",
        "code_hash": "private: row deleted",
        "state": "safe",
        "tries": "safe",
        "asked_at": "safe",
        "expires_at": "safe",
    }

    class Meta:
        indexes = [models.Index(fields=["asked_at"], name="login_code_by_time")]
        constraints = [
            models.CheckConstraint(condition=Q(tries__lte=5), name="login_code_is_tried_five_times_at_most")
        ]

    def __str__(self) -> str:
        return str(self.id)


class RateCount(models.Model):
    """How often something was tried within one window of time; the key is a digest, never an address or a NIK."""

    key = models.CharField(max_length=64)
    window = models.DateTimeField()
    count = models.PositiveIntegerField(default=0)

    PRIVACY = {"key": "private: row deleted", "window": "safe", "count": "safe"}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["key", "window"], name="rate_is_counted_once_per_window")
        ]

    def __str__(self) -> str:
        return f"{self.window:%H:%M} {self.count}"

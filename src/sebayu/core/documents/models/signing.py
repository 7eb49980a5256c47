"""Who signs, and the log of calls to the signing service."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone

from sebayu.core.documents.enums import AttemptState, SignerKind
from sebayu.core.documents.models.document import Document


class DocumentSigner(models.Model):
    """Who is to sign, in which order, copied as they were; and what their certificate said."""

    PRIVACY = {
        "document": "safe",
        "position": "safe",
        "kind": "safe",
        "account_id": "private: follows the scrubbed accounts",
        "post_key": "safe",
        "name": "private: replaced by an invented name",
        "title": "safe",
        "acting_note": "safe",
        "nip": "private: emptied",
        "rank": "safe",
        "office_name": "safe",
        "ref": "safe",
        "signed_at": "safe",
        "verified_at": "safe",
        "sha256": "safe",
        "certificate_name": "private: emptied",
        "certificate_serial": "private: emptied",
        "is_simulator": "safe",
    }

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="signers")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=12, choices=SignerKind)
    account_id = models.UUIDField(null=True, blank=True)
    post_key = models.CharField(max_length=100, blank=True, default="")
    name = models.CharField(max_length=160)
    title = models.CharField(max_length=200)
    acting_note = models.CharField(max_length=40, blank=True, default="")
    nip = models.CharField(max_length=30, blank=True, default="")
    rank = models.CharField(max_length=80, blank=True, default="")
    office_name = models.CharField(max_length=160, blank=True, default="")
    # Which of the caller's seats this is, for a document of many signers; opaque here.
    ref = models.CharField(max_length=60, blank=True, default="", db_index=True)
    signed_at = models.DateTimeField(null=True, blank=True)
    verified_at = models.DateTimeField(null=True, blank=True)
    sha256 = models.CharField(max_length=64, blank=True, default="", db_index=True)
    certificate_name = models.CharField(max_length=200, blank=True, default="")
    certificate_serial = models.CharField(max_length=64, blank=True, default="")
    is_simulator = models.BooleanField(default=False)

    class Meta:
        ordering = ["document", "position"]
        indexes = [
            models.Index(fields=["account_id"], name="signer_waiting", condition=Q(signed_at=None)),
        ]
        constraints = [
            models.UniqueConstraint(fields=["document", "position"], name="signer_has_his_own_position"),
            models.CheckConstraint(
                condition=Q(signed_at=None, sha256="")
                | (Q(signed_at__isnull=False, verified_at__isnull=False) & ~Q(sha256="")),
                name="signer_signed_means_verified",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.position} {self.title}"


class SignAttempt(models.Model):
    """The log of calls to the signing service: a row before the call, a row for its result. No secret is ever in it."""

    PRIVACY = {
        "document": "safe",
        "position": "safe",
        "attempt": "safe",
        "kind": "safe",
        "state": "safe",
        "reason": "safe",
        "actor_name": "private: replaced by an invented name",
        "account_id": "private: follows the scrubbed accounts",
        "post": "safe",
        "milliseconds": "safe",
        "at": "safe",
    }

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="attempts")
    position = models.PositiveSmallIntegerField()
    attempt = models.UUIDField(default=uuid.uuid4)
    kind = models.CharField(max_length=12, choices=SignerKind)
    state = models.CharField(max_length=10, choices=AttemptState)
    reason = models.CharField(max_length=300, blank=True, default="")
    actor_name = models.CharField(max_length=200)
    account_id = models.UUIDField(null=True, blank=True)
    post = models.CharField(max_length=200, blank=True, default="")
    milliseconds = models.PositiveIntegerField(null=True, blank=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["attempt"], condition=Q(state="sent"), name="attempt_is_sent_once"
            ),
            models.UniqueConstraint(
                fields=["attempt"],
                condition=Q(state__in=["ok", "failed", "unknown"]),
                name="attempt_has_one_result",
            ),
            models.UniqueConstraint(
                fields=["attempt"],
                condition=Q(state__in=["found", "given_up"]),
                name="attempt_is_settled_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.attempt} {self.state}"

"""Who follows what, what they said, and of what they were told. Rows hang on the lineage: a new edition of the plan keeps them."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sebayu.programmes.movement.participation.enums import CommentState
from sebayu.programmes.movement.plan.models import Initiative


class FollowQuerySet(models.QuerySet["Follow"]):
    def active(self) -> FollowQuerySet:
        return self.filter(ended_at=None)


class Follow(models.Model):
    """One account follows one initiative, through all its editions."""

    PRIVACY = {
        "initiative": "safe",
        "lineage": "safe",
        "account_id": "private: follows the scrubbed accounts",
        "since": "safe",
        "ended_at": "safe",
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    initiative = models.ForeignKey(Initiative, on_delete=models.PROTECT, related_name="+")  # as it was then
    lineage = models.UUIDField()
    account_id = models.UUIDField()
    since = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = FollowQuerySet.as_manager()

    class Meta:
        ordering = ["-since", "id"]
        indexes = [models.Index(fields=["account_id"], name="follow_of_account", condition=Q(ended_at=None))]
        constraints = [
            models.UniqueConstraint(
                fields=["lineage", "account_id"], condition=Q(ended_at=None), name="an_account_follows_once"
            )
        ]

    def __str__(self) -> str:
        return str(self.id)


class Told(models.Model):
    """What a follower was told, once: a milestone by its lineage, or that all is done. Also what was known when following began."""

    PRIVACY = {
        "lineage": "safe",
        "account_id": "private: follows the scrubbed accounts",
        "what": "safe",
        "at": "safe",
    }

    lineage = models.UUIDField()
    account_id = models.UUIDField()
    what = models.CharField(max_length=60)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["lineage", "account_id", "what"], name="a_follower_is_told_once")
        ]

    def __str__(self) -> str:
        return self.what


class CommentQuerySet(models.QuerySet["Comment"]):
    def published(self) -> CommentQuerySet:
        return self.filter(state=CommentState.PUBLISHED)

    def waiting(self) -> CommentQuerySet:
        return self.filter(state=CommentState.WAITING)


class Comment(models.Model):
    """What a citizen says about an initiative. Nothing appears before somebody read it; of the author only a first name."""

    PRIVACY = {
        **dict.fromkeys(("initiative", "lineage", "state", "at", "decided_at", "decided_post"), "safe"),
        "account_id": "private: follows the scrubbed accounts",
        "first_name": "private: replaced by an invented name",
        "text": "private: emptied",
        "decided_by": "private: replaced by an invented name",
        "reason": "private: emptied",
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    initiative = models.ForeignKey(Initiative, on_delete=models.PROTECT, related_name="+")
    lineage = models.UUIDField()
    account_id = models.UUIDField()
    first_name = models.CharField(max_length=60)
    text = models.CharField(_("komentar"), max_length=1000, blank=True, default="")
    state = models.CharField(max_length=10, choices=CommentState, default=CommentState.WAITING)
    at = models.DateTimeField(default=timezone.now)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.CharField(max_length=200, blank=True, default="")
    decided_post = models.CharField(max_length=200, blank=True, default="")
    reason = models.CharField(max_length=150, blank=True, default="")

    objects = CommentQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "id"]
        indexes = [
            models.Index(fields=["lineage", "-at"], name="comment_published", condition=Q(state="published")),
            models.Index(fields=["at"], name="comment_waiting", condition=Q(state="waiting")),
            models.Index(fields=["account_id", "-at"], name="comment_of_account"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=CommentState.values), name="a_comment_is_in_a_known_state"
            ),
            models.CheckConstraint(
                condition=~Q(state="refused") | ~Q(reason=""), name="a_refused_comment_says_why"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["published", "refused"]) | Q(decided_at__isnull=False),
                name="a_decided_comment_says_when",
            ),
            models.CheckConstraint(
                condition=~Q(state="withdrawn") | Q(text=""), name="a_withdrawn_comment_is_forgotten"
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)

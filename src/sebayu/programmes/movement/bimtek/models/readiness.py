"""Readiness, three by three. A score is never changed: a later one stands beside it, so that progress can be seen."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sebayu.programmes.movement.bimtek.enums import Group
from sebayu.programmes.movement.bimtek.models.files import StoredFile
from sebayu.programmes.movement.structure.models import Edition


class ReadinessItem(models.Model):
    PRIVACY = dict.fromkeys(("key", "group", "title", "asks", "order"), "safe")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.CharField(max_length=60, unique=True)
    group = models.CharField(max_length=16, choices=Group)
    title = models.CharField(_("butir"), max_length=120)
    asks = models.CharField(max_length=300, blank=True, default="")
    order = models.PositiveSmallIntegerField(default=1)

    class Meta:
        ordering = ["order", "key"]

    def __str__(self) -> str:
        return self.title


class ReadinessScore(models.Model):
    PRIVACY = {
        **dict.fromkeys(("edition", "item", "score", "file", "scored_on", "by_post", "at"), "safe"),
        "evidence": "private: emptied",
        "by_name": "private: replaced by an invented name",
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="+")
    item = models.ForeignKey(ReadinessItem, on_delete=models.PROTECT, related_name="scores")
    score = models.PositiveSmallIntegerField(_("nilai"))
    evidence = models.CharField(_("bukti"), max_length=1000)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    scored_on = models.DateField(_("keadaan pada"))
    by_name = models.CharField(max_length=200)
    by_post = models.CharField(max_length=200, blank=True, default="")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["scored_on", "at", "id"]
        indexes = [models.Index(fields=["edition", "item", "scored_on"], name="readiness_over_time")]
        constraints = [
            models.CheckConstraint(
                condition=Q(score__gte=1, score__lte=5), name="readiness_is_scored_1_to_5"
            ),
            models.CheckConstraint(condition=~Q(evidence=""), name="readiness_is_scored_with_evidence"),
        ]

    def __str__(self) -> str:
        return f"{self.item_id} {self.score}"

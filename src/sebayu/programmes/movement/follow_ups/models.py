"""Recommendations and what became of them: owner, due date, history."""

from __future__ import annotations

import uuid
from typing import Self

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sebayu.core.ledger import Actor
from sebayu.programmes.movement.evaluation.models import EvaluationEdition, Item
from sebayu.programmes.movement.follow_ups.enums import FollowUpState


class RecommendationQuerySet(models.QuerySet):
    def running(self) -> Self:
        return self.exclude(state=FollowUpState.DONE)

    def of_offices(self, actor: Actor) -> Self:
        return self.filter(office_key__in=actor.offices)


class Recommendation(models.Model):
    """What assessors recommend to one office, and by when."""

    PRIVACY = {
        **dict.fromkeys(
            ("edition", "item", "text", "office_key", "office_name", "due_on", "state", "made_at"), "safe"
        ),
        "made_by": "private:name",
        "holder_id": "private:hash",
        "holder_name": "private:name",
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    edition = models.ForeignKey(EvaluationEdition, on_delete=models.PROTECT, related_name="recommendations")
    item = models.ForeignKey(Item, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    text = models.TextField(_("rekomendasi"))
    office_key = models.CharField(max_length=80)
    office_name = models.CharField(_("penanggung jawab"), max_length=200)
    due_on = models.DateField(_("paling lambat"))
    state = models.CharField(max_length=20, choices=FollowUpState, default=FollowUpState.OPEN)
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.CharField(max_length=200)
    holder_id = models.UUIDField(null=True)
    holder_name = models.CharField(max_length=200, blank=True)

    objects = RecommendationQuerySet.as_manager()

    class Meta:
        db_table = (
            "movement_evaluation_recommendation"  # it lay there before follow-ups were a part of their own
        )
        ordering = ["due_on", "id"]
        indexes = [models.Index(fields=["office_key", "state", "due_on"], name="follow_up_box")]

    @property
    def is_late(self) -> bool:
        return self.state != FollowUpState.DONE and self.due_on < timezone.localdate()


class FollowUpEvent(models.Model):
    """One thing that happened to a recommendation; never edited."""

    PRIVACY = {
        **dict.fromkeys(("recommendation", "at", "state", "post", "office"), "safe"),
        "who": "private:name",
        "note": "private:text",
    }

    recommendation = models.ForeignKey(Recommendation, on_delete=models.PROTECT, related_name="events")
    at = models.DateTimeField(default=timezone.now)
    state = models.CharField(max_length=20, choices=FollowUpState)
    who = models.CharField(max_length=200, blank=True)
    post = models.CharField(max_length=200, blank=True)
    office = models.CharField(max_length=200, blank=True)
    note = models.TextField(blank=True)

    class Meta:
        db_table = "movement_evaluation_followupevent"
        ordering = ["id"]

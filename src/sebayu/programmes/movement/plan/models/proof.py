"""What proves an initiative: indicators computed elsewhere, and milestones with evidence. There is no column for progress."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sebayu.programmes.movement.plan.models.initiative import Initiative


class Proof(models.Model):
    """An indicator that shows how far the initiative is; without baseline or target of its own it takes the indicator's."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="proofs")
    indicator_key = models.CharField(max_length=120)
    scope = models.CharField(max_length=100, default="region")
    weight = models.PositiveSmallIntegerField(default=1)
    baseline = models.DecimalField(max_digits=20, decimal_places=4, null=True, blank=True)
    target = models.DecimalField(max_digits=20, decimal_places=4, null=True, blank=True)

    PRIVACY = dict.fromkeys(("initiative", "indicator_key", "scope", "weight", "baseline", "target"), "safe")

    class Meta:
        ordering = ["indicator_key", "scope", "id"]
        constraints = [
            models.UniqueConstraint(fields=["initiative", "indicator_key", "scope"], name="proof_named_once"),
            models.CheckConstraint(
                condition=Q(weight__gte=1, weight__lte=100), name="a_proof_weighs_1_to_100"
            ),
        ]

    def __str__(self) -> str:
        return self.indicator_key


class Milestone(models.Model):
    """Something that is done or not done by a day. Done means: somebody else can see the evidence."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="milestones")
    lineage = models.UUIDField(default=uuid.uuid4, editable=False)
    title = models.CharField(_("tonggak"), max_length=300)
    due_on = models.DateField(_("batas waktu"))
    weight = models.PositiveSmallIntegerField(default=1)

    PRIVACY = dict.fromkeys(("initiative", "lineage", "title", "due_on", "weight"), "safe")

    class Meta:
        ordering = ["due_on", "title", "id"]
        constraints = [
            models.UniqueConstraint(fields=["initiative", "lineage"], name="milestone_once_in_an_initiative"),
            models.CheckConstraint(
                condition=Q(weight__gte=1, weight__lte=100), name="a_milestone_weighs_1_to_100"
            ),
        ]

    def __str__(self) -> str:
        return self.title

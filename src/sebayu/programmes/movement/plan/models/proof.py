"""What proves an initiative: indicators computed elsewhere, and milestones with evidence. There is no column for progress."""

from __future__ import annotations

import datetime as dt
import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sebayu.programmes.movement.plan.enums import EvidenceKind
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


class MilestoneEvidence(models.Model):
    """Append-only but for the check and the withdrawal. It belongs to the milestone's lineage: a new edition keeps it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    milestone = models.ForeignKey(Milestone, on_delete=models.PROTECT, related_name="evidence")
    lineage = models.UUIDField(db_index=True)
    kind = models.CharField(max_length=10, choices=EvidenceKind)
    ref = models.CharField(
        max_length=120
    )  # id of the letter or case, SHA-256 of the photo, number of the decree
    label = models.CharField(max_length=240, blank=True, default="")  # number or title as people know it
    taken_on = models.DateField(_("tanggal bukti"))
    note = models.CharField(max_length=300, blank=True, default="")
    by_id = models.UUIDField(null=True)
    by_name = models.CharField(max_length=200)
    by_office = models.CharField(max_length=200, blank=True, default="")
    added_at = models.DateTimeField(default=timezone.now)
    checked_at = models.DateTimeField(null=True, blank=True)
    checked_by = models.CharField(max_length=200, blank=True, default="")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_because = models.CharField(max_length=300, blank=True, default="")

    PRIVACY = {
        "milestone": "safe",
        "lineage": "safe",
        "kind": "safe",
        "ref": "safe",
        "label": "safe",
        "taken_on": "safe",
        "note": "private:text",
        "by_id": "private:hash",
        "by_name": "private:name",
        "by_office": "safe",
        "added_at": "safe",
        "checked_at": "safe",
        "checked_by": "private:name",
        "withdrawn_at": "safe",
        "withdrawn_because": "private:text",
    }

    class Meta:
        ordering = ["-taken_on", "-added_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["lineage", "kind", "ref"], condition=Q(withdrawn_at=None), name="evidence_counts_once"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | Q(withdrawn_because__gt=""), name="a_withdrawal_has_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return self.label or self.ref

    @property
    def needs_check(self) -> bool:
        """A letter and a case prove themselves; a photo and a decree are looked at by a second person."""
        return self.kind in (EvidenceKind.PHOTO, EvidenceKind.DECREE)

    def counts(self, *, proves_itself: bool, on: dt.date) -> bool:
        if self.withdrawn_at is not None or self.taken_on > on:
            return False
        return self.checked_at is not None if self.needs_check else proves_itself


class PhotoFile(models.Model):
    """The picture itself, without the place and the device a camera writes into it."""

    evidence = models.OneToOneField(
        MilestoneEvidence, on_delete=models.CASCADE, primary_key=True, related_name="photo"
    )
    content = models.BinaryField()
    mime = models.CharField(max_length=20)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()

    PRIVACY = {
        "evidence": "safe",
        "content": "private:drop",
        "mime": "safe",
        "width": "safe",
        "height": "safe",
    }

    def __str__(self) -> str:
        return self.mime

"""Evidence for milestones, and the pictures among it."""

from __future__ import annotations

import datetime as dt
import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sebayu.programmes.movement.evidence.enums import EvidenceKind
from sebayu.programmes.movement.plan.models import Milestone


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
        db_table = "movement_plan_milestoneevidence"  # it lay there before evidence was a part of its own
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

    class Meta:
        db_table = "movement_plan_photofile"

    def __str__(self) -> str:
        return self.mime

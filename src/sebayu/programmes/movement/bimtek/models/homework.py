"""Homework of each dimension. Every file handed in stays, with the verdict over it."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sebayu.programmes.movement.bimtek.enums import HomeworkState, Verdict
from sebayu.programmes.movement.bimtek.models.files import StoredFile
from sebayu.programmes.movement.bimtek.models.stages import Stage
from sebayu.programmes.movement.structure.models import Dimension


class Homework(models.Model):
    PRIVACY = dict.fromkeys(("stage", "dimension", "title", "asks", "due_on", "state"), "safe")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    stage = models.ForeignKey(Stage, on_delete=models.CASCADE, related_name="homework")
    dimension = models.ForeignKey(Dimension, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(_("tugas"), max_length=200)
    asks = models.CharField(_("yang diminta"), max_length=500, blank=True, default="")
    due_on = models.DateField(_("batas waktu"), null=True, blank=True)
    state = models.CharField(max_length=10, choices=HomeworkState, default=HomeworkState.OPEN)

    class Meta:
        ordering = ["stage", "dimension__order", "title"]
        constraints = [
            models.UniqueConstraint(
                fields=["stage", "dimension", "title"], name="homework_is_given_once_to_a_dimension"
            ),
            models.CheckConstraint(
                condition=Q(state__in=HomeworkState.values), name="homework_is_in_a_known_state"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Submission(models.Model):
    """One file handed in. It may be judged once; the next try is a new row."""

    PRIVACY = {
        **dict.fromkeys(
            ("homework", "number", "file", "by_post", "at", "verdict", "reviewed_post", "reviewed_at"), "safe"
        ),
        "note": "private: emptied",
        "reason": "private: emptied",
        "by_name": "private: replaced by an invented name",
        "by_account": "private: follows the scrubbed accounts",
        "reviewed_by": "private: replaced by an invented name",
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    homework = models.ForeignKey(Homework, on_delete=models.PROTECT, related_name="submissions")
    number = models.PositiveSmallIntegerField()
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    note = models.CharField(max_length=500, blank=True, default="")
    by_account = models.UUIDField(null=True)
    by_name = models.CharField(max_length=200)
    by_post = models.CharField(max_length=200, blank=True, default="")
    at = models.DateTimeField(default=timezone.now)
    verdict = models.CharField(max_length=10, choices=Verdict, blank=True, default="")
    reason = models.CharField(max_length=1000, blank=True, default="")
    reviewed_by = models.CharField(max_length=200, blank=True, default="")
    reviewed_post = models.CharField(max_length=200, blank=True, default="")
    reviewed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["homework", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["homework", "number"], name="a_submission_has_its_number"),
            models.CheckConstraint(
                condition=~Q(verdict="returned") | ~Q(reason=""), name="returned_homework_says_why"
            ),
            models.CheckConstraint(
                condition=Q(verdict="", reviewed_at=None) | (~Q(verdict="") & Q(reviewed_at__isnull=False)),
                name="a_verdict_says_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.homework_id} {self.number}"

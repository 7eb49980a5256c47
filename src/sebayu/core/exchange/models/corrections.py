"""What citizens say is wrong in a register."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sebayu.core.exchange.enums import CorrectionState
from sebayu.core.ledger.models import PersonalManager, PersonalQuerySet


class CorrectionQuerySet(PersonalQuerySet):
    def open(self) -> CorrectionQuerySet:
        return self.filter(state=CorrectionState.OPEN)

    def for_offices(self, keys: frozenset[str]) -> CorrectionQuerySet:
        return self.filter(owner_office_key__in=keys)


class CorrectionRequest(models.Model):
    """ "Data ini salah": what a citizen says about one fact, on its way to the owner of the register."""

    PRIVACY = {
        "path": "safe",
        "subject_id": "private:hash",
        "evidence_id": "safe",
        "source": "safe",
        "owner": "safe",
        "owner_office_key": "safe",
        "shown": "private:emptied",
        "says": "private:emptied",
        "reporter_id": "private:hash",
        "reporter_name": "private:name",
        "state": "safe",
        "created_at": "safe",
        "due_at": "safe",
        "closed_at": "safe",
        "answer": "private:emptied",
        "answered_by": "private:name",
        "answered_post": "safe",
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    path = models.CharField(_("data"), max_length=120)
    subject_id = models.UUIDField()
    evidence_id = models.UUIDField(null=True, blank=True)
    source = models.CharField(max_length=40)
    owner = models.CharField(max_length=40)
    owner_office_key = models.CharField(max_length=80, blank=True, default="")
    shown = models.JSONField(null=True)
    says = models.CharField(_("yang benar menurut pelapor"), max_length=1000)
    reporter_id = models.UUIDField(null=True)
    reporter_name = models.CharField(max_length=200)
    state = models.CharField(max_length=12, choices=CorrectionState, default=CorrectionState.OPEN)
    created_at = models.DateTimeField(default=timezone.now)
    due_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    answer = models.CharField(_("jawaban"), max_length=1000, blank=True, default="")
    answered_by = models.CharField(max_length=200, blank=True, default="")
    answered_post = models.CharField(max_length=200, blank=True, default="")

    objects = PersonalManager.from_queryset(CorrectionQuerySet)()

    class Meta:
        base_manager_name = "objects"  # a foreign key must not go round the guard
        indexes = [
            models.Index(
                fields=["owner_office_key", "created_at"], name="correction_inbox", condition=Q(state="open")
            ),
            models.Index(fields=["subject_id"], name="correction_subject"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=CorrectionState.values), name="a_correction_has_a_known_state"
            ),
            models.CheckConstraint(
                condition=Q(state="open", closed_at=None) | (~Q(state="open") & Q(closed_at__isnull=False)),
                name="a_closed_correction_says_when",
            ),
            models.CheckConstraint(
                condition=~Q(state="declined") | ~Q(answer=""), name="a_declined_correction_says_why"
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)

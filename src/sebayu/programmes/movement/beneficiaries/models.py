"""Beneficiaries drawn from real cases. Who was drawn and what was answered stand in two tables without a way from one to the other."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sebayu.programmes.movement.beneficiaries.enums import BeneficiaryState
from sebayu.programmes.movement.evaluation.models import EvaluationEdition


class Sample(models.Model):
    """One drawing: with seed and digest of the frame it can be drawn again and compared."""

    PRIVACY = dict.fromkeys(
        ("edition", "seed", "per_stratum", "frame_digest", "frame_size", "drawn_at"), "safe"
    )

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    edition = models.OneToOneField(EvaluationEdition, on_delete=models.PROTECT, related_name="sample")
    seed = models.CharField(max_length=64)
    per_stratum = models.PositiveSmallIntegerField(default=5)
    frame_digest = models.CharField(max_length=64)
    frame_size = models.PositiveIntegerField()
    drawn_at = models.DateTimeField(default=timezone.now)

    class Meta:
        db_table = "movement_evaluation_sample"  # it lay there before beneficiaries were a part of their own


class Beneficiary(models.Model):
    """One case drawn. The assessor sees its stratum and state only; the region invites without learning the answer."""

    PRIVACY = {
        **dict.fromkeys(("sample", "stratum", "turn", "state", "invited_at", "settled_at"), "safe"),
        "case_id": "safe",
        "token": "private:drop",
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    sample = models.ForeignKey(Sample, on_delete=models.PROTECT, related_name="beneficiaries")
    case_id = models.UUIDField()
    stratum = models.CharField(max_length=60)
    turn = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=20, choices=BeneficiaryState, default=BeneficiaryState.RESERVE)
    token = models.CharField(max_length=64, blank=True, default="")
    invited_at = models.DateTimeField(null=True)
    settled_at = models.DateField(null=True)  # a day, not a moment: it must not lead to an answer

    class Meta:
        db_table = "movement_evaluation_beneficiary"
        ordering = ["stratum", "turn"]
        constraints = [
            models.UniqueConstraint(fields=["sample", "case_id"], name="a_case_is_drawn_once"),
            models.UniqueConstraint(
                fields=["token"], condition=~Q(token=""), name="a_beneficiary_token_opens_one_page"
            ),
            models.CheckConstraint(
                condition=Q(token="") | Q(state="invited"), name="a_token_lives_only_while_invited"
            ),
        ]


class Testimony(models.Model):
    """What somebody answered, by nobody: stratum and month, no case, no moment."""

    __test__ = False  # its name begins as those of tests do

    PRIVACY = {
        **dict.fromkeys(("edition", "stratum", "knew", "benefit", "again", "month"), "safe"),
        "words": "private:text",
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    edition = models.ForeignKey(EvaluationEdition, on_delete=models.PROTECT, related_name="testimonies")
    stratum = models.CharField(max_length=60)
    knew = models.PositiveSmallIntegerField(_("tahu programnya"))
    benefit = models.PositiveSmallIntegerField(_("manfaat"))
    again = models.PositiveSmallIntegerField(_("berlanjut"))
    words = models.TextField(_("cerita"), blank=True)
    month = models.DateField()

    class Meta:
        db_table = "movement_evaluation_testimony"
        ordering = ["stratum", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(knew__range=(1, 4), benefit__range=(1, 4), again__range=(1, 4)),
                name="a_testimony_answers_one_to_four",
            )
        ]

"""What people decide: targets, the starting point, and signed statements about what lies outside."""

from __future__ import annotations

import uuid
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sebayu.core.indicators.enums import REGION, StatementState


class DecidedQuerySet(models.QuerySet):
    def current(self) -> Self:
        return self.filter(replaced_at=None)


class Decided(models.Model):
    """Base of target and baseline: decided with a basis, replaced by a later decision, never edited."""

    indicator_key = models.CharField(max_length=120)
    scope = models.CharField(max_length=100, default=REGION)
    year = models.PositiveSmallIntegerField(_("tahun"))
    basis = models.CharField(_("dasar"), max_length=300)
    set_at = models.DateTimeField(default=timezone.now)
    set_by = models.CharField(max_length=200)
    set_by_post = models.CharField(max_length=200, blank=True)
    replaced_at = models.DateTimeField(null=True)

    objects = DecidedQuerySet.as_manager()

    class Meta:
        abstract = True


_DECIDED = {
    **dict.fromkeys(
        ["indicator_key", "scope", "year", "basis", "set_at", "set_by_post", "replaced_at"], "safe"
    ),
    "set_by": "private:name",
}


class Target(Decided):
    """What is wanted by the end of a year; for a number that is to be held, within a band."""

    PRIVACY = {**_DECIDED, "value": "safe", "band": "safe"}

    value = models.DecimalField(_("target"), max_digits=30, decimal_places=6)
    band = models.DecimalField(max_digits=30, decimal_places=6, default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["indicator_key", "scope", "year"],
                condition=Q(replaced_at=None),
                name="one_target_per_indicator_scope_and_year",
            ),
            models.CheckConstraint(condition=~Q(basis=""), name="a_target_names_its_basis"),
            models.CheckConstraint(condition=Q(band__gte=0), name="a_band_is_not_negative"),
        ]


class Baseline(Decided):
    """Where the counting starts. `value` only for a year before the house computed anything: else the computed number is taken."""

    PRIVACY = {**_DECIDED, "value": "safe"}

    value = models.DecimalField(_("nilai awal"), max_digits=30, decimal_places=6, null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["indicator_key", "scope"],
                condition=Q(replaced_at=None),
                name="one_baseline_per_indicator_and_scope",
            ),
            models.CheckConstraint(condition=~Q(basis=""), name="a_baseline_names_its_basis"),
        ]


class StatementQuerySet(models.QuerySet["Statement"]):
    def counting(self) -> Self:
        return self.filter(state=StatementState.SIGNED, replaced_at=None)


class Statement(models.Model):
    """A number whose source lies outside, stated by the head of the office that owns it. It counts once its letter is signed."""

    PRIVACY = {
        **dict.fromkeys(
            ["indicator_key", "scope", "frequency", "period_start", "value", "evidence", "office_key", "office_name",
             "post_key", "post_title", "document_id", "document_number", "state", "stated_at", "signed_at", "replaced_at"],
            "safe",
        ),
        "stated_by": "private:name",
    }  # fmt: skip

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    indicator_key = models.CharField(max_length=120)
    scope = models.CharField(max_length=100, default=REGION)
    frequency = models.CharField(max_length=10)
    period_start = models.DateField()
    value = models.DecimalField(_("nilai"), max_digits=30, decimal_places=6)
    evidence = models.CharField(_("bukti"), max_length=500)
    office_key = models.CharField(max_length=80)
    office_name = models.CharField(max_length=200)
    post_key = models.CharField(max_length=100)
    post_title = models.CharField(max_length=200)
    stated_by = models.CharField(max_length=200)
    document_id = models.UUIDField(null=True)
    document_number = models.CharField(max_length=120, blank=True)
    state = models.CharField(max_length=10, choices=StatementState, default=StatementState.DRAFT)
    stated_at = models.DateTimeField(default=timezone.now)
    signed_at = models.DateTimeField(null=True)
    replaced_at = models.DateTimeField(null=True)

    objects = StatementQuerySet.as_manager()

    class Meta:
        verbose_name = _("pernyataan")
        verbose_name_plural = _("pernyataan")
        constraints = [
            models.UniqueConstraint(
                fields=["indicator_key", "scope", "frequency", "period_start"],
                condition=Q(state="signed", replaced_at=None),
                name="one_statement_counts_per_indicator_scope_and_period",
            ),
            models.CheckConstraint(
                condition=Q(state="draft", signed_at=None)
                | Q(state="signed", signed_at__isnull=False, document_id__isnull=False),
                name="a_statement_counts_once_its_letter_is_signed",
            ),
            models.CheckConstraint(condition=~Q(evidence=""), name="a_statement_names_its_evidence"),
        ]

"""What runs write. The database refuses every other writer (migration 0002), so no screen, import or action can enter a number."""

from __future__ import annotations

import uuid
from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sebayu.core.indicators.enums import Mark, RunState, Why


class Run(models.Model):
    """One computation; its report names every source, and the ones that failed with their reason."""

    PRIVACY = dict.fromkeys(["started_at", "finished_at", "full", "today", "state", "who", "report"], "safe")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    started_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True)
    full = models.BooleanField(default=False)
    today = models.DateField()
    state = models.CharField(max_length=10, choices=RunState, default=RunState.RUNNING)
    who = models.CharField(max_length=200)
    report = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("perhitungan")
        verbose_name_plural = _("perhitungan")
        constraints = [
            models.UniqueConstraint(
                fields=["state"], condition=Q(state="running"), name="only_one_run_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(state="running", finished_at=None)
                | (~Q(state="running") & Q(finished_at__isnull=False)),
                name="a_run_that_ended_says_when",
            ),
        ]


class SourceState(models.Model):
    """How far one source has been computed, with which formulas, and whether its last try failed."""

    PRIVACY = dict.fromkeys(
        ["key", "version", "since", "through", "first_day", "formulas", "failure", "failed_at"], "safe"
    )

    key = models.CharField(primary_key=True, max_length=120)
    version = models.CharField(max_length=12)
    since = models.DateTimeField(null=True)  # when the last good computation began
    through = models.DateField(null=True)  # the day it was computed for
    first_day = models.DateField(null=True)
    formulas = models.JSONField(default=dict)  # indicator -> formula version
    failure = models.CharField(max_length=120, blank=True)
    failed_at = models.DateTimeField(null=True)


class Cell(models.Model):
    """All measures of one source summed over one day, office and area. `digest` changes when any row behind it does."""

    PRIVACY = dict.fromkeys(
        ["source_key", "version", "day", "office_key", "area_code", "sums", "counts", "rows", "digest"],
        "safe",
    )

    source_key = models.CharField(max_length=120)
    version = models.CharField(max_length=12)
    day = models.DateField()
    office_key = models.CharField(max_length=80, blank=True)
    area_code = models.CharField(max_length=13, blank=True)
    sums = ArrayField(
        models.DecimalField(max_digits=30, decimal_places=6)
    )  # in the order of the measures' names
    counts = ArrayField(models.BigIntegerField())  # rows in which the measure is not nought
    rows = models.BigIntegerField()
    digest = models.DecimalField(max_digits=20, decimal_places=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["source_key", "day", "office_key", "area_code"],
                name="one_cell_per_source_day_and_place",
            )
        ]


class ValueQuerySet(models.QuerySet["Value"]):
    def current(self) -> Self:
        return self.filter(replaced_at=None)

    def history(self, key: str, scope: str, frequency: str, period_start: object) -> Self:
        """Every revision of one number, oldest first."""
        return self.filter(
            indicator_key=key, scope=scope, frequency=frequency, period_start=period_start
        ).order_by("revision")


class Value(models.Model):
    """One number of one indicator for one period and scope, as one run found it. Never edited: it gives way to a new revision."""

    PRIVACY = dict.fromkeys(
        ["indicator_key", "formula_version", "scope", "frequency", "period_start", "value", "why", "numerator",
         "denominator", "rows", "digest", "run", "computed_at", "revision", "replaced_at", "mark"], "safe",
    )  # fmt: skip

    indicator_key = models.CharField(max_length=120)
    formula_version = models.CharField(max_length=12)
    scope = models.CharField(max_length=100)
    frequency = models.CharField(max_length=10)
    period_start = models.DateField()
    value = models.FloatField(null=True)
    why = models.CharField(max_length=20, choices=Why, blank=True)
    numerator = models.DecimalField(max_digits=30, decimal_places=6)
    denominator = models.DecimalField(max_digits=30, decimal_places=6, null=True)
    rows = models.BigIntegerField()
    digest = models.DecimalField(max_digits=20, decimal_places=0)
    run = models.ForeignKey(Run, on_delete=models.PROTECT, related_name="values", db_index=False)
    computed_at = models.DateTimeField()
    revision = models.PositiveIntegerField(default=1)
    replaced_at = models.DateTimeField(null=True)
    mark = models.CharField(max_length=12, choices=Mark, blank=True)

    objects = ValueQuerySet.as_manager()

    class Meta:
        verbose_name = _("angka indikator")
        verbose_name_plural = _("angka indikator")
        constraints = [
            models.UniqueConstraint(
                fields=["indicator_key", "frequency", "scope", "period_start"],
                condition=Q(replaced_at=None),
                name="one_current_value_per_indicator_scope_and_period",
            ),
            models.CheckConstraint(
                condition=Q(value__isnull=False, why="") | (Q(value=None) & ~Q(why="")),
                name="a_value_that_is_missing_says_why",
            ),
            models.CheckConstraint(
                condition=Q(replaced_at=None, mark="") | (Q(replaced_at__isnull=False) & ~Q(mark="")),
                name="a_replaced_value_says_why",
            ),
        ]
        indexes = [
            models.Index(
                fields=["indicator_key", "frequency", "scope", "period_start"],
                name="indicator_value_past",
                condition=Q(replaced_at__isnull=False),
            )
        ]

"""Editions of the master plan: a draft may be changed, an adopted one is kept as it is."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sebayu.programmes.movement.plan.enums import PlanState


class PlanQuerySet(models.QuerySet):
    def on(self, day: dt.date | None = None) -> Self:
        """The edition in force that day, at most one: adopted by then, not yet superseded."""
        day = day or timezone.localdate()
        known = self.filter(state__in=[PlanState.ADOPTED, PlanState.SUPERSEDED], adopted_on__lte=day)
        return known.filter(Q(superseded_on=None) | Q(superseded_on__gt=day)).order_by(
            "-adopted_on", "-created_at"
        )


class Plan(models.Model):
    """One edition. What is stable across editions carries a `lineage`: two editions are compared by it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    edition_label = models.CharField(_("edisi"), max_length=80)
    title = models.CharField(_("judul"), max_length=200)
    state = models.CharField(max_length=12, choices=PlanState, default=PlanState.DRAFT)
    horizon_from = models.PositiveSmallIntegerField(_("tahun awal"))
    horizon_to = models.PositiveSmallIntegerField(_("tahun akhir"))
    vision = models.TextField(_("visi"), blank=True, default="")
    mission = models.TextField(_("misi"), blank=True, default="")  # one sentence a line
    basis = models.CharField(_("dasar penetapan"), max_length=240, blank=True, default="")
    adopted_on = models.DateField(null=True, blank=True)
    superseded_on = models.DateField(null=True, blank=True)
    copied_from = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="copies"
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = PlanQuerySet.as_manager()

    PRIVACY = dict.fromkeys(
        (
            *("edition_label", "title", "state", "horizon_from", "horizon_to", "vision", "mission", "basis"),
            *("adopted_on", "superseded_on", "copied_from"),
        ),
        "safe",
    )

    class Meta:
        ordering = ["-created_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["state"], condition=Q(state="adopted"), name="one_plan_is_in_force"
            ),
            models.UniqueConstraint(fields=["edition_label"], name="plan_edition_has_its_own_label"),
            models.CheckConstraint(
                condition=Q(horizon_to__gte=F("horizon_from")), name="plan_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=Q(state="draft", adopted_on=None)
                | (~Q(state="draft") & Q(adopted_on__isnull=False)),
                name="a_plan_in_force_has_its_day",
            ),
        ]

    def __str__(self) -> str:
        return self.edition_label

    @property
    def is_draft(self) -> bool:
        return self.state == PlanState.DRAFT

    @property
    def missions(self) -> list[str]:
        return [line.strip() for line in self.mission.splitlines() if line.strip()]


class Goal(models.Model):
    """What a dimension wants to reach; initiatives hang below."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="goals")
    lineage = models.UUIDField(default=uuid.uuid4, editable=False)
    dimension = models.ForeignKey("movement_structure.Dimension", on_delete=models.PROTECT, related_name="+")
    sub_dimension = models.ForeignKey(
        "movement_structure.SubDimension", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    title = models.CharField(_("sasaran"), max_length=300)
    order = models.PositiveSmallIntegerField(default=0)

    PRIVACY = dict.fromkeys(("plan", "lineage", "dimension", "sub_dimension", "title", "order"), "safe")

    class Meta:
        ordering = ["dimension__order", "order", "title", "id"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "lineage"], name="goal_once_in_an_edition"),
            models.UniqueConstraint(
                fields=["plan", "dimension", "title"], name="goal_named_once_in_a_dimension"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class PlanEvent(models.Model):
    """What was done to a plan or one of its initiatives, with name and post as they were then. Never edited; every edition shows it."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="events")
    lineage = models.UUIDField(null=True, db_index=True)
    act = models.CharField(max_length=40)
    who = models.CharField(max_length=200)
    post = models.CharField(max_length=200, blank=True, default="")
    note = models.CharField(max_length=300, blank=True, default="")
    at = models.DateTimeField(default=timezone.now)

    PRIVACY = {
        "plan": "safe",
        "lineage": "safe",
        "act": "safe",
        "who": "private:name",
        "post": "safe",
        "note": "safe",
        "at": "safe",
    }

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.act

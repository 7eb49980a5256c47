"""Initiatives with their owners (dated), activities and what they wait for."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sebayu.programmes.movement.plan.enums import Group, Horizon
from sebayu.programmes.movement.plan.models.edition import Goal, Plan


class InitiativeQuerySet(models.QuerySet):
    def in_force(self, day: dt.date | None = None) -> Self:
        """Those of the edition in force that day."""
        return self.filter(plan__in=Plan.objects.on(day)[:1])

    def tree(self) -> Self:
        return self.order_by("dimension__order", "goal__order", "goal__title", "code", "id")


class Initiative(models.Model):
    """One promise of the plan. `lineage` stays the same when an edition is copied; `code` is what people say."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="initiatives")
    lineage = models.UUIDField(default=uuid.uuid4, editable=False)
    code = models.CharField(_("kode"), max_length=40)
    title = models.CharField(_("inisiatif"), max_length=200)
    summary = models.TextField(_("keterangan"), blank=True, default="")
    dimension = models.ForeignKey("movement_structure.Dimension", on_delete=models.PROTECT, related_name="+")
    sub_dimension = models.ForeignKey(
        "movement_structure.SubDimension", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    goal = models.ForeignKey(
        Goal, on_delete=models.PROTECT, null=True, blank=True, related_name="initiatives"
    )
    horizon = models.CharField(_("jangka"), max_length=10, choices=Horizon)
    group = models.CharField(_("kelompok rencana aksi"), max_length=16, choices=Group)
    quick_win = models.BooleanField(_("quick win"), default=False)
    programme_key = models.CharField(max_length=40, blank=True, default="")
    area_code = models.CharField(
        _("wilayah"), max_length=13, blank=True, default=""
    )  # empty: the whole region
    budget_code = models.CharField(_("kode anggaran"), max_length=60, blank=True, default="")
    budget_rupiah = models.BigIntegerField(_("anggaran (rupiah)"), default=0)
    starts_on = models.DateField(_("mulai"))
    ends_on = models.DateField(_("selesai"))
    is_sure = models.BooleanField(default=True)  # title and owner confirmed by the region
    internal_note = models.TextField(_("catatan internal"), blank=True, default="")

    objects = InitiativeQuerySet.as_manager()

    PRIVACY = dict.fromkeys(
        (
            *(
                "plan",
                "lineage",
                "code",
                "title",
                "summary",
                "dimension",
                "sub_dimension",
                "goal",
                "horizon",
                "group",
            ),
            *(
                "quick_win",
                "programme_key",
                "area_code",
                "budget_code",
                "budget_rupiah",
                "starts_on",
                "ends_on",
                "is_sure",
            ),
        ),
        "safe",
    ) | {"internal_note": "private:text"}

    class Meta:
        ordering = ["code", "id"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "code"], name="initiative_code_once_in_an_edition"),
            models.UniqueConstraint(fields=["plan", "lineage"], name="initiative_once_in_an_edition"),
            models.UniqueConstraint(
                fields=["plan", "dimension"], condition=Q(quick_win=True), name="one_quick_win_in_a_dimension"
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="initiative_ends_after_it_begins"
            ),
            models.CheckConstraint(condition=Q(budget_rupiah__gte=0), name="a_budget_is_not_negative"),
            models.CheckConstraint(
                condition=Q(quick_win=False)
                | Q(horizon="short", ends_on__lte=F("starts_on") + dt.timedelta(days=366)),
                name="a_quick_win_is_done_within_a_year",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class OwnershipQuerySet(models.QuerySet):
    def on(self, day: dt.date | None = None) -> Self:
        day = day or timezone.localdate()
        return self.filter(Q(valid_until=None) | Q(valid_until__gte=day), valid_from__lte=day)


class Ownership(models.Model):
    """Who is responsible, from which day: an office, or whichever office has a duty. Moving it leaves the plan as it was adopted."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="ownerships")
    office_key = models.CharField(max_length=80, blank=True, default="")
    duty = models.CharField(max_length=60, blank=True, default="")
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)  # the last day, included
    basis = models.CharField(max_length=240, blank=True, default="")

    objects = OwnershipQuerySet.as_manager()

    PRIVACY = dict.fromkeys(
        ("initiative", "office_key", "duty", "valid_from", "valid_until", "basis"), "safe"
    )

    class Meta:
        ordering = ["valid_from", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["initiative"], condition=Q(valid_until=None), name="initiative_has_one_owner_now"
            ),
            models.CheckConstraint(
                condition=Q(office_key="", duty__gt="") | Q(duty="", office_key__gt=""),
                name="an_owner_is_an_office_or_a_duty",
            ),
        ]

    def __str__(self) -> str:
        return self.office_key or self.duty

    def holds(self, day: dt.date) -> bool:
        return self.valid_from <= day and (self.valid_until is None or self.valid_until >= day)


class Activity(models.Model):
    """A step of the initiative that has its own time and money."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="activities")
    lineage = models.UUIDField(default=uuid.uuid4, editable=False)
    title = models.CharField(_("kegiatan"), max_length=300)
    budget_code = models.CharField(max_length=60, blank=True, default="")
    budget_rupiah = models.BigIntegerField(default=0)
    starts_on = models.DateField()
    ends_on = models.DateField()

    PRIVACY = dict.fromkeys(
        ("initiative", "lineage", "title", "budget_code", "budget_rupiah", "starts_on", "ends_on"), "safe"
    )

    class Meta:
        ordering = ["starts_on", "title", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="activity_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=Q(budget_rupiah__gte=0), name="an_activity_costs_nothing_or_more"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Dependency(models.Model):
    """`initiative` waits for `needs`. Circles are refused by the action, under a lock on the plan."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="waits_for")
    needs = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="needed_by")
    note = models.CharField(max_length=300, blank=True, default="")

    PRIVACY = dict.fromkeys(("initiative", "needs", "note"), "safe")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["initiative", "needs"], name="dependency_written_once"),
            models.CheckConstraint(condition=~Q(initiative=F("needs")), name="nothing_waits_for_itself"),
        ]

    def __str__(self) -> str:
        return f"{self.initiative_id} <- {self.needs_id}"

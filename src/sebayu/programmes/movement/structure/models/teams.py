"""Teams and their members. The post keeps the seat, the name stays as it was on the day it was written."""

from __future__ import annotations

import uuid

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q, Value
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sebayu.core.identity.models import Days
from sebayu.core.identity.models.offices import Dated
from sebayu.programmes.movement.structure.enums import ChangeKind, Position, TeamKind
from sebayu.programmes.movement.structure.models.papers import Decree
from sebayu.programmes.movement.structure.models.taxonomy import Dimension


def _days() -> Days:
    return Days(F("valid_from"), F("valid_until"), Value("[]"))


class Team(models.Model):
    PRIVACY = dict.fromkeys(("decree", "kind", "title"), "safe")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    decree = models.ForeignKey(Decree, on_delete=models.PROTECT, related_name="teams")
    kind = models.CharField(_("jenis"), max_length=12, choices=TeamKind)
    title = models.CharField(_("nama tim"), max_length=120)

    class Meta:
        ordering = ["decree", "kind"]
        constraints = [
            models.UniqueConstraint(fields=["decree", "kind"], name="a_decree_names_each_team_once")
        ]

    def __str__(self) -> str:
        return self.title


class Member(models.Model):
    """A seat in a team, held by a post (officials) or by a person of another organisation.

    `person_name` is who held the post when the seat was given. The coordinator of a dimension is an office; its head speaks for it.
    """

    # Officials in office are public; people from outside agreed to stand in a published decree.
    PRIVACY = {
        **dict.fromkeys(
            (
                "team",
                "position",
                "post_key",
                "title",
                "office_key",
                "organisation",
                "dimension",
                "valid_from",
                "valid_until",
                "end_reason",
            ),
            "safe",
        ),
        "person_name": "private: replaced by an invented name",
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="members")
    position = models.CharField(_("kedudukan"), max_length=12, choices=Position, default=Position.MEMBER)
    post_key = models.CharField(_("jabatan"), max_length=100, blank=True, default="")
    title = models.CharField(_("sebutan"), max_length=200, blank=True, default="")
    person_name = models.CharField(_("nama"), max_length=160, blank=True, default="")
    office_key = models.CharField(max_length=80, blank=True, default="")
    organisation = models.CharField(_("organisasi"), max_length=200, blank=True, default="")
    dimension = models.ForeignKey(
        Dimension, on_delete=models.PROTECT, null=True, blank=True, related_name="coordinators"
    )
    valid_from = models.DateField(_("sejak"))
    valid_until = models.DateField(_("sampai"), null=True, blank=True)
    end_reason = models.CharField(_("alasan berakhir"), max_length=240, blank=True, default="")
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = Dated.as_manager()

    class Meta:
        ordering = ["valid_from", "title", "id"]
        indexes = [models.Index(fields=["post_key"], name="member_by_post", condition=~Q(post_key=""))]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_until__gte=F("valid_from")),
                name="a_seat_does_not_end_before_it_begins",
            ),
            models.CheckConstraint(
                condition=~Q(post_key="") | (~Q(person_name="") & ~Q(organisation="")),
                name="a_seat_belongs_to_a_post_or_to_a_named_person",
            ),
            models.CheckConstraint(
                condition=Q(position="coordinator", dimension__isnull=False) & ~Q(office_key="")
                | ~Q(position="coordinator") & Q(dimension=None),
                name="a_coordinator_has_a_dimension_and_an_office",
            ),
            ExclusionConstraint(
                name="a_dimension_has_one_coordinator_at_a_time",
                expressions=[(F("dimension"), RangeOperators.EQUAL), (_days(), RangeOperators.OVERLAPS)],
                condition=Q(position="coordinator"),
            ),
            ExclusionConstraint(
                name="a_post_sits_once_in_a_team_at_a_time",
                expressions=[
                    (F("team"), RangeOperators.EQUAL),
                    (F("post_key"), RangeOperators.EQUAL),
                    (_days(), RangeOperators.OVERLAPS),
                ],
                condition=~Q(post_key="") & ~Q(position="coordinator"),
            ),
        ]

    def __str__(self) -> str:
        return self.title or str(self.id)


class OfficeChange(models.Model):
    """An OPD was renamed or merged into another: what was its business is its successor's from that day."""

    PRIVACY = dict.fromkeys(("old_key", "new_key", "kind", "changed_on", "basis"), "safe")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    old_key = models.CharField(max_length=80, unique=True)
    new_key = models.CharField(max_length=80)
    kind = models.CharField(_("perubahan"), max_length=10, choices=ChangeKind, default=ChangeKind.MERGED)
    changed_on = models.DateField(_("sejak"))
    basis = models.CharField(_("dasar"), max_length=240)

    class Meta:
        ordering = ["changed_on", "old_key"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(old_key=F("new_key")), name="an_office_does_not_follow_itself"
            )
        ]

    def __str__(self) -> str:
        return f"{self.old_key} {self.new_key}"

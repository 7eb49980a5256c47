"""Offices, their posts, and the mandates to hold them, each with its first and last day."""

from __future__ import annotations

import datetime as dt
import uuid

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value
from django.utils import timezone

from sebayu.core.identity.enums import MandateKind, OfficeKind, Role
from sebayu.core.identity.models.people import Account


class Days(Func):
    """The days from..until as a range, last day included; open when there is no last day."""

    function = "DATERANGE"
    output_field = DateRangeField()


def _days() -> Days:
    return Days(F("valid_from"), F("valid_until"), Value("[]"))


class Dated(models.QuerySet):
    """For tables whose rows hold from a first to a last day, both included."""

    def on(self, day: dt.date | None = None) -> Dated:
        day = day or timezone.localdate()
        return self.filter(Q(valid_until=None) | Q(valid_until__gte=day), valid_from__lte=day)


class Office(models.Model):
    """A node of the tree: city, OPD, kecamatan, kelurahan, RW, RT."""

    key = models.CharField(primary_key=True, max_length=80)
    name = models.CharField(max_length=160)
    kind = models.CharField(max_length=20, choices=OfficeKind)
    area_code = models.CharField(max_length=13, blank=True, default="")
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children"
    )
    unit_code = models.CharField(max_length=40, blank=True, default="")
    letterhead = models.JSONField(default=dict, blank=True)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)

    objects = Dated.as_manager()

    PRIVACY = dict.fromkeys(
        (
            "key",
            "name",
            "kind",
            "area_code",
            "parent",
            "unit_code",
            "letterhead",
            "valid_from",
            "valid_until",
        ),
        "safe",
    )

    class Meta:
        ordering = ["key"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_until__gte=F("valid_from")),
                name="office_does_not_close_before_it_opens",
            )
        ]

    def __str__(self) -> str:
        return self.name


class Post(models.Model):
    """A chair in an office, with a title and a role; who sits on it is a mandate."""

    key = models.CharField(primary_key=True, max_length=100)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="posts")
    title = models.CharField(max_length=160)
    role = models.CharField(max_length=20, choices=Role)
    rt = models.CharField(max_length=3, blank=True, default="")
    rw = models.CharField(max_length=3, blank=True, default="")
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)

    objects = Dated.as_manager()

    PRIVACY = dict.fromkeys(
        ("key", "office", "title", "role", "rt", "rw", "valid_from", "valid_until"), "safe"
    )

    class Meta:
        ordering = ["key"]
        indexes = [models.Index(fields=["office", "role", "rw", "rt"], name="post_by_office_and_role")]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_until__gte=F("valid_from")),
                name="post_does_not_close_before_it_opens",
            ),
            models.CheckConstraint(
                condition=~Q(role="rt") | (Q(rt__regex=r"^\d{3}$") & Q(rw__regex=r"^\d{3}$")),
                name="post_of_an_rt_names_its_rt_and_rw",
            ),
            models.CheckConstraint(
                condition=~Q(role="rw") | Q(rw__regex=r"^\d{3}$"), name="post_of_an_rw_names_its_rw"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Mandate(models.Model):
    """Who holds a post, from which day to which day, in which quality and on which decree."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="mandates")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="mandates")
    kind = models.CharField(max_length=20, choices=MandateKind, default=MandateKind.DEFINITIVE)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)
    basis = models.CharField(max_length=240, blank=True, default="")
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = Dated.as_manager()

    PRIVACY = dict.fromkeys(("account", "post", "kind", "valid_from", "valid_until", "basis"), "safe")

    class Meta:
        ordering = ["valid_from", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_until__gte=F("valid_from")),
                name="mandate_does_not_end_before_it_begins",
            ),
            ExclusionConstraint(
                name="post_has_one_definitive_holder_at_a_time",
                expressions=[(F("post"), RangeOperators.EQUAL), (_days(), RangeOperators.OVERLAPS)],
                condition=Q(kind="definitive"),
            ),
            ExclusionConstraint(
                name="post_has_one_substitute_at_a_time",
                expressions=[(F("post"), RangeOperators.EQUAL), (_days(), RangeOperators.OVERLAPS)],
                condition=Q(kind__in=["plt", "plh"]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.post_id}"

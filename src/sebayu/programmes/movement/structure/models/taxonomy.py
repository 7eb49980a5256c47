"""How the work is divided: versions of dimensions, and how one version reads in another."""

from __future__ import annotations

import uuid

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q, Value
from django.utils.translation import gettext_lazy as _

from sebayu.core.identity.models import Days
from sebayu.core.identity.models.offices import Dated


class Taxonomy(models.Model):
    """One published division into dimensions. `valid_from` is since when this region uses it; empty: known, not in use.

    Records keep the dimension they were written with; a new taxonomy changes no old record.
    """

    PRIVACY = dict.fromkeys(
        ("key", "version", "title", "source", "sure", "valid_from", "valid_until", "basis"), "safe"
    )

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.CharField(max_length=60)
    version = models.CharField(max_length=20)
    title = models.CharField(_("nama"), max_length=160)
    source = models.CharField(_("sumber"), max_length=300)
    sure = models.BooleanField(default=True)
    valid_from = models.DateField(null=True, blank=True)
    valid_until = models.DateField(null=True, blank=True)
    basis = models.CharField(_("dasar"), max_length=240, blank=True, default="")

    objects = Dated.as_manager()

    class Meta:
        ordering = ["valid_from", "key", "version"]
        constraints = [
            models.UniqueConstraint(fields=["key", "version"], name="a_taxonomy_has_each_version_once"),
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_from__isnull=False, valid_until__gte=F("valid_from")),
                name="a_taxonomy_does_not_end_before_it_begins",
            ),
            ExclusionConstraint(
                name="one_taxonomy_is_in_use_at_a_time",
                expressions=[(Days(F("valid_from"), F("valid_until"), Value("[]")), RangeOperators.OVERLAPS)],
                condition=Q(valid_from__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.version}"


class Dimension(models.Model):
    PRIVACY = dict.fromkeys(("taxonomy", "key", "title", "about", "order", "sure"), "safe")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    taxonomy = models.ForeignKey(Taxonomy, on_delete=models.PROTECT, related_name="dimensions")
    key = models.CharField(max_length=60)
    title = models.CharField(_("dimensi"), max_length=120)
    about = models.CharField(max_length=240, blank=True, default="")
    order = models.PositiveSmallIntegerField(default=0)
    sure = models.BooleanField(default=True)

    class Meta:
        ordering = ["order", "key"]
        constraints = [
            models.UniqueConstraint(fields=["taxonomy", "key"], name="a_dimension_stands_once_in_a_taxonomy")
        ]

    def __str__(self) -> str:
        return self.title


class SubDimension(models.Model):
    PRIVACY = dict.fromkeys(("dimension", "key", "title", "order", "sure"), "safe")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    dimension = models.ForeignKey(Dimension, on_delete=models.PROTECT, related_name="subs")
    key = models.CharField(max_length=60)
    title = models.CharField(_("subdimensi"), max_length=120)
    order = models.PositiveSmallIntegerField(default=0)
    sure = models.BooleanField(default=True)

    class Meta:
        ordering = ["order", "key"]
        constraints = [
            models.UniqueConstraint(fields=["dimension", "key"], name="a_sub_dimension_stands_once")
        ]

    def __str__(self) -> str:
        return self.title


class DimensionMapping(models.Model):
    """A dimension of one taxonomy read in another, whole or in part; the shares of one source are at most 1 together."""

    PRIVACY = dict.fromkeys(("source", "target", "share", "sure", "note"), "safe")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    source = models.ForeignKey(Dimension, on_delete=models.PROTECT, related_name="read_as")
    target = models.ForeignKey(Dimension, on_delete=models.PROTECT, related_name="reads")
    share = models.DecimalField(max_digits=5, decimal_places=4, default=1)
    sure = models.BooleanField(default=True)
    note = models.CharField(max_length=240, blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source", "target"], name="a_mapping_is_written_once"),
            models.CheckConstraint(
                condition=Q(share__gt=0, share__lte=1), name="a_share_is_above_0_at_most_1"
            ),
            models.CheckConstraint(
                condition=~Q(source=F("target")), name="a_dimension_is_not_mapped_to_itself"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source_id} {self.target_id}"

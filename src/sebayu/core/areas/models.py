"""The tree of areas. Codes are dated: an area that is renamed or split keeps its old row."""

from __future__ import annotations

import datetime as dt

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from sebayu.core.areas.enums import AreaKind
from sebayu.core.areas.packs import EVER


class AreaQuerySet(models.QuerySet["Area"]):
    def on(self, day: dt.date | None = None) -> AreaQuerySet:
        """In force on that day (today when none is given); the last day counts."""
        day = day or timezone.localdate()
        return self.filter(Q(valid_until=None) | Q(valid_until__gte=day), valid_from__lte=day)

    def below(self, code: str) -> AreaQuerySet:
        """Everything inside the area with this code, without the area itself."""
        return self.filter(code__startswith=f"{code}.")

    def villages(self) -> AreaQuerySet:
        return self.filter(kind__in=[AreaKind.KELURAHAN, AreaKind.DESA])


class Area(models.Model):
    """A province, city, kabupaten, kecamatan, kelurahan or desa, by its Kemendagri code."""

    code = models.CharField(primary_key=True, max_length=13)
    name = models.CharField(max_length=80)
    kind = models.CharField(max_length=20, choices=AreaKind)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="children")
    valid_from = models.DateField(default=EVER)
    valid_until = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=60, blank=True, default="")
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)

    objects = AreaQuerySet.as_manager()

    PRIVACY = {
        "code": "safe",
        "name": "safe",
        "kind": "safe",
        "parent": "safe",
        "valid_from": "safe",
        "valid_until": "safe",
        "source": "safe",
        "latitude": "safe",
        "longitude": "safe",
    }

    class Meta:
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_until__gte=F("valid_from")),
                name="area_does_not_end_before_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(code__regex=r"^\d\d(\.\d\d(\.\d\d(\.\d{4})?)?)?$"),
                name="area_code_has_the_shape_of_kemendagri",
            ),
            models.CheckConstraint(
                condition=Q(kind=AreaKind.PROVINCE) | Q(parent__isnull=False),
                name="area_other_than_province_has_a_parent",
            ),
        ]
        indexes = [
            models.Index(fields=["code"], name="area_code_prefix", opclasses=["varchar_pattern_ops"]),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.name}"

    @property
    def label(self) -> str:
        """“Kelurahan Mintaragen, Kecamatan Tegal Timur”: the area with the kecamatan it lies in."""
        if self.kind in {AreaKind.KELURAHAN, AreaKind.DESA} and self.parent is not None:
            return f"{self}, {self.parent}"
        return str(self)

"""The papers the movement stands on: editions, agreements with the ministry, decrees."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from sebayu.core.identity.models.offices import Dated


class Edition(models.Model):
    """One round of the movement, from its agreement to the next."""

    PRIVACY = dict.fromkeys(("key", "title", "source", "sure", "note", "valid_from", "valid_until"), "safe")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.CharField(max_length=60, unique=True)
    title = models.CharField(_("nama"), max_length=160)
    source = models.CharField(_("sumber"), max_length=300, blank=True, default="")
    sure = models.BooleanField(default=True)
    note = models.CharField(_("catatan"), max_length=300, blank=True, default="")
    valid_from = models.DateField(_("mulai"))
    valid_until = models.DateField(_("sampai"), null=True, blank=True)

    objects = Dated.as_manager()

    class Meta:
        ordering = ["-valid_from", "key"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_until__gte=F("valid_from")),
                name="an_edition_does_not_end_before_it_begins",
            )
        ]

    def __str__(self) -> str:
        return self.title


class Agreement(models.Model):
    """What the region agreed with the ministry. Number and day may be unknown until somebody finds the paper."""

    PRIVACY = {
        **dict.fromkeys(
            (
                "key",
                "edition",
                "number",
                "about",
                "signed_on",
                "place",
                "valid_until",
                "source",
                "sure",
                "note",
            ),
            "safe",
        ),
        "parties": "safe",  # institutions and their capacity
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.CharField(max_length=60, unique=True)
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="agreements")
    number = models.CharField(_("nomor"), max_length=120, blank=True, default="")
    about = models.CharField(_("tentang"), max_length=300)
    signed_on = models.DateField(_("tanggal"), null=True, blank=True)
    place = models.CharField(_("tempat"), max_length=160, blank=True, default="")
    valid_until = models.DateField(_("berlaku sampai"), null=True, blank=True)
    parties = models.JSONField(default=list)
    source = models.CharField(_("sumber"), max_length=300, blank=True, default="")
    sure = models.BooleanField(default=True)
    note = models.CharField(_("catatan"), max_length=300, blank=True, default="")

    class Meta:
        ordering = ["-signed_on", "key"]
        constraints = [
            models.UniqueConstraint(
                fields=["number"], condition=~Q(number=""), name="an_agreement_number_stands_once"
            ),
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(signed_on=None) | Q(valid_until__gte=F("signed_on")),
                name="an_agreement_does_not_end_before_it_is_signed",
            ),
        ]

    def __str__(self) -> str:
        return self.number or self.key


class Decree(models.Model):
    """The head of the region names who carries the movement."""

    PRIVACY = dict.fromkeys(
        (
            "key",
            "edition",
            "number",
            "about",
            "signed_on",
            "signed_by",
            "valid_from",
            "valid_until",
            "source",
            "sure",
            "note",
        ),
        "safe",
    )

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.CharField(max_length=60, unique=True)
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="decrees")
    number = models.CharField(_("nomor"), max_length=120, unique=True)
    about = models.CharField(_("tentang"), max_length=300)
    signed_on = models.DateField(_("tanggal ditetapkan"), null=True, blank=True)
    signed_by = models.CharField(_("ditetapkan oleh"), max_length=160, blank=True, default="")  # the post
    valid_from = models.DateField(_("berlaku sejak"))
    valid_until = models.DateField(_("berlaku sampai"), null=True, blank=True)
    source = models.CharField(_("sumber"), max_length=300, blank=True, default="")
    sure = models.BooleanField(default=True)
    note = models.CharField(_("catatan"), max_length=300, blank=True, default="")

    objects = Dated.as_manager()

    class Meta:
        ordering = ["-valid_from", "key"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_until__gte=F("valid_from")),
                name="a_decree_does_not_end_before_it_begins",
            )
        ]

    def __str__(self) -> str:
        return self.number

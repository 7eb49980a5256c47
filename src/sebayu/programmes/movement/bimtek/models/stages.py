"""The guided stages: how many there are is data. A stage is passed when its gates stand open, or are waived with a reason."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sebayu.programmes.movement.bimtek.enums import MinutesKind
from sebayu.programmes.movement.bimtek.models.files import StoredFile
from sebayu.programmes.movement.structure.models import Dimension, Edition


class Stage(models.Model):
    PRIVACY = {
        **dict.fromkeys(
            (
                *(
                    "edition",
                    "key",
                    "order",
                    "title",
                    "about",
                    "starts_on",
                    "ends_on",
                    "place",
                    "people_reported",
                ),
                *("outputs", "note", "source", "passed_on"),
            ),
            "safe",
        ),
        "passed_by": "private: replaced by an invented name",
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=60)
    order = models.PositiveSmallIntegerField(default=1)
    title = models.CharField(_("nama tahap"), max_length=120)
    about = models.CharField(_("isi"), max_length=300, blank=True, default="")
    starts_on = models.DateField(_("mulai"), null=True, blank=True)
    ends_on = models.DateField(_("selesai"), null=True, blank=True)
    place = models.CharField(_("tempat"), max_length=200, blank=True, default="")
    # From before this system counted: what a report said. Never added to counted people.
    people_reported = models.PositiveIntegerField(null=True, blank=True)
    outputs = models.JSONField(default=list, blank=True)
    note = models.CharField(max_length=300, blank=True, default="")
    source = models.CharField(max_length=300, blank=True, default="")
    passed_on = models.DateField(null=True, blank=True)
    passed_by = models.CharField(max_length=200, blank=True, default="")

    class Meta:
        ordering = ["edition", "order"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "key"], name="a_stage_stands_once_in_an_edition"),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(starts_on__isnull=False, ends_on__gte=F("starts_on")),
                name="a_stage_does_not_end_before_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def owner_ref(self) -> str:
        """How its sessions know it."""
        return f"movement_bimtek.Stage:{self.pk}"


class Gate(models.Model):
    """What must exist before the next stage. With a `check` it is computed and cannot be filled in; without, it takes evidence."""

    PRIVACY = {
        **dict.fromkeys(("stage", "order", "check_key", "title", "file", "stated_post", "stated_at"), "safe"),
        "evidence": "private: emptied",
        "waived_because": "private: emptied",
        "stated_by": "private: replaced by an invented name",
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    stage = models.ForeignKey(Stage, on_delete=models.CASCADE, related_name="gates")
    order = models.PositiveSmallIntegerField(default=1)
    check_key = models.CharField(max_length=40, blank=True, default="")
    title = models.CharField(_("gerbang"), max_length=200)
    evidence = models.CharField(_("bukti"), max_length=500, blank=True, default="")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    waived_because = models.CharField(max_length=300, blank=True, default="")
    stated_by = models.CharField(max_length=200, blank=True, default="")
    stated_post = models.CharField(max_length=200, blank=True, default="")
    stated_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["stage", "order"]
        constraints = [
            models.UniqueConstraint(fields=["stage", "title"], name="a_gate_stands_once_before_a_stage"),
            models.CheckConstraint(
                condition=Q(check_key="") | Q(evidence=""), name="a_computed_gate_takes_no_evidence"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class ExpertNote(models.Model):
    PRIVACY = {
        **dict.fromkeys(("stage", "dimension", "organisation", "at"), "safe"),
        "text": "private: emptied",
        "author": "private: replaced by an invented name",
        "account_id": "private: follows the scrubbed accounts",
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    stage = models.ForeignKey(Stage, on_delete=models.CASCADE, related_name="notes")
    dimension = models.ForeignKey(
        Dimension, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    text = models.TextField(_("catatan"), max_length=4000)
    author = models.CharField(_("ahli"), max_length=160)
    organisation = models.CharField(max_length=200, blank=True, default="")
    account_id = models.UUIDField(null=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-at", "id"]

    def __str__(self) -> str:
        return str(self.id)


class Minutes(models.Model):
    """Minutes are a document of the house: drawn, numbered, signed there. Here stands only which stage they are of."""

    PRIVACY = dict.fromkeys(("stage", "kind", "title", "held_on", "document_id", "number"), "safe")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    stage = models.ForeignKey(Stage, on_delete=models.PROTECT, related_name="minutes")
    kind = models.CharField(max_length=12, choices=MinutesKind, default=MinutesKind.NOTULA)
    title = models.CharField(max_length=200)
    held_on = models.DateField()
    document_id = models.UUIDField(unique=True)
    number = models.CharField(max_length=120, blank=True, default="")
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["-held_on", "-created_at"]

    def __str__(self) -> str:
        return self.title

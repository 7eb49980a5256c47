"""What the region says about an item, what its evidence was, and what assessors found. Everything is appended, nothing edited."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sebayu.programmes.movement.evaluation.models.editions import EvaluationEdition, Item


class Assignment(models.Model):
    """An assessor from outside, assigned to one evaluation; sees nothing else of the kind."""

    PRIVACY = {
        **dict.fromkeys(("edition", "organisation", "assigned_at", "ended_at"), "safe"),
        "account_id": "private:hash",
        "name": "private:name",
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    edition = models.ForeignKey(EvaluationEdition, on_delete=models.PROTECT, related_name="assignments")
    account_id = models.UUIDField()
    name = models.CharField(max_length=200)
    organisation = models.CharField(_("asal"), max_length=200)
    assigned_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["assigned_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "account_id"],
                condition=Q(ended_at=None),
                name="an_assessor_is_assigned_once",
            )
        ]


class Words(models.Model):
    """The region's own words about an item; the newest holds."""

    PRIVACY = {"item": "safe", "text": "safe", "at": "safe", "who": "private:name", "post": "safe"}

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="words")
    text = models.TextField(_("uraian"))
    at = models.DateTimeField(default=timezone.now)
    who = models.CharField(max_length=200)
    post = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["-at"]


class Attachment(models.Model):
    """Evidence the region adds: a decree, a document by its number, a page. Never a computed value."""

    PRIVACY = {
        "item": "safe",
        "title": "safe",
        "ref": "safe",
        "at": "safe",
        "who": "private:name",
        "post": "safe",
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="attachments")
    title = models.CharField(_("bukti"), max_length=200)
    ref = models.CharField(_("nomor atau tautan"), max_length=300)
    at = models.DateTimeField(default=timezone.now)
    who = models.CharField(max_length=200)
    post = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["at"]


class Prefill(models.Model):
    """The evidence rows of an item as they were when the self-assessment was handed over; computed, never typed."""

    PRIVACY = dict.fromkeys(("item", "rows", "digest", "taken_at"), "safe")

    item = models.OneToOneField(Item, primary_key=True, on_delete=models.PROTECT, related_name="prefill")
    rows = models.JSONField(default=list)
    digest = models.CharField(max_length=64)
    taken_at = models.DateTimeField(default=timezone.now)


class Score(models.Model):
    """One score of one item by one assessor; scoring again is the next version, the old one stays."""

    PRIVACY = {
        **dict.fromkeys(("item", "version", "value", "evidence", "at", "post"), "safe"),
        "account_id": "private:hash",
        "who": "private:name",
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="scores")
    version = models.PositiveIntegerField()
    value = models.DecimalField(_("nilai"), max_digits=5, decimal_places=2)
    evidence = models.TextField(_("bukti dan alasan"))
    at = models.DateTimeField(default=timezone.now)
    account_id = models.UUIDField(null=True)
    who = models.CharField(max_length=200)
    post = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["-version"]
        constraints = [
            models.UniqueConstraint(fields=["item", "version"], name="a_score_has_one_version_number"),
            models.CheckConstraint(condition=Q(value__range=(0, 100)), name="a_score_lies_between_0_and_100"),
            models.CheckConstraint(condition=~Q(evidence=""), name="a_score_names_its_evidence"),
        ]


class Interview(models.Model):
    """Notes of one interview; with whom is said by post or organisation."""

    PRIVACY = {
        **dict.fromkeys(("edition", "item", "with_whom", "held_on", "at"), "safe"),
        "notes": "private:text",
        "who": "private:name",
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    edition = models.ForeignKey(EvaluationEdition, on_delete=models.PROTECT, related_name="interviews")
    item = models.ForeignKey(Item, on_delete=models.PROTECT, null=True, blank=True, related_name="interviews")
    with_whom = models.CharField(_("dengan"), max_length=200)
    held_on = models.DateField(_("tanggal"))
    notes = models.TextField(_("catatan"))
    at = models.DateTimeField(default=timezone.now)
    who = models.CharField(max_length=200)

    class Meta:
        ordering = ["-held_on", "-at"]


class EvidenceRequest(models.Model):
    """An assessor asks for evidence; the region answers once."""

    PRIVACY = {
        **dict.fromkeys(("item", "text", "due_on", "asked_at", "answer", "answered_at"), "safe"),
        "asked_by": "private:name",
        "answered_by": "private:name",
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="requests")
    text = models.TextField(_("yang diminta"))
    due_on = models.DateField(_("paling lambat"))
    asked_at = models.DateTimeField(default=timezone.now)
    asked_by = models.CharField(max_length=200)
    answer = models.TextField(_("jawaban"), blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["due_on", "asked_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at=None, answer="") | (Q(answered_at__isnull=False) & ~Q(answer="")),
                name="an_answered_request_has_its_answer",
            )
        ]

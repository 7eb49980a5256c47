"""An evaluation of one year and round: five parts, their items, and the weights it is read with."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from sebayu.programmes.movement.evaluation import arithmetic
from sebayu.programmes.movement.evaluation.enums import EditionState


class WeightSet(models.Model):
    """Weights of the parts, in hundredths; null where nobody published one. Never edited: other weights are another set."""

    PRIVACY = dict.fromkeys(("key", "title", "source", "weights", "valid_from"), "safe")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.SlugField(max_length=60, unique=True)
    title = models.CharField(_("nama"), max_length=160)
    source = models.CharField(_("sumber"), max_length=300)
    weights = models.JSONField(default=dict)
    valid_from = models.DateField(_("mulai"), null=True, blank=True)

    class Meta:
        ordering = ["title", "key"]

    def __str__(self) -> str:
        return self.title

    @property
    def exact(self) -> dict:
        return arithmetic.read(self.weights)


class EvaluationEdition(models.Model):
    """One evaluation. `period_from` to `period_until` is what it judges; a sample of beneficiaries is drawn from these days."""

    PRIVACY = dict.fromkeys(
        ("year", "round", "title", "note", "weight_set", "state", "period_from", "period_until", "handed_over_at",
         "concluded_at"), "safe",
    )  # fmt: skip

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    year = models.PositiveSmallIntegerField(_("tahun"))
    round = models.PositiveSmallIntegerField(_("putaran"), default=1)
    title = models.CharField(_("nama"), max_length=160)
    note = models.CharField(_("catatan"), max_length=300, blank=True, default="")
    weight_set = models.ForeignKey(WeightSet, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=20, choices=EditionState, default=EditionState.FILLING)
    period_from = models.DateField(_("masa dari"))
    period_until = models.DateField(_("masa sampai"))
    handed_over_at = models.DateTimeField(null=True)
    concluded_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-year", "-round"]
        constraints = [
            models.UniqueConstraint(fields=["year", "round"], name="one_evaluation_per_year_and_round"),
            models.CheckConstraint(
                condition=Q(period_until__gte=F("period_from")), name="an_evaluated_period_has_days"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Part(models.Model):
    """One of the parts; its key is what weights speak of."""

    PRIVACY = dict.fromkeys(("edition", "key", "title", "about", "order"), "safe")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    edition = models.ForeignKey(EvaluationEdition, on_delete=models.PROTECT, related_name="parts")
    key = models.CharField(max_length=40)
    title = models.CharField(_("nama"), max_length=120)
    about = models.CharField(_("tentang"), max_length=300, blank=True, default="")
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "key"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "key"], name="a_part_stands_once_in_an_evaluation")
        ]

    def __str__(self) -> str:
        return self.title


class Item(models.Model):
    """What is scored. `code` names the same item across editions; `evidence` says where its rows come from by themselves."""

    PRIVACY = dict.fromkeys(("part", "code", "text", "weight", "office_key", "evidence", "order"), "safe")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    part = models.ForeignKey(Part, on_delete=models.PROTECT, related_name="items")
    code = models.CharField(_("kode"), max_length=20)
    text = models.CharField(_("butir"), max_length=300)
    weight = models.DecimalField(_("bobot dalam bagian"), max_digits=6, decimal_places=2, default=1)
    office_key = models.CharField(
        max_length=80, blank=True, default=""
    )  # who answers; empty: the secretariat
    evidence = models.JSONField(default=list)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["part__order", "order", "code"]
        constraints = [
            models.UniqueConstraint(fields=["part", "code"], name="an_item_stands_once_in_a_part"),
            models.CheckConstraint(condition=Q(weight__gt=0), name="an_item_weighs_something"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.text}"

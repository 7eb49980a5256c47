"""Two entries of the register, or a row of an extract and an entry, that may be one and the same human being."""

from __future__ import annotations

import uuid

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from sebayu.core.ledger.models import PersonalManager, PersonalQuerySet
from sebayu.core.registry.enums import PairState


class PairQuerySet(PersonalQuerySet):
    def within(self, areas: frozenset[str]) -> PairQuerySet:
        """Of these areas and everything below them."""
        inside = Q(pk__in=[])
        for code in areas:
            inside |= Q(area_code=code) | Q(area_code__startswith=f"{code}.")
        return self.filter(inside)


class SuspectedPair(models.Model):
    """What somebody has to look at, and what was decided. Plain keys: the register's rows come and go without asking us."""

    PRIVACY = {
        "person_id": "private:hash", "other_id": "private:hash", "row": "private:blank", "row_digest": "private:blank",
        "row_number": "safe", "run_id": "safe", "area_code": "safe", "distance": "safe", "state": "safe",
        "note": "private:blank", "found_at": "safe", "decided_at": "safe", "decided_by": "private:name",
    }  # fmt: skip

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person_id = models.UUIDField()
    other_id = models.UUIDField(null=True, blank=True)
    # What a row of an extract said, until it is decided; its digest stays, so that the same row is never asked about again.
    row = models.JSONField(null=True, blank=True, encoder=DjangoJSONEncoder)
    row_digest = models.CharField(max_length=64, blank=True, default="")
    row_number = models.PositiveIntegerField(null=True, blank=True)
    run_id = models.UUIDField(null=True, blank=True)
    area_code = models.CharField(max_length=13, blank=True, default="")
    distance = models.PositiveSmallIntegerField(_("jarak nama, dari seratus"))
    state = models.CharField(_("keadaan"), max_length=10, choices=PairState, default=PairState.OPEN)
    note = models.CharField(_("catatan"), max_length=300, blank=True, default="")
    found_at = models.DateTimeField(db_default=Now())
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.CharField(max_length=200, blank=True, default="")

    objects = PersonalManager.from_queryset(PairQuerySet)()

    class Meta:
        verbose_name = verbose_name_plural = _("dugaan ganda")
        base_manager_name = "objects"
        indexes = [models.Index(fields=["state", "distance", "id"], name="pair_by_likeness")]
        constraints = [
            models.UniqueConstraint(
                fields=["person_id", "other_id"], condition=~Q(other_id=None), name="a_pair_is_suspected_once"
            ),
            models.UniqueConstraint(
                fields=["person_id", "row_digest"],
                condition=~Q(row_digest=""),
                name="a_row_is_suspected_once_against_a_person",
            ),
            models.CheckConstraint(
                condition=Q(other_id=None, row_digest__gt="") | Q(other_id__isnull=False, row_digest=""),
                name="a_pair_is_of_two_entries_or_of_an_entry_and_a_row",
            ),
            models.CheckConstraint(condition=Q(distance__lte=100), name="a_distance_is_a_percentage"),
        ]

    @property
    def likeness(self) -> int:
        return 100 - self.distance

    @property
    def is_of_import(self) -> bool:
        return self.other_id is None

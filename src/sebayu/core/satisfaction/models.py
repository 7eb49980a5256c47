"""Invitations and answers. Neither holds a name; an answer, once given, is never edited (the database refuses)."""

import datetime as dt
import uuid
from typing import Any, Self

from django.db import models
from django.db.models import F, Q, Value
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sebayu.core.satisfaction.enums import Channel
from sebayu.core.satisfaction.skm import ELEMENTS, HIGHEST, LOWEST

COLUMNS = tuple(f"element_{n}" for n in range(1, ELEMENTS + 1))


class InvitationQuerySet(models.QuerySet):
    def waiting(self, at: dt.datetime | None = None) -> Self:
        """Not answered and still open."""
        return self.filter(answered_at=None, expires_at__gt=at or timezone.now())


class Invitation(models.Model):
    """The link for one ended case. Where and what is copied, so that an answer needs no look at the case."""

    PRIVACY = {
        "case_id": "safe",
        "case_number": "safe",
        "token": "private:drop",
        "service_key": "safe",
        "service_title": "safe",
        "office_key": "safe",
        "office_name": "safe",
        "area_code": "safe",
        "questionnaire": "safe",
        "ended_at": "safe",
        "invited_at": "safe",
        "expires_at": "safe",
        "told": "safe",
        "answered_at": "safe",
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case_id = models.UUIDField(unique=True)
    case_number = models.CharField(max_length=40)
    token = models.CharField(max_length=64, unique=True)
    service_key = models.CharField(max_length=80)
    service_title = models.CharField(_("layanan"), max_length=200)
    office_key = models.CharField(max_length=80)
    office_name = models.CharField(max_length=200)
    area_code = models.CharField(max_length=13, blank=True)
    questionnaire = models.CharField(max_length=60)
    ended_at = models.DateTimeField()
    invited_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    told = models.BooleanField(default=False)  # somebody could be told; else only the counter can ask
    answered_at = models.DateTimeField(null=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("undangan survei")
        verbose_name_plural = _("undangan survei")
        indexes = [
            models.Index(
                fields=["office_key", "-ended_at"],
                name="survey_office_waiting",
                condition=Q(answered_at=None),
            ),
        ]

    def __str__(self) -> str:
        return self.case_number


class ResponseQuerySet(models.QuerySet):
    def of(
        self,
        *,
        offices: list[str] | None = None,
        service_key: str = "",
        since: dt.date | None = None,
        until: dt.date | None = None,
    ) -> Self:
        """What results are computed from; both days included."""
        wanted: dict[str, Any] = {
            "office_key__in": offices,
            "service_key": service_key or None,
            "day__gte": since,
            "day__lte": until,
        }
        return self.filter(**{name: value for name, value in wanted.items() if value is not None})

    def measured(self) -> Self:
        """For the indicators: one row per answer with `day`, `office_key`, `area_code`, `answers` (1) and `score` (9 to 36).

        The index is `Ratio("score", "answers", scale=25/9)`; `element_1` ... `element_9` are measures as they stand.
        """
        total = sum((F(name) for name in COLUMNS[1:]), F(COLUMNS[0]))
        return self.annotate(answers=Value(1, output_field=models.IntegerField()), score=total)


class Response(models.Model):
    """Nine answers about one ended case, by nobody in particular."""

    PRIVACY = {
        "case_id": "safe",
        "service_key": "safe",
        "service_title": "safe",
        "office_key": "safe",
        "office_name": "safe",
        "area_code": "safe",
        "questionnaire": "safe",
        **{name: "safe" for name in COLUMNS},
        "note": "private:text",
        "day": "safe",
        "answered_at": "safe",
        "channel": "safe",
        "recorded_post": "safe",
        "seconds": "safe",
        "is_uniform": "safe",
        "is_too_fast": "safe",
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case_id = models.UUIDField(unique=True)
    service_key = models.CharField(max_length=80)
    service_title = models.CharField(_("layanan"), max_length=200)
    office_key = models.CharField(max_length=80)
    office_name = models.CharField(max_length=200)
    area_code = models.CharField(max_length=13, blank=True)
    questionnaire = models.CharField(max_length=60)
    element_1 = models.PositiveSmallIntegerField()
    element_2 = models.PositiveSmallIntegerField()
    element_3 = models.PositiveSmallIntegerField()
    element_4 = models.PositiveSmallIntegerField()
    element_5 = models.PositiveSmallIntegerField()
    element_6 = models.PositiveSmallIntegerField()
    element_7 = models.PositiveSmallIntegerField()
    element_8 = models.PositiveSmallIntegerField()
    element_9 = models.PositiveSmallIntegerField()
    note = models.TextField(_("saran"), blank=True)
    day = models.DateField()
    answered_at = models.DateTimeField(default=timezone.now)
    channel = models.CharField(max_length=20, choices=Channel, default=Channel.LINK)
    recorded_post = models.CharField(max_length=200, blank=True)  # whose hand it was at the counter
    seconds = models.PositiveIntegerField(null=True)
    # Kept and counted, but marked: results are shown with and without them.
    is_uniform = models.BooleanField(default=False)
    is_too_fast = models.BooleanField(default=False)

    objects = ResponseQuerySet.as_manager()

    class Meta:
        verbose_name = _("jawaban survei")
        verbose_name_plural = _("jawaban survei")
        indexes = [
            models.Index(fields=["office_key", "day"], name="survey_office_day"),
            models.Index(fields=["day"], name="survey_day"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(**{f"{name}__range": (LOWEST, HIGHEST) for name in COLUMNS}),
                name="every_answer_is_one_to_four",
            ),
            models.CheckConstraint(
                condition=~Q(channel="counter") | ~Q(recorded_post=""),
                name="who_wrote_at_the_counter_is_named_by_post",
            ),
        ]

    @property
    def answers(self) -> tuple[int, ...]:
        return tuple(getattr(self, name) for name in COLUMNS)

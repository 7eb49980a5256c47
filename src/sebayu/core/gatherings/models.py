"""Sessions and who came. Names of those present are personal: the organising office reads them, with an entry; nobody else does."""

from __future__ import annotations

import secrets
import unicodedata
import uuid
from collections.abc import Iterable, Mapping

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sebayu.core.gatherings.enums import How, Kind, State
from sebayu.core.ledger.models import PersonalManager, PersonalQuerySet


def new_token() -> str:
    return secrets.token_urlsafe(18)


def plain(name: str, organisation: str) -> str:
    """The same person written twice: case, accents, dots and double spaces do not make somebody new."""
    return "|".join(_letters(part)[:90] for part in (name, organisation))


def agenda_of(rows: Iterable[Mapping[str, str]]) -> list[dict[str, str]]:
    """Only what the page shows, as text."""
    return [
        {key: str(row.get(key, "")).strip()[:200] for key in ("time", "title", "speaker")}
        for row in rows
        if str(row.get("title", "")).strip()
    ]


def _letters(text: str) -> str:
    spread = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in spread if c.isalnum())


class GatheringQuerySet(models.QuerySet["Gathering"]):
    def of(self, owner_ref: str) -> GatheringQuerySet:
        return self.filter(owner_ref=owner_ref).order_by("starts_at", "id")

    def standing(self) -> GatheringQuerySet:
        return self.exclude(state=State.CANCELLED)


class Gathering(models.Model):
    """One session: when, where, what about, and for which record of another room it is held."""

    PRIVACY = {
        **dict.fromkeys(
            ("title", "kind", "starts_at", "ends_at", "place", "office_key", "owner_ref", "state", "reason"),
            "safe",
        ),
        "agenda": "private: speakers replaced by invented names",
        "attend_token": "private: replaced by a new token",
        "created_by": "private: follows the scrubbed accounts",
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    title = models.CharField(_("judul"), max_length=200)
    kind = models.CharField(_("jenis"), max_length=12, choices=Kind, default=Kind.MEETING)
    starts_at = models.DateTimeField(_("mulai"))
    ends_at = models.DateTimeField(_("selesai"))
    place = models.CharField(_("tempat"), max_length=200, blank=True, default="")
    office_key = models.CharField(max_length=80)  # who organises it
    owner_ref = models.CharField(max_length=120, blank=True, default="", db_index=True)
    agenda = models.JSONField(default=list, blank=True)  # [{"time": "09.00", "title": ..., "speaker": ...}]
    attend_token = models.CharField(max_length=40, unique=True, default=new_token)
    state = models.CharField(max_length=10, choices=State, default=State.PLANNED)
    reason = models.CharField(max_length=240, blank=True, default="")  # why it was cancelled
    created_by = models.UUIDField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = GatheringQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_at", "-id"]
        indexes = [models.Index(fields=["office_key", "-starts_at"], name="gathering_of_office")]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gte=F("starts_at")), name="a_gathering_does_not_end_before_it_begins"
            ),
            models.CheckConstraint(
                condition=Q(state__in=State.values), name="a_gathering_is_in_a_known_state"
            ),
            models.CheckConstraint(
                condition=~Q(state="cancelled") | ~Q(reason=""), name="a_cancelled_gathering_says_why"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class AttendanceQuerySet(PersonalQuerySet):
    def counted(self) -> AttendanceQuerySet:
        return self.filter(struck_at=None)


class Attendance(models.Model):
    """Somebody was there. Twice counts once: the same account, or the same name from the same organisation."""

    PRIVACY = {
        "gathering": "safe",
        "account_id": "private: follows the scrubbed accounts",
        "person_key": "private: made anew from the invented name",
        "name": "private: replaced by an invented name",
        "organisation": "safe",
        "capacity": "safe",
        "phone": "private: emptied",
        "at": "safe",
        "how": "safe",
        "struck_at": "safe",
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    gathering = models.ForeignKey(Gathering, on_delete=models.PROTECT, related_name="attendances")
    account_id = models.UUIDField(null=True, blank=True)
    person_key = models.CharField(max_length=200)
    name = models.CharField(_("nama"), max_length=120)
    organisation = models.CharField(_("organisasi atau asal"), max_length=160, blank=True, default="")
    capacity = models.CharField(_("jabatan atau peran"), max_length=160, blank=True, default="")
    phone = models.CharField(_("nomor telepon"), max_length=20, blank=True, default="")
    at = models.DateTimeField(default=timezone.now)
    how = models.CharField(max_length=8, choices=How, default=How.QR)
    struck_at = models.DateTimeField(null=True, blank=True)

    objects = PersonalManager.from_queryset(AttendanceQuerySet)()

    class Meta:
        base_manager_name = "objects"
        ordering = ["at", "id"]
        indexes = [models.Index(fields=["gathering", "at", "id"], name="attendance_in_order")]
        constraints = [
            models.UniqueConstraint(
                fields=["gathering", "account_id"],
                condition=Q(account_id__isnull=False, struck_at=None),
                name="an_account_attends_once",
            ),
            models.UniqueConstraint(
                fields=["gathering", "person_key"], condition=Q(struck_at=None), name="a_person_attends_once"
            ),
            models.CheckConstraint(condition=~Q(name=""), name="who_attends_has_a_name"),
        ]

    def __str__(self) -> str:
        return str(self.id)


class Correction(models.Model):
    """What was mended in the list of those present, by whom and why; appended, never edited."""

    PRIVACY = {
        "attendance": "safe",
        "act": "safe",
        "reason": "private: emptied",
        "before": "private: emptied",
        "by_name": "private: replaced by an invented name",
        "by_post": "safe",
        "at": "safe",
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    attendance = models.ForeignKey(Attendance, on_delete=models.PROTECT, related_name="corrections")
    act = models.CharField(max_length=10, choices=[("change", _("diubah")), ("strike", _("dicoret"))])
    reason = models.CharField(max_length=240)
    before = models.JSONField(default=dict)
    by_name = models.CharField(max_length=200)
    by_post = models.CharField(max_length=200, blank=True, default="")
    at = models.DateTimeField(default=timezone.now)

    objects = PersonalManager()

    class Meta:
        base_manager_name = "objects"
        ordering = ["at", "id"]
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="a_correction_says_its_reason")]

    def __str__(self) -> str:
        return str(self.id)

"""Tables of exchange: what we have with each source, under which agreement, what was gathered, and what is said to be wrong."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Mapping
from functools import cached_property
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sebayu.core.exchange.enums import CorrectionState, Method, SourceMode
from sebayu.core.exchange.types import Item, SubjectRef
from sebayu.core.ledger.models import PersonalManager, PersonalQuerySet


class SourceConfig(models.Model):
    """What this region has with one source today. No row means: not connected, an officer looks it up."""

    PRIVACY = {
        "source": "safe",
        "mode": "safe",
        "base_url": "safe",
        "credentials_ref": "safe",
        "owner_office_key": "safe",
        "compare": "safe",
        "threshold": "safe",
        "max_age_days": "safe",
        "timeout_ms": "safe",
        "options": "safe",
        "changed_at": "safe",
    }

    source = models.CharField(_("sumber"), max_length=40, primary_key=True)
    mode = models.CharField(_("cara"), max_length=10, choices=SourceMode, default=SourceMode.MANUAL)
    base_url = models.CharField(_("alamat"), max_length=300, blank=True, default="")
    # Where the secret is, never the secret: env:NAME or file:/path, holding one token or a JSON object.
    credentials_ref = models.CharField(_("tempat kredensial"), max_length=300, blank=True, default="")
    # Who answers when a citizen says that this register is wrong.
    owner_office_key = models.CharField(_("kantor pemilik data"), max_length=80, blank=True, default="")
    compare = models.BooleanField(_("bandingkan dengan sumber lain"), default=False)
    threshold = models.PositiveSmallIntegerField(_("ambang kemiripan"), default=100)
    max_age_days = models.PositiveIntegerField(_("umur data paling lama (hari)"), null=True, blank=True)
    timeout_ms = models.PositiveIntegerField(_("batas waktu (ms)"), default=3000)
    options = models.JSONField(_("pilihan lain"), default=dict, blank=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(mode__in=SourceMode.values), name="a_source_has_a_known_mode"),
            models.CheckConstraint(
                condition=Q(credentials_ref="")
                | Q(credentials_ref__regex=r"^(env:[A-Z][A-Z0-9_]*|file:/.+)$"),
                name="credentials_are_referred_to_never_stored",
            ),
            models.CheckConstraint(
                condition=Q(base_url="") | Q(base_url__regex=r"^https?://[^/@\s]+(/\S*)?$"),
                name="a_source_address_is_http_without_secrets",
            ),
            models.CheckConstraint(condition=Q(threshold__lte=100), name="a_threshold_is_a_percentage"),
            models.CheckConstraint(
                condition=Q(timeout_ms__gte=50, timeout_ms__lte=30000), name="a_timeout_is_sane"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source} ({self.mode})"


class AgreementQuerySet(models.QuerySet):
    def on(self, day: dt.date) -> AgreementQuerySet:
        """In force on that day, both ends included."""
        return self.filter(valid_from__lte=day, valid_until__gte=day).filter(
            Q(ended_on=None) | Q(ended_on__gt=day)
        )


class Agreement(models.Model):
    """A perjanjian kerja sama (PKS) with the owner of a register; the gateway obeys it element by element, day by day."""

    PRIVACY = {
        "source": "safe",
        "number": "safe",
        "user_office_key": "safe",
        "user_office": "safe",
        "purpose": "safe",
        "basis": "safe",
        "method": "safe",
        "return_data": "safe",
        "offices": "safe",
        "services": "safe",
        "valid_from": "safe",
        "valid_until": "safe",
        "ended_on": "safe",
        "ended_because": "safe",
        "recorded_at": "safe",
        "recorded_by": "private:name",
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    source = models.CharField(_("sumber"), max_length=40)
    number = models.CharField(_("nomor perjanjian"), max_length=120)
    user_office_key = models.CharField(max_length=80)
    user_office = models.CharField(_("pengguna"), max_length=160)
    purpose = models.CharField(_("tujuan"), max_length=300)
    basis = models.CharField(_("dasar hukum"), max_length=300)
    method = models.CharField(_("metode akses"), max_length=10, choices=Method)
    return_data = models.CharField(_("data balikan"), max_length=500, blank=True, default="")
    # Which offices and services may use it; empty: all of the user's.
    offices = ArrayField(models.CharField(max_length=80), default=list, blank=True)
    services = ArrayField(models.CharField(max_length=80), default=list, blank=True)
    valid_from = models.DateField(_("berlaku sejak"))
    valid_until = models.DateField(_("berlaku sampai"))
    ended_on = models.DateField(_("diakhiri"), null=True, blank=True)
    ended_because = models.CharField(_("alasan diakhiri"), max_length=300, blank=True, default="")
    recorded_at = models.DateTimeField(db_default=Now())
    recorded_by = models.CharField(max_length=200)

    objects = AgreementQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source", "number"], name="an_agreement_is_recorded_once"),
            models.CheckConstraint(
                condition=Q(method__in=Method.values), name="an_agreement_has_a_known_method"
            ),
            models.CheckConstraint(
                condition=Q(valid_until__gte=F("valid_from")), name="an_agreement_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=~Q(purpose="") & ~Q(basis="") & ~Q(number=""),
                name="an_agreement_names_number_purpose_and_basis",
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None) | ~Q(ended_because=""), name="an_early_end_has_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source} {self.number}"


class AgreementElement(models.Model):
    """One element the owner lets us have: our path, and the owner's own name for it as the paper says."""

    PRIVACY = {"agreement": "safe", "path": "safe", "element": "safe"}

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="elements")
    path = models.CharField(max_length=120)
    element = models.CharField(max_length=80, blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "path"], name="an_element_stands_once_in_an_agreement"
            )
        ]

    def __str__(self) -> str:
        return self.path


class Evidence(models.Model):
    """The facts gathered for one request. It grows until it is frozen with the decision; then nobody can change it."""

    PRIVACY = {
        "service_key": "safe",
        "service_version": "safe",
        "case_id": "safe",
        "roles": "private:replaced by keys of the scrubbed register",
        "kinds": "safe",
        "own_roots": "safe",
        "needs": "safe",
        "contents": "private:every value replaced by the vocabulary's example",
        "calls": "safe",
        "purpose": "safe",
        "basis": "safe",
        "gathered_at": "safe",
        "frozen_at": "safe",
        "digest": "private:emptied",
        "follows": "safe",
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    service_key = models.CharField(max_length=80, blank=True, default="")
    service_version = models.CharField(max_length=64, blank=True, default="")
    case_id = models.UUIDField(null=True, blank=True)
    roles = models.JSONField(default=dict)
    kinds = models.JSONField(default=dict)  # root of a path -> kind of subject
    own_roots = models.JSONField(
        default=list
    )  # about the requester's own family: the rest stays hidden from her
    needs = models.JSONField(default=list)
    contents = models.JSONField(default=dict)
    calls = models.JSONField(
        default=list
    )  # which source was asked for which elements, how long, with what outcome
    purpose = models.CharField(max_length=300)
    basis = models.CharField(max_length=300)
    gathered_at = models.DateTimeField(null=True)
    frozen_at = models.DateTimeField(null=True)
    digest = models.CharField(max_length=64, blank=True, default="")
    follows = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")

    objects = PersonalManager()

    class Meta:
        indexes = [
            models.Index(fields=["case_id"], name="evidence_of_case", condition=Q(case_id__isnull=False))
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(frozen_at=None, digest="") | (Q(frozen_at__isnull=False) & ~Q(digest="")),
                name="frozen_evidence_has_a_digest",
            )
        ]

    def __str__(self) -> str:
        return str(self.id)

    @cached_property
    def items(self) -> dict[str, Item]:
        """Every needed fact by its path, known or not."""
        return {path: Item.from_json(data) for path, data in self.contents.items()}

    def put(self, path: str, item: Item) -> None:
        """Set one item in memory; actions save it."""
        self.items[path] = item
        self.contents[path] = item.to_json()

    def fact_path(self, path: str) -> str:
        """`deceased.birth_date` in the vocabulary's words: `person.birth_date`."""
        root, _dot, name = path.partition(".")
        return f"{self.kinds.get(root, root)}.{name}"

    def facts(self) -> dict[str, Any]:
        """What rules may use, by path."""
        return {path: item.value for path, item in self.items.items() if item.usable}

    def missing(self) -> list[str]:
        """Needed paths without a usable value (and not void by nature, as a spouse of the unmarried): the questions that remain, for whoever `item.next` names."""
        return [path for path in self.needs if path not in self.items or not self.items[path].settled]

    def conflicts(self) -> list[str]:
        return [path for path, item in self.items.items() if item.status == "conflict"]

    @property
    def complete(self) -> bool:
        """Everything needed is known and no two registers disagree: what an automatic step may rest on."""
        needed = set(self.needs)
        return not self.missing() and not needed.intersection(self.conflicts())

    def ref(self, root: str) -> SubjectRef | None:
        data: Mapping | None = self.roles.get(root)
        return SubjectRef.from_json(data) if data else None


class CorrectionQuerySet(PersonalQuerySet):
    def open(self) -> CorrectionQuerySet:
        return self.filter(state=CorrectionState.OPEN)

    def for_offices(self, keys: frozenset[str]) -> CorrectionQuerySet:
        return self.filter(owner_office_key__in=keys)


class CorrectionRequest(models.Model):
    """ "Data ini salah": what a citizen says about one fact, on its way to the owner of the register."""

    PRIVACY = {
        "path": "safe",
        "subject_id": "private:hash",
        "evidence_id": "safe",
        "source": "safe",
        "owner": "safe",
        "owner_office_key": "safe",
        "shown": "private:emptied",
        "says": "private:emptied",
        "reporter_id": "private:hash",
        "reporter_name": "private:name",
        "state": "safe",
        "created_at": "safe",
        "due_at": "safe",
        "closed_at": "safe",
        "answer": "private:emptied",
        "answered_by": "private:name",
        "answered_post": "safe",
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    path = models.CharField(_("data"), max_length=120)
    subject_id = models.UUIDField()
    evidence_id = models.UUIDField(null=True, blank=True)
    source = models.CharField(max_length=40)
    owner = models.CharField(max_length=40)
    owner_office_key = models.CharField(max_length=80, blank=True, default="")
    shown = models.JSONField(null=True)
    says = models.CharField(_("yang benar menurut pelapor"), max_length=1000)
    reporter_id = models.UUIDField(null=True)
    reporter_name = models.CharField(max_length=200)
    state = models.CharField(max_length=12, choices=CorrectionState, default=CorrectionState.OPEN)
    created_at = models.DateTimeField(default=timezone.now)
    due_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    answer = models.CharField(_("jawaban"), max_length=1000, blank=True, default="")
    answered_by = models.CharField(max_length=200, blank=True, default="")
    answered_post = models.CharField(max_length=200, blank=True, default="")

    objects = PersonalManager.from_queryset(CorrectionQuerySet)()

    class Meta:
        indexes = [
            models.Index(
                fields=["owner_office_key", "created_at"], name="correction_inbox", condition=Q(state="open")
            ),
            models.Index(fields=["subject_id"], name="correction_subject"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=CorrectionState.values), name="a_correction_has_a_known_state"
            ),
            models.CheckConstraint(
                condition=Q(state="open", closed_at=None) | (~Q(state="open") & Q(closed_at__isnull=False)),
                name="a_closed_correction_says_when",
            ),
            models.CheckConstraint(
                condition=~Q(state="declined") | ~Q(answer=""), name="a_declined_correction_says_why"
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)

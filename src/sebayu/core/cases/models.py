"""A case and its history. What was true then is copied in: names, posts and offices do not follow later changes."""

import uuid
from typing import Self

from django.contrib.postgres.indexes import BrinIndex
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sebayu.core.cases.enums import DECIDED, RUNNING, CaseState, Channel, EventKind, StepKind
from sebayu.core.ledger import Actor


class CaseQuerySet(models.QuerySet):
    """Reading cases. Who may see what is decided in `perms.py`; names in lists are recorded by `lists.py`."""

    def inbox(self, actor: Actor) -> Self:
        """What waits at the desks this actor sits at, due first."""
        return self.filter(state=CaseState.OPEN, desk__in=actor.desks).order_by("step_due_at", "id")

    def of_offices(self, actor: Actor) -> Self:
        return self.filter(office_key__in=actor.offices)

    def of_person(self, person_id: uuid.UUID) -> Self:
        """Cases somebody asked for, or that are about him; newest first."""
        return self.filter(Q(requester_id=person_id) | Q(subject_id=person_id)).order_by("-opened_at", "-id")

    def running(self) -> Self:
        return self.filter(state__in=RUNNING)

    def overdue(self, at: object = None) -> Self:
        return self.filter(state=CaseState.OPEN, step_due_at__lt=at or timezone.now())


class Case(models.Model):
    """One request. `desk` is where it lies now: `<office_key>:<role>`, for RT and RW with their numbers behind."""

    PRIVACY = {
        "number": "safe",
        "service_key": "safe",
        "service_version": "safe",
        "service_title": "safe",
        "state": "safe",
        "channel": "safe",
        "subject_id": "private:hash",
        "subject_name": "private:name",
        "requester_id": "private:hash",
        "requester_name": "private:name",
        "helper_name": "private:name",
        "roles": "private:drop",
        "area_code": "safe",
        "rt": "safe",
        "rw": "safe",
        "office_key": "safe",
        "office_name": "safe",
        "desk": "safe",
        "holder_id": "private:hash",
        "holder_name": "private:name",
        "steps": "safe",
        "step_index": "safe",
        "step_kind": "safe",
        "step_since": "safe",
        "step_due_at": "safe",
        "due_at": "safe",
        "evidence": "private:drop",
        "answers": "private:drop",
        "decision": "private:drop",
        "known": "safe",
        "needed": "safe",
        "conflicts": "safe",
        "document_id": "safe",
        "opened_at": "safe",
        "closed_at": "safe",
        "reason": "private:text",
        "attest_token": "private:drop",
        "escalated_at": "safe",
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    number = models.CharField(_("nomor urusan"), max_length=40, unique=True)
    service_key = models.CharField(max_length=80)
    service_version = models.CharField(max_length=64)
    service_title = models.CharField(_("layanan"), max_length=200)
    state = models.CharField(max_length=20, choices=CaseState, default=CaseState.OPEN)
    channel = models.CharField(max_length=20, choices=Channel, default=Channel.PORTAL)

    subject_id = models.UUIDField()
    subject_name = models.CharField(_("nama"), max_length=200)
    requester_id = models.UUIDField(null=True)
    requester_name = models.CharField(max_length=200)
    helper_name = models.CharField(max_length=200, blank=True)  # who acted at the counter, when somebody did
    roles = models.JSONField(default=dict)

    area_code = models.CharField(max_length=13)
    rt = models.CharField(max_length=3, blank=True)
    rw = models.CharField(max_length=3, blank=True)
    office_key = models.CharField(max_length=80)
    office_name = models.CharField(max_length=200)
    desk = models.CharField(max_length=120, blank=True)
    holder_id = models.UUIDField(null=True)
    holder_name = models.CharField(max_length=200, blank=True)

    steps = models.JSONField(default=list)
    step_index = models.PositiveSmallIntegerField(default=0)
    step_kind = models.CharField(max_length=20, choices=StepKind, blank=True)
    step_since = models.DateTimeField(null=True)
    step_due_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField()
    escalated_at = models.DateTimeField(null=True)
    attest_token = models.CharField(max_length=64, blank=True)

    evidence = models.OneToOneField("exchange.Evidence", on_delete=models.PROTECT, related_name="+")
    answers = models.JSONField(default=dict)
    decision = models.JSONField(default=dict)
    known = models.PositiveSmallIntegerField(default=0)
    needed = models.PositiveSmallIntegerField(default=0)
    conflicts = models.PositiveSmallIntegerField(default=0)
    document_id = models.UUIDField(null=True)
    reason = models.TextField(blank=True)

    opened_at = models.DateTimeField(default=timezone.now)
    closed_at = models.DateTimeField(null=True)

    objects = CaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("urusan")
        verbose_name_plural = _("urusan")
        indexes = [
            models.Index(fields=["desk", "step_due_at", "id"], name="case_inbox", condition=Q(state="open")),
            models.Index(
                fields=["office_key", "-closed_at"], name="case_office_done", condition=~Q(closed_at=None)
            ),
            models.Index(
                fields=["office_key", "state", "due_at", "id"],
                name="case_office_open",
                condition=Q(closed_at=None),
            ),
            models.Index(
                fields=["holder_id", "step_due_at", "id"],
                name="case_held",
                condition=Q(state="open") & Q(holder_id__isnull=False),
            ),
            models.Index(fields=["requester_id", "-opened_at"], name="case_requester"),
            # What ended or came in since last night, and on which day: the numbers are brought up to date from these.
            models.Index(fields=["closed_at"], name="case_closed", condition=~Q(closed_at=None)),
            models.Index(fields=["opened_at"], name="case_opened"),
            models.Index(fields=["subject_id", "-opened_at"], name="case_subject"),
            models.Index(fields=["attest_token"], name="case_attest", condition=~Q(attest_token="")),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["open", "waiting_citizen"], closed_at=None)
                | Q(state__in=["issued", "refused", "cancelled"], closed_at__isnull=False),
                name="a_running_case_is_not_closed_and_an_ended_one_is",
            ),
            models.CheckConstraint(
                condition=~Q(state="open") | (~Q(desk="") & Q(step_due_at__isnull=False)),
                name="an_open_case_lies_on_a_desk_with_a_deadline",
            ),
            models.CheckConstraint(
                condition=~Q(state="issued") | Q(document_id__isnull=False),
                name="an_issued_case_has_its_document",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["refused"]) | ~Q(reason=""), name="a_refusal_has_a_reason"
            ),
            models.CheckConstraint(
                condition=Q(known__lte=F("needed")), name="no_more_facts_known_than_needed"
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def is_running(self) -> bool:
        return self.state in RUNNING

    @property
    def step(self) -> dict:
        """The step it is at now: `{key, kind, by, question, fact}`; empty when it has ended."""
        return self.steps[self.step_index] if self.is_running and self.step_index < len(self.steps) else {}

    @property
    def evidence_complete(self) -> bool:
        return self.known == self.needed


class CaseEvent(models.Model):
    """One thing that happened; never edited. `who` and `post` are as they were then."""

    PRIVACY = {
        "case": "safe",
        "at": "safe",
        "kind": "safe",
        "step_index": "safe",
        "who": "private:name",
        "account_id": "private:hash",
        "post": "safe",
        "office": "safe",
        "note": "private:text",
        "public": "safe",
    }

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="events")
    at = models.DateTimeField(default=timezone.now)
    kind = models.CharField(max_length=20, choices=EventKind)
    step_index = models.PositiveSmallIntegerField(default=0)
    who = models.CharField(max_length=200, blank=True)
    account_id = models.UUIDField(
        null=True
    )  # whose box shows it today; nobody's for the clock and for older events
    post = models.CharField(max_length=200, blank=True)
    office = models.CharField(max_length=200, blank=True)
    note = models.TextField(blank=True)
    public = models.BooleanField(default=True)  # internal notes between officers are not shown to the citizen

    class Meta:
        ordering = ["id"]
        indexes = [
            models.Index(fields=["case", "id"], name="case_history"),
            models.Index(fields=["at"], name="case_letters_failed", condition=Q(kind="issue_failed")),
            BrinIndex(fields=["at"], name="case_event_at"),  # appended in the order of time
            models.Index(fields=["account_id", "at"], name="case_decided", condition=Q(kind__in=DECIDED)),
        ]


class CaseCounter(models.Model):
    """The running number of one office and year; locked while a case is opened."""

    PRIVACY = {"scope": "safe", "last": "safe"}

    scope = models.CharField(primary_key=True, max_length=120)
    last = models.PositiveIntegerField(default=0)


class ServiceVersion(models.Model):
    """The declaration a case was opened under, word for word, so that its decision can be replayed years later."""

    PRIVACY = {"version": "safe", "service_key": "safe", "canonical": "safe", "first_used_at": "safe"}

    version = models.CharField(primary_key=True, max_length=64)
    service_key = models.CharField(max_length=80)
    canonical = models.TextField()
    first_used_at = models.DateTimeField(default=timezone.now)

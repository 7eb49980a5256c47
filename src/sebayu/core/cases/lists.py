"""Reading many cases at once: the boxes of a desk, neighbours in a list, what an office has open.

Lists turn pages by key (due time and id): what comes in or goes out while somebody reads neither repeats nor skips a row. Every page
of names is one ledger entry with everybody on it. Counting stands in `figures.py`.
"""

import datetime as dt
from collections.abc import Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass, fields
from uuid import UUID

from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import JSONObject
from django.utils import timezone
from django.utils.translation import gettext as _

from sebayu.core.cases.enums import DECIDED, CaseState, EventKind, StepKind
from sebayu.core.cases.history import BASIS
from sebayu.core.cases.models import Case, CaseEvent
from sebayu.core.cases.perms import STAFF
from sebayu.core.ledger import Actor, Purpose
from sebayu.core.ledger.access import Reading, reading

PAGE = 25
MOST_EXPORTED = 5000
NEEDS, HELD, WAITING, DONE, SIGN = "needs", "held", "waiting", "done", "sign"
BOXES = (NEEDS, HELD, WAITING, DONE)
EVIDENCE = ("complete", "missing", "conflict")
SIGNING = (StepKind.SIGN, StepKind.COUNTERSIGN)
# What a line of a list shows; answers, decision and roles stay in the database.
COLUMNS = (
    *("id", "number", "service_key", "service_title", "state", "subject_id", "subject_name", "requester_id"),
    *("rt", "rw", "office_key", "office_name", "desk", "holder_id", "holder_name", "step_index", "step_kind"),
    *("step_since", "step_due_at", "due_at", "known", "needed", "conflicts", "document_id", "reason"),
    *("opened_at", "closed_at", "channel", "attest_token"),
)
# What happened last and is worth a second line.
TELLING = (EventKind.ATTESTED, EventKind.APPROVED, EventKind.RETURNED, EventKind.ANSWERED, EventKind.RECORDED,
           EventKind.ISSUE_FAILED, EventKind.SIGN_FAILED, EventKind.SIGN_UNKNOWN, EventKind.REOPENED, EventKind.ESCALATED)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Filters:
    """What a list is narrowed to; empty means all. The same words stand in the address."""

    service: str = ""
    step: str = ""
    rw: str = ""
    evidence: str = ""

    def __bool__(self) -> bool:
        return any(getattr(self, f.name) for f in fields(self))

    def apply(self, cases: QuerySet[Case]) -> QuerySet[Case]:
        exact = {"service_key": self.service, "step_kind": self.step, "rw": self.rw}
        cases = cases.filter(**{name: value for name, value in exact.items() if value})
        match self.evidence:
            case "complete":
                return cases.filter(known=F("needed"), conflicts=0)
            case "missing":
                return cases.filter(known__lt=F("needed"))
            case "conflict":
                return cases.filter(conflicts__gt=0)
        return cases

    def sql(self) -> tuple[str, dict[str, str]]:
        """The same as a condition for `figures.py`; only our own words, values as parameters."""
        parts, values = [""], {}
        for column, name in (("service_key", "service"), ("step_kind", "step"), ("rw", "rw")):
            if value := getattr(self, name):
                parts.append(f"{column} = %(f_{name})s")
                values[f"f_{name}"] = value
        tests = {
            "complete": "known = needed AND conflicts = 0",
            "missing": "known < needed",
            "conflict": "conflicts > 0",
        }
        if self.evidence in tests:
            parts.append(tests[self.evidence])
        return " AND ".join(parts), values


@dataclass(frozen=True, slots=True)
class Key:
    """A place in a list: the moment it is ordered by, and the id where two are equal."""

    at: dt.datetime
    id: UUID

    def __str__(self) -> str:
        return f"{round(self.at.timestamp() * 1_000_000):x}-{self.id.hex}"

    @classmethod
    def parse(cls, text: str) -> "Key | None":
        """None for anything that is not one of ours."""
        moment, _dash, key = text.partition("-")
        try:
            seconds, micros = divmod(int(moment, 16), 1_000_000)
            at = dt.datetime.fromtimestamp(seconds, dt.UTC).replace(microsecond=micros)
            return cls(at, UUID(key))
        except (ValueError, OverflowError, OSError):
            return None


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its cases, and the keys to go on from where there is more."""

    cases: list[Case]
    before: Key | None = None
    after: Key | None = None


def staff_offices(actor: Actor) -> list[str]:
    """Where the actor works on cases. RT and RW belong to a kelurahan but see only their own desk."""
    return sorted(o for o in actor.offices if any(f"{role}@{o}" in actor.roles for role in STAFF))


def box(actor: Actor, name: str) -> tuple[list[QuerySet[Case]], str, bool]:
    """The parts a box is put together from (each ordered by its own index), what it is ordered by, and whether newest first."""
    offices = staff_offices(actor)
    if name == WAITING:
        waiting = Case.objects.filter(state=CaseState.WAITING_CITIZEN, closed_at=None)
        asked = Case.objects.filter(state=CaseState.OPEN)  # somebody whose consent is waited for
        parts = [waiting.filter(office_key=key) for key in offices]
        return [*parts, *(asked.filter(desk=f"{key}:{StepKind.CONSENT}") for key in offices)], "due_at", False
    if name == DONE:
        ended = Case.objects.filter(closed_at__gte=start_of_today()).annotate(done_at=F("closed_at"))
        mine = [_decided(actor, offices)] if offices and actor.account_id else []
        return [*(ended.filter(office_key=key) for key in offices), *mine], "done_at", True
    waiting = Case.objects.filter(state=CaseState.OPEN)
    if name == HELD:
        return [waiting.filter(holder_id=actor.account_id, desk__in=actor.desks)], "step_due_at", False
    if name == SIGN:
        waiting = waiting.filter(step_kind__in=SIGNING)
    return [waiting.filter(desk=desk) for desk in sorted(actor.desks)], "step_due_at", False


def _decided(actor: Actor, offices: list[str]) -> QuerySet[Case]:
    """What the actor himself decided today and no longer lies before him, wherever it went: the case a kecamatan returned to a
    kelurahan, too. What his own offices ended today is in the other parts."""
    events = CaseEvent.objects.filter(account_id=actor.account_id, kind__in=DECIDED, at__gte=start_of_today())
    last = events.filter(case_id=OuterRef("id")).order_by("-at").values("at")[:1]
    return (
        Case.objects.filter(id__in=events.values("case_id"))
        .exclude(closed_at__isnull=False, closed_at__gte=start_of_today(), office_key__in=offices)
        .exclude(state=CaseState.OPEN, desk__in=actor.desks)
        .annotate(done_at=Subquery(last))
    )


def start_of_today() -> dt.datetime:
    return timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)


def page(
    *,
    by: Actor,
    name: str = NEEDS,
    filters: Filters | None = None,
    after: Key | None = None,
    before: Key | None = None,
    size: int = PAGE,
) -> Page:
    """One page of a box, entered in the ledger with everybody whose name is on it."""
    with listing(by, _("Melihat daftar urusan di meja")) as note:
        cases, more = _rows(by, name, filters or Filters(), after, before, size)
        note.saw(subject_ids(cases))
    if not cases:
        return Page([])
    _parts, order, _newest = box(by, name)
    first, last = (Key(getattr(c, order), c.id) for c in (cases[0], cases[-1]))
    if before:
        return Page(cases, first if more else None, last)
    return Page(cases, first if after else None, last if more else None)


def everything(*, by: Actor, name: str = NEEDS, filters: Filters | None = None) -> list[Case]:
    """A whole box for a file, as far as a file should go; one entry with everybody in it."""
    with listing(by, _("Mengekspor daftar urusan di meja")) as note:
        cases, _more = _rows(by, name, filters or Filters(), None, None, MOST_EXPORTED)
        note.saw(subject_ids(cases))
    return cases


def listing(by: Actor, text: str) -> AbstractContextManager[Reading]:
    """The ledger entry of a list of names."""
    return reading(by=by, purpose=Purpose(text, BASIS), facts=["person.name"], detail={"list": "cases"})


def subject_ids(cases: Iterable[Case]) -> set[UUID]:
    return {case.subject_id for case in cases}


def _rows(
    by: Actor, name: str, filters: Filters, after: Key | None, before: Key | None, size: int
) -> tuple[list[Case], bool]:
    parts, order, newest = box(by, name)
    turned = newest != bool(before)  # going back reads the list the other way round
    signs = ("-", "lt") if turned else ("", "gt")
    ready = []
    for part in parts:
        part = _beyond(filters.apply(part), order, signs[1], before or after)
        ready.append(_drawn(part).order_by(f"{signs[0]}{order}", f"{signs[0]}id")[: size + 1])
    if not ready:
        return [], False
    found = ready[0]
    if len(ready) > 1:
        found = ready[0].union(*ready[1:], all=True).order_by(f"{signs[0]}{order}", f"{signs[0]}id")
    rows = list(found[: size + 1])
    cases = rows[:size]
    return (cases[::-1] if before else cases), len(rows) > size


def _beyond(part: QuerySet[Case], order: str, side: str, key: Key | None) -> QuerySet[Case]:
    """After (or before) a key; the first condition is what the index is entered by."""
    if key is None:
        return part
    strictly = Q(**{f"{order}__{side}": key.at}) | Q(**{order: key.at, f"id__{side}": key.id})
    return part.filter(**{f"{order}__{side}e": key.at}).filter(strictly)


def _drawn(part: QuerySet[Case]) -> QuerySet[Case]:
    last = CaseEvent.objects.filter(case_id=OuterRef("id"), kind__in=TELLING).order_by("-id")
    told = JSONObject(kind="kind", note="note", post="post", at="at", public="public")
    return part.only(*COLUMNS).annotate(last_event=Subquery(last.values(told=told)[:1]))

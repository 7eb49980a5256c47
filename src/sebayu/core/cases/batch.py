"""What became of each letter of a batch, read from what is written down: a broken connection or a dead process changes nothing."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from sebayu.core.cases.enums import CaseState, EventKind
from sebayu.core.cases.models import Case, CaseEvent
from sebayu.core.documents.enums import State
from sebayu.core.documents.models import Document
from sebayu.core.ledger import Actor

SIGNED, UNKNOWN, FAILED, MOVED, UNTOUCHED = "signed", "unknown", "failed", "moved", "untouched"
ENDS = {
    EventKind.ISSUED: SIGNED,
    EventKind.APPROVED: SIGNED,
    EventKind.SIGN_FAILED: FAILED,
    EventKind.ISSUE_FAILED: FAILED,
    EventKind.SIGN_UNKNOWN: UNKNOWN,
}


@dataclass(frozen=True, slots=True)
class Became:
    """One letter: signed, unknown, failed (with a sentence), moved on without us, or untouched."""

    case: Case
    state: str
    error: str = ""


def became(by: Actor, cases: Iterable[Case], since: dt.datetime) -> list[Became]:
    """In the order given, for what the actor sent to be signed at `since`."""
    cases = list(cases)
    last: dict[UUID, CaseEvent] = {}
    for event in CaseEvent.objects.filter(case__in=cases, at__gte=since, kind__in=ENDS).order_by("id"):
        last[event.case_id] = event
    hanging = Document.objects.filter(
        pk__in=[case.document_id for case in cases if case.document_id],
        state__in=[State.SIGNING, State.UNKNOWN],
    )
    unsure = set(hanging.values_list("id", flat=True))
    return [_one(by, case, last.get(case.id), case.document_id in unsure) for case in cases]


def _one(by: Actor, case: Case, event: CaseEvent | None, unsure: bool) -> Became:
    if unsure:
        return Became(case, UNKNOWN)
    if event is not None:
        state = ENDS[EventKind(event.kind)]
        return Became(case, state, event.note if state == FAILED else "")
    waits = case.state == CaseState.OPEN and case.desk in by.desks
    return Became(case, UNTOUCHED if waits else MOVED)

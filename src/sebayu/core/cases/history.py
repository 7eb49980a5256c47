"""Appending to the history and to the ledger, together."""

from uuid import UUID

from sebayu.core.cases.enums import EventKind
from sebayu.core.cases.models import Case, CaseEvent
from sebayu.core.ledger import Actor, Purpose
from sebayu.core.ledger.actions import record

BASIS = "UU 25/2009 tentang Pelayanan Publik"


def purpose_of(case: Case, basis: str = "") -> Purpose:
    """Why facts are read for this case."""
    return Purpose(
        text=case.service_title,
        basis=basis or BASIS,
        case_id=case.id,
        case_number=case.number,
        service=case.service_key,
    )


def people_of(case: Case) -> set[UUID]:
    """Everybody the case tells something about."""
    others = {UUID(ref["id"]) for ref in case.roles.values() if ref.get("id") and ref["kind"] == "person"}
    return {case.subject_id, *others} | ({case.requester_id} if case.requester_id else set())


def append(
    case: Case,
    kind: EventKind,
    *,
    by: Actor,
    note: str = "",
    public: bool = True,
    detail: dict | None = None,
    subjects: set[UUID] | None = None,
) -> CaseEvent:
    """One line of history with names and posts as they are now, and its ledger entry, which its subjects may read: everybody in
    the case, unless the event is not everybody's business."""
    event = CaseEvent.objects.create(
        case=case,
        kind=kind,
        step_index=case.step_index,
        who=by.name if by.kind != "system" else "",
        account_id=by.account_id,
        post=by.post,
        office=by.office,
        note=note.strip(),
        public=public,
    )
    record(
        by=by,
        act=f"case.{kind}",
        purpose=purpose_of(case),
        subjects=people_of(case) if subjects is None else subjects,
        detail={"state": case.state, "step": case.step.get("key", ""), **(detail or {})},
    )
    return event

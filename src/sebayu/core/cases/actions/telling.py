"""Messages about a case, written to the outbox in the same transaction; they name no personal data, only a link."""

from sebayu.core.cases.models import Case
from sebayu.core.ledger import Actor
from sebayu.core.notify import actions as notify

SUPERIOR = {
    "rt": "officer",
    "rw": "officer",
    "officer": "secretary",
    "kasi": "head",
    "secretary": "head",
    "head": "camat",
}


def tell_citizen(case: Case, template: str, *, by: Actor) -> None:
    """Tell who asked; silently nothing when there is no account and no contact (the counter prints instead)."""
    if case.requester_id is None:
        return
    notify.tell(
        person_id=case.requester_id,
        template=template,
        context={"title": case.service_title, "number": case.number},
        case_id=case.id,
        by=by,
    )


def tell_superior(case: Case) -> None:
    """Tell whoever sits one desk above that a step is late."""
    role = SUPERIOR.get(case.step.get("by", ""))
    if role:
        notify.tell_desk(
            office_key=case.office_key,
            area_code=case.area_code,
            role=role,
            template="case_overdue",
            context={"title": case.service_title, "number": case.number},
            case_id=case.id,
        )

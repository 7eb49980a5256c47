"""Messages about a case, written to the outbox in the same transaction; they name no personal data, only a link."""

import datetime as dt
from uuid import UUID

from django.utils import timezone

from sebayu.core.cases.enums import EventKind
from sebayu.core.cases.models import Case, CaseEvent
from sebayu.core.identity.enums import Role
from sebayu.core.identity.models import Post
from sebayu.core.ledger import Actor
from sebayu.core.notify import actions as notify

CLOCK = Actor.system("Sebayu")
OPERATOR_PAUSE = dt.timedelta(hours=1)

# Public addresses of the doors, kept here because messages carry them; a test of the web compares them with its own.
CITIZEN_PATH = "/urusan/{id}/"
DESK_PATH = "/meja/urusan/{id}/"
OPERATOR_PATH = "/meja/operator/"
CONSENT_PATH = "/persetujuan/{token}/"
ATTEST_PATH = "/keterangan/{token}/"
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
        context=_context(case, CITIZEN_PATH),
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
            context=_context(case, DESK_PATH),
            case_id=case.id,
        )


def tell_attester(case: Case) -> None:
    """Send RT or RW the one question as a link."""
    notify.tell_desk(
        office_key=case.office_key,
        role=case.step["by"],
        rt=case.rt if case.step["by"] == "rt" else "",
        rw=case.rw,
        template="attest_request",
        context=_context(case, ATTEST_PATH),
        case_id=case.id,
    )


def tell_asked(case: Case) -> None:
    """Ask the person whose data the letter tells; without an account he is asked at the counter."""
    role = case.roles.get(case.step["of"]) or {}
    if role.get("id"):
        notify.tell(
            person_id=UUID(role["id"]),
            template="consent_request",
            context=_context(case, CONSENT_PATH),
            case_id=None,  # the message is the asked person's own; the case is not
            by=CLOCK,
        )


def tell_holder(case: Case, *, by: Actor) -> None:
    """Tell the colleague who holds it now."""
    notify.tell(
        account_id=case.holder_id,
        template="case_waiting",
        context=_context(case, DESK_PATH),
        case_id=case.id,
        by=by,
    )


def tell_operator(case: Case) -> None:
    """Tell whoever keeps the machine in order that letters of a service cannot be made: once an hour, not once a letter."""
    since = timezone.now() - OPERATOR_PAUSE
    told = CaseEvent.objects.filter(
        kind=EventKind.ISSUE_FAILED, at__gte=since, case__service_key=case.service_key
    )
    if told.exists():
        return
    for office_key in (
        Post.objects.on(timezone.localdate())
        .filter(role=Role.ADMIN)
        .values_list("office_id", flat=True)
        .distinct()
    ):
        notify.tell_desk(
            office_key=office_key,
            role=Role.ADMIN,
            template="letter_broken",
            context=_context(case, OPERATOR_PATH),
            case_id=case.id,
        )


def _context(case: Case, path: str) -> dict[str, str]:
    return {
        "title": case.service_title,
        "number": case.number,
        "path": path.format(id=case.id, token=case.attest_token),
    }

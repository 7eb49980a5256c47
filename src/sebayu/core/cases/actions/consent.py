"""The consent of somebody whose data a letter tells: given by link, or seen on paper by an officer.

Whoever asked for the letter never learns whether the answer was no or none: a refusal is written where he cannot read it, the case
stays where it is, and ends by itself at its deadline like one that nobody answered.
"""

from uuid import UUID

from django.utils import timezone

from sebayu.core.cases import deciding, flow, perms
from sebayu.core.cases.actions.moving import moving
from sebayu.core.cases.enums import CaseState, EventKind
from sebayu.core.cases.errors import ReasonRequired
from sebayu.core.cases.history import append
from sebayu.core.cases.models import Case
from sebayu.core.cases.telling import tell_citizen
from sebayu.core.ledger import Actor

UNCONSENTED = "Belum disetujui pihak yang datanya dimuat"


def consent(*, by: Actor, case_id: UUID, given: bool, step: int | None = None) -> Case:
    """The person asked answers, once: the link is used up by either answer."""
    with moving(case_id, "consent", by=by, allowed=perms.can_consent, step=step) as case:
        _answered(case, by, given, "")
    return case


def record_consent(*, by: Actor, case_id: UUID, given: bool, seen: str, step: int | None = None) -> Case:
    """An officer writes down an answer given at the counter, and what he saw: a signed paper, an identity card."""
    if not seen.strip():
        raise ReasonRequired
    with moving(case_id, "consent", by=by, allowed=perms.can_record_consent, step=step) as case:
        _answered(case, by, given, seen)
    return case


def _answered(case: Case, by: Actor, given: bool, seen: str) -> None:
    asked = perms.asked_person(case)
    case.attest_token = ""
    if not given:
        only = {UUID(asked)} if asked else set()
        append(case, EventKind.DECLINED, by=by, note=seen, public=False, subjects=only)
        return
    append(case, EventKind.CONSENTED, by=by, note=seen, public=False)
    case.due_at = flow.deadline(deciding.service_of(case.service_version), timezone.now())
    flow.advance(case)


def lapse(*, by: Actor, case: Case) -> None:
    """In the clock's transaction: nobody agreed in time."""
    append(case, EventKind.LAPSED, by=by)
    flow.close(case, CaseState.CANCELLED, reason=UNCONSENTED)
    tell_citizen(case, "case_cancelled", by=by)

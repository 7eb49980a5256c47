"""Who may see and do what with a case. Predicates; the policy stands in the docstrings."""

from django.utils import timezone

from sebayu.core.cases.enums import DECIDED, RUNNING, CaseState, StepKind
from sebayu.core.cases.models import Case
from sebayu.core.ledger import Actor

# Roles that work on cases inside an office. RT, RW and helpers see only what lies on their own desk.
STAFF = ("officer", "kasi", "secretary", "head", "camat_officer", "camat")


def can_see(actor: Actor, case: Case) -> bool:
    """The person who asked, the person it is about, and officers of an office that handles it. Nobody else: not other offices,
    not the public. Auditors of the region may see every case; their reads are in the ledger like all others."""
    return is_own(actor, case) or is_colleague(actor, case) or "auditor" in actor.roles


def can_look_back(actor: Actor, case: Case) -> bool:
    """Until midnight an officer may open what he himself decided today, though it left his desk and his office. Asks the database:
    call it after the others."""
    if actor.account_id is None or not any(role in STAFF for role in actor.roles):
        return False
    today = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    return case.events.filter(account_id=actor.account_id, kind__in=DECIDED, at__gte=today).exists()


def is_own(actor: Actor, case: Case) -> bool:
    """The requester or the subject himself, or somebody helping him at the counter."""
    person = actor.subject_id
    return person is not None and person in {case.requester_id, case.subject_id}


def is_colleague(actor: Actor, case: Case) -> bool:
    """An officer at the desk it lies on, or in the office that serves it. RT and RW see only what lies on their own desk."""
    if case.desk and case.desk in actor.desks:
        return True
    return any(f"{role}@{case.office_key}" in actor.roles for role in STAFF)


def holds(actor: Actor, case: Case) -> bool:
    """Only who sits at the desk may act. Officials never act on their own case, nor on one about themselves."""
    return case.state == CaseState.OPEN and case.desk in actor.desks and not is_self_dealing(actor, case)


def is_self_dealing(actor: Actor, case: Case) -> bool:
    """An official whose own case it is leaves it to a colleague (UU 30/2014 on conflicts of interest, art. 42-43)."""
    return actor.person_id is not None and actor.person_id in {case.subject_id, case.requester_id}


def can_hand_over(actor: Actor, case: Case) -> bool:
    """Who holds a case may hand it to a colleague; what nobody holds is simply taken."""
    return holds(actor, case) and actor.account_id is not None and case.holder_id == actor.account_id


def asked_person(case: Case) -> str:
    """Whose consent the case waits for now, as a person's id; empty for nobody we know."""
    if case.state != CaseState.OPEN or case.step_kind != StepKind.CONSENT:
        return ""
    return str((case.roles.get(case.step["of"]) or {}).get("id") or "")


def can_consent(actor: Actor, case: Case) -> bool:
    """Only the person whose data the letter tells answers for himself."""
    return actor.person_id is not None and str(actor.person_id) == asked_person(case)


def can_record_consent(actor: Actor, case: Case) -> bool:
    """An officer of the office that serves the case writes down what he saw on paper; never about himself or for his own case."""
    waits = case.state == CaseState.OPEN and case.step_kind == StepKind.CONSENT
    staff = any(f"{role}@{case.office_key}" in actor.roles for role in STAFF)
    return waits and staff and not is_self_dealing(actor, case) and not can_consent(actor, case)


def can_decide(actor: Actor, case: Case) -> bool:
    return holds(actor, case) and case.step_kind in {
        StepKind.CHECK,
        StepKind.INITIAL,
        StepKind.SIGN,
        StepKind.COUNTERSIGN,
    }


def can_sign(actor: Actor, case: Case) -> bool:
    return holds(actor, case) and case.step_kind in {StepKind.SIGN, StepKind.COUNTERSIGN}


def can_cancel(actor: Actor, case: Case) -> bool:
    """The citizen may withdraw until the document is issued."""
    return case.state in RUNNING and is_own(actor, case)


def can_reopen(actor: Actor, case: Case) -> bool:
    """A refused or withdrawn case is taken up again by the office that handled it, with a reason."""
    return case.state in {CaseState.REFUSED, CaseState.CANCELLED} and is_colleague(actor, case)

"""Opening a case, and taking up an ended one again."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.utils import timezone

from sebayu.core.cases import answers as answering
from sebayu.core.cases import deciding, flow, perms, tasks, telling
from sebayu.core.cases.desks import ward_office
from sebayu.core.cases.enums import CaseState, Channel, EventKind, StepKind
from sebayu.core.cases.errors import MoveNotAllowed, ReasonRequired, SubjectDead
from sebayu.core.cases.history import append, purpose_of
from sebayu.core.cases.models import Case
from sebayu.core.cases.numbers import next_number
from sebayu.core.exchange import actions as exchange
from sebayu.core.exchange.models import Evidence
from sebayu.core.identity.models import Office
from sebayu.core.ledger import Actor, access
from sebayu.core.ledger.errors import Forbidden
from sebayu.core.registry.models import Person
from sebayu.core.services import Service, catalogue, plan_steps, questions

# What a case copies of a person: the name, and where the matter belongs.
_COPIED = (
    *("name", "area_code", "rt", "rw"),
    *("household__area_code", "household__rt", "household__rw"),
)


def open_case(
    *,
    by: Actor,
    service_key: str,
    evidence_id: UUID,
    answers: Mapping[str, Any],
    candidates: Mapping[str, set[str]] | None = None,
    channel: str = Channel.PORTAL,
) -> Case:
    """Open a case on gathered evidence; a second tap on the same evidence finds the first case.

    Raises AnswersMissing (nothing is written, nothing typed is lost), SubjectDead, NoOffice, Forbidden.
    """
    service = catalogue.get(service_key)
    if service.obsolete:
        raise Forbidden
    with access.writing():
        evidence = Evidence.objects.select_for_update().get(pk=evidence_id)
        if existing := Case.objects.filter(evidence=evidence).first():
            if not perms.can_see(by, existing):
                raise Forbidden
            return existing
        _own_evidence(by, evidence, service)
        facts = evidence.facts()
        if facts.get("person.alive") is False and service.subject == "person":
            raise SubjectDead
        cleaned = answering.clean(questions(service, facts), answers, candidates)
        evidence = answering.enter(evidence, cleaned, service, by=by)
        deciding.remember(service)
        case, ward = _create(by, service, evidence, cleaned, channel)
        append(case, EventKind.OPENED, by=by)
        flow.begin(case, service, case.evidence, ward=ward)
        case.save(
            force_insert=True
        )  # once, when all is decided: the database looks at its history's keys at the commit
        if case.step_kind == StepKind.AUTOMATIC:
            tasks.issue_automatically.defer(case_id=str(case.id))
        else:
            telling.tell_citizen(case, "case_received", by=by)
    return case


def _own_evidence(by: Actor, evidence: Evidence, service: Service) -> None:
    """Evidence is opened by whom it was gathered for; an officer at the counter acts for the person he helps."""
    ids = {role.get("id") for role in evidence.roles.values()}
    if evidence.service_key != service.key or str(by.subject_id) not in ids:
        raise Forbidden


def _create(
    by: Actor, service: Service, evidence: Evidence, answers: dict, channel: str
) -> tuple[Case, Office]:
    """The case, not yet saved, and the office that serves its address."""
    subject, requester = _people(by, service, evidence)
    now = timezone.now()
    day = timezone.localdate(now)
    office = ward_office(_area(subject), day)
    missing = evidence.missing()
    due_at = flow.deadline(service, now)
    case = Case(
        number=next_number(office.name, day.year),
        service_key=service.key,
        service_version=service.version,
        service_title=service.title,
        channel=channel,
        subject_id=subject.id,
        subject_name=subject.name[:200],
        requester_id=by.subject_id,
        requester_name=(requester.name if requester else by.name)[:200],
        helper_name=by.name[:200] if by.acting_for else "",
        roles={name: {"kind": ref["kind"], "id": ref.get("id")} for name, ref in evidence.roles.items()},
        area_code=_area(subject),
        rt=subject.rt or (subject.household.rt if subject.household else ""),
        rw=subject.rw or (subject.household.rw if subject.household else ""),
        office_key=office.key,
        office_name=office.name,
        evidence=evidence,
        answers=answers,
        needed=len(evidence.needs),
        known=len(evidence.needs) - len(missing),
        conflicts=len(evidence.conflicts()),
        opened_at=now,
        due_at=due_at,
        desk="-",
        step_due_at=due_at,
    )
    steps = plan_steps(
        service, evidence.facts(), evidence_complete=evidence.complete, area_kind=office.kind, on=day
    )
    case.steps = flow.as_data(steps)
    case.evidence = exchange.attach_case(
        by=by, evidence=evidence, case_id=case.id, purpose=purpose_of(case), held=True
    )
    return case, office


def _people(by: Actor, service: Service, evidence: Evidence) -> tuple[Person, Person | None]:
    """Whom the case is about, and who asks. What is about a business or a piece of land is its owner's case."""
    ref = evidence.ref(service.subject)
    about = ref.id if ref and ref.kind == "person" else None
    wanted = {key for key in (about, by.subject_id) if key}
    rows = Person.objects.select_related("household").filter(pk__in=wanted).only(*_COPIED)
    people = {person.id: person for person in rows}
    requester = people.get(by.subject_id) if by.subject_id else None
    subject = people[about] if about else requester
    if subject is None:
        raise Forbidden
    return subject, requester


def _area(person: Person) -> str:
    return person.area_code or (person.household.area_code if person.household else "")


def reopen(*, by: Actor, case_id: UUID, reason: str) -> Case:
    """Take up a refused or withdrawn case again, with a reason; it starts at its first step under a new deadline."""
    if not reason.strip():
        raise ReasonRequired
    with access.writing():
        case = Case.objects.select_for_update().get(pk=case_id)
        if not perms.can_reopen(by, case):
            raise (
                Forbidden
                if case.state in {CaseState.REFUSED, CaseState.CANCELLED}
                else MoveNotAllowed(case.state)
            )
        service = deciding.service_of(case.service_version)
        if case.evidence.frozen_at:
            case.evidence = exchange.reopen(by=by, evidence=case.evidence, purpose=purpose_of(case))
        case.state, case.closed_at, case.reason = CaseState.OPEN, None, ""
        case.due_at = flow.deadline(service, timezone.now())
        case.step_index = 0
        append(case, EventKind.REOPENED, by=by, note=reason)
        flow.enter(case)
        case.save()
    return case

"""Opening a case, and taking up an ended one again."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from sebayu.core.cases import answers as answering
from sebayu.core.cases import deciding, flow, perms
from sebayu.core.cases.desks import Address, ward_office
from sebayu.core.cases.enums import CaseState, Channel, EventKind
from sebayu.core.cases.errors import MoveNotAllowed, ReasonRequired, SubjectDead
from sebayu.core.cases.history import append
from sebayu.core.cases.models import Case
from sebayu.core.cases.numbers import next_number
from sebayu.core.exchange import actions as exchange
from sebayu.core.exchange.models import Evidence
from sebayu.core.ledger import Actor, access
from sebayu.core.ledger.errors import Forbidden
from sebayu.core.services import Service, catalogue, plan_steps, questions


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
        exchange.add_answers(evidence=evidence, by=by, answers=cleaned, service=service)
        deciding.remember(service)
        case = _create(by, service, evidence, cleaned, channel)
        append(case, EventKind.OPENED, by=by)
        flow.begin(case, service, evidence)
        case.save()
    return case


def _own_evidence(by: Actor, evidence: Evidence, service: Service) -> None:
    """Evidence is opened by whom it was gathered for; an officer at the counter acts for the person he helps."""
    ids = {role.get("id") for role in evidence.roles.values()}
    if evidence.service_key != service.key or str(by.subject_id) not in ids:
        raise Forbidden


def _create(by: Actor, service: Service, evidence: Evidence, answers: dict, channel: str) -> Case:
    facts = evidence.facts()
    subject = evidence.roles.get(service.subject) or evidence.roles["person"]
    address = Address(
        facts.get("person.area_code", ""), facts.get("person.rt", "") or "", facts.get("person.rw", "") or ""
    )
    now = timezone.now()
    office = ward_office(address.area_code, timezone.localdate(now))
    name = facts.get("person.name") or by.name
    missing = evidence.missing()
    case = Case(
        number=next_number(office.key, office.name, timezone.localdate(now).year),
        service_key=service.key,
        service_version=service.version,
        service_title=service.title,
        channel=channel,
        subject_id=UUID(subject["id"]),
        subject_name=name[:200],
        requester_id=by.subject_id,
        requester_name=name[:200] if by.acting_for else by.name[:200],
        helper_name=by.name[:200] if by.acting_for else "",
        roles=evidence.roles,
        area_code=address.area_code,
        rt=address.rt,
        rw=address.rw,
        office_key=office.key,
        office_name=office.name,
        evidence=evidence,
        answers=answers,
        needed=len(evidence.needs),
        known=len(evidence.needs) - len(missing),
        conflicts=sum(1 for item in evidence.items.values() if item.status == "conflict"),
        opened_at=now,
        due_at=flow.deadline(service, now),
        desk="-",
        step_due_at=flow.deadline(service, now),
    )
    case.steps = flow.as_data(
        plan_steps(
            service,
            deciding.facts_for(evidence, answers),
            evidence_complete=not missing,
            area_kind=office.kind,
        )
    )
    case.save(force_insert=True)
    exchange.bind_case(evidence=evidence, case_id=case.id)
    return case


def reopen(*, by: Actor, case_id: UUID, reason: str) -> Case:
    """Take up a refused or withdrawn case again, with a reason; it starts at its first step under a new deadline."""
    if not reason.strip():
        raise ReasonRequired
    with transaction.atomic():
        case = Case.objects.select_for_update().get(pk=case_id)
        if not perms.can_reopen(by, case):
            raise (
                Forbidden
                if case.state in {CaseState.REFUSED, CaseState.CANCELLED}
                else MoveNotAllowed(case.state)
            )
        service = deciding.service_of(case.service_version)
        case.state, case.closed_at, case.reason = CaseState.OPEN, None, ""
        case.due_at = flow.deadline(service, timezone.now())
        case.step_index = 0
        append(case, EventKind.REOPENED, by=by, note=reason)
        flow.enter(case)
        case.save()
    return case

"""Moving a case from step to step: where it lands, until when, and what happens when nobody sits there."""

import datetime as dt
from collections.abc import Iterable

from django.utils import timezone
from django.utils.crypto import get_random_string

from sebayu.core.areas.region import pack
from sebayu.core.calendar import working_days
from sebayu.core.cases import deciding, telling
from sebayu.core.cases.automatic import is_enabled
from sebayu.core.cases.desks import Address, desk_of, key_of, serving
from sebayu.core.cases.enums import CaseState, EventKind, StepKind
from sebayu.core.cases.history import append
from sebayu.core.cases.models import Case
from sebayu.core.exchange.models import Evidence
from sebayu.core.identity.models import Office
from sebayu.core.identity.serving import AT_KECAMATAN
from sebayu.core.ledger import Actor
from sebayu.core.services import Service, Step, is_automatic

# Law 30/2014 art. 53: where no rule sets a time, a decision is due within five working days.
DEFAULT_WORKING_DAYS = 5
AUTOMATIC_MINUTES = 15
# How long others may think it over where the region's `waits` says nothing: no law does.
WAITS = {"attest_working_hours": 4, "consent_working_days": 5}
CLOCK = Actor.system("Sebayu")


def today() -> dt.date:
    return timezone.localdate()


def as_data(steps: Iterable[Step]) -> list[dict]:
    return [
        {"key": s.key, "kind": s.kind, "by": s.by, "question": s.question, "fact": s.fact}
        | ({"of": s.of} if s.of else {})
        for s in steps
    ]


def deadline(service: Service, start: dt.datetime) -> dt.datetime:
    """The last moment by which the whole case is to be done, on the working calendar."""
    within = service.within
    if within and within.working_hours:
        return working_days.add(start, hours=within.working_hours)
    return working_days.add(
        start, days=within.working_days if within and within.working_days else DEFAULT_WORKING_DAYS
    )


def begin(case: Case, service: Service, evidence: Evidence, *, ward: Office) -> None:
    """Decide once with what is known and enter the first step. `ward`: the kelurahan or desa serving the address today."""
    case.decision = deciding.decide_case(case, evidence).to_json()
    append(case, EventKind.GATHERED, by=CLOCK, detail={"known": case.known, "needed": case.needed})
    case.step_index = 0
    if issues_by_itself(case, service, evidence):
        case.steps = [{"key": "seal", "kind": StepKind.AUTOMATIC, "by": "head", "question": "", "fact": ""}]
    enter(case, ward=ward)


def issues_by_itself(case: Case, service: Service, evidence: Evidence) -> bool:
    """Whether the system may issue without a person (Law 30/2014 art. 53): switched on here, complete, entitled, undisputed."""
    return evidence.complete and is_automatic(
        service,
        evidence.facts(),
        evidence_complete=True,
        area_kind=deciding.kind_of_area(case),
        on=timezone.localdate(),
        enabled=is_enabled(service),
    )


def enter(case: Case, *, ward: Office | None = None) -> None:
    """Put the case on the desk of its current step; a vacant RT or RW desk is passed over to an officer's check. `ward` spares the
    look for the office to who just looked."""
    now = timezone.now()
    address = Address(case.area_code, case.rt, case.rw)
    while True:
        step = case.step
        if step["kind"] == StepKind.CONSENT:
            _wait_for_consent(case, now)
            return
        if step["kind"] != StepKind.ATTEST:
            _land(case, key_of(_office(step["by"], address, now, ward), step["by"], address), now)
            return
        desk = desk_of(step["by"], address, timezone.localdate(now))
        if not desk.vacant:
            _land(case, desk.key, now)
            return
        pass_over(case, note=f"{desk.title or step['by'].upper()} belum terisi")


def _office(role: str, address: Address, now: dt.datetime, ward: Office | None) -> Office:
    if ward and role not in AT_KECAMATAN:
        return ward
    return serving(role, address.area_code, timezone.localdate(now))


def _wait_for_consent(case: Case, now: dt.datetime) -> None:
    """On nobody's desk: the person asked answers by link, or an officer writes down what he saw. Until then no clock of ours runs."""
    case.state, case.desk, case.step_kind = (
        CaseState.OPEN,
        f"{case.office_key}:{StepKind.CONSENT}",
        StepKind.CONSENT,
    )
    case.holder_id, case.holder_name = None, ""
    case.step_since, case.escalated_at = now, None
    case.step_due_at = case.due_at = working_days.add(now, days=_wait("consent_working_days"))
    case.attest_token = get_random_string(32)
    telling.tell_asked(case)


def _wait(kind: str) -> int:
    return int(pack().settings.get("waits", {}).get(kind, WAITS[kind]))


def _land(case: Case, desk: str, now: dt.datetime) -> None:
    step = case.step
    case.state, case.desk, case.step_kind = CaseState.OPEN, desk, step["kind"]
    case.holder_id, case.holder_name = None, ""
    case.step_since, case.escalated_at = now, None
    case.step_due_at = step_deadline(case, now)
    case.attest_token = ""
    if step["kind"] == StepKind.ATTEST:
        case.attest_token = get_random_string(32)
        telling.tell_attester(case)


def step_deadline(case: Case, now: dt.datetime) -> dt.datetime:
    """An even share of the time left; RT and RW get a few working hours, since they have no desk to sit at."""
    if now >= case.due_at:
        return case.due_at
    if case.step["kind"] == StepKind.AUTOMATIC:  # a machine that has not done it by then will not do it
        return now + dt.timedelta(minutes=AUTOMATIC_MINUTES)
    if case.step["kind"] == StepKind.ATTEST:
        return min(working_days.add(now, hours=_wait("attest_working_hours")), case.due_at)
    left = working_days.between(now, case.due_at)
    share = left / max(1, len(case.steps) - case.step_index)
    return min(working_days.add(now, hours=share.total_seconds() / 3600), case.due_at)


def pass_over(case: Case, *, note: str) -> None:
    """An attestation nobody gives becomes an officer's check: the citizen never waits for an empty chair."""
    following = case.steps[case.step_index + 1] if case.step_index + 1 < len(case.steps) else {}
    if following.get("kind") != StepKind.CHECK:
        check = {
            "key": "check_instead",
            "kind": "check",
            "by": "officer",
            "question": case.step.get("question", ""),
            "fact": "",
        }
        case.steps = [*case.steps[: case.step_index + 1], check, *case.steps[case.step_index + 1 :]]
    append(case, EventKind.ESCALATED, by=CLOCK, note=note)
    case.step_index += 1


def hand_to_head(case: Case, *, note: str) -> None:
    """The system could not issue by itself: the head of the office decides and signs, as without the switch."""
    append(case, EventKind.ESCALATED, by=CLOCK, note=note)
    case.steps = [{"key": "sign_head", "kind": StepKind.SIGN, "by": "head", "question": "", "fact": ""}]
    case.step_index = 0
    enter(case)


def advance(case: Case) -> None:
    case.step_index += 1
    enter(case)


CLOSING = (
    *("state", "closed_at", "reason", "desk", "step_kind", "step_due_at", "attest_token"),
    *("holder_id", "holder_name"),
)


def close(case: Case, state: CaseState, *, reason: str = "") -> None:
    """The end: what it changes is `CLOSING`."""
    case.state, case.closed_at, case.reason = state, timezone.now(), reason
    case.desk, case.step_kind, case.step_due_at, case.attest_token = "", "", None, ""
    case.holder_id, case.holder_name = None, ""

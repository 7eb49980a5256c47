"""What the citizen does with a running case: answer what was returned, or withdraw."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sebayu.core.cases import answers as answering
from sebayu.core.cases import deciding, flow, perms
from sebayu.core.cases.actions.letter import void_letter
from sebayu.core.cases.actions.moving import moving
from sebayu.core.cases.enums import CaseState, EventKind
from sebayu.core.cases.history import append
from sebayu.core.cases.models import Case
from sebayu.core.exchange.models import Evidence
from sebayu.core.ledger import Actor
from sebayu.core.services import questions


def answer(
    *,
    by: Actor,
    case_id: UUID,
    answers: Mapping[str, Any],
    note: str = "",
    candidates: Mapping[str, set[str]] | None = None,
) -> Case:
    """Answer a returned case: it goes back to the desk that asked, with the time it had left at least one working hour."""
    with moving(case_id, "answer", by=by, allowed=perms.is_own) as case:
        service = deciding.service_of(case.service_version)
        evidence = Evidence.objects.select_for_update().get(pk=case.evidence_id)
        registers = {
            path: value for path, value in evidence.facts().items() if not path.startswith("answers.")
        }
        merged = {**case.answers, **{key: value for key, value in answers.items() if value}}
        case.answers = answering.clean(questions(service, registers), merged, candidates)
        evidence = answering.enter(evidence, case.answers, service, by=by)
        case.decision = deciding.decide_case(case, evidence).to_json()
        case.reason = ""
        append(case, EventKind.ANSWERED, by=by, note=note)
        flow.enter(case)
    return case


def cancel(*, by: Actor, case_id: UUID, reason: str = "") -> Case:
    """Withdraw. Whatever number the letter had taken is void, never given again; one that is being signed cannot be withdrawn."""
    with moving(case_id, "cancel", by=by, allowed=perms.can_cancel) as case:
        void_letter(by=flow.CLOCK, case=case, reason="Permohonan dibatalkan warga sebelum ditandatangani")
        append(case, EventKind.CANCELLED, by=by, note=reason)
        flow.close(case, CaseState.CANCELLED, reason=reason)
    return case

"""What officials, RT and RW do with a case on their desk."""

import datetime as dt
from typing import Any, Literal
from uuid import UUID

from sebayu.core.cases import deciding, flow, perms
from sebayu.core.cases.actions.letter import void_letter
from sebayu.core.cases.actions.moving import moving
from sebayu.core.cases.enums import CaseState, EventKind, StepKind, Verdict
from sebayu.core.cases.errors import EvidenceIncomplete, MoveNotAllowed, ReasonRequired
from sebayu.core.cases.history import append, purpose_of
from sebayu.core.cases.models import Case
from sebayu.core.cases.telling import tell_citizen
from sebayu.core.cases.workflow import VERDICTS
from sebayu.core.exchange import actions as exchange
from sebayu.core.exchange.models import Evidence
from sebayu.core.ledger import Actor

# Steps somebody at a desk can take again; RT, RW and whoever was asked for consent answer once.
DESKS = {StepKind.CHECK, StepKind.INITIAL, StepKind.SIGN, StepKind.COUNTERSIGN}
AttestAnswer = Literal["yes", "no", "unknown"]


def take(*, by: Actor, case_id: UUID) -> Case:
    """An officer says: I am on it. Colleagues see his name; nobody is locked out."""
    with moving(case_id, "take", by=by, allowed=perms.holds) as case:
        case.holder_id, case.holder_name = by.account_id, by.name
        append(case, EventKind.ASSIGNED, by=by)
    return case


def attest(
    *, by: Actor, case_id: UUID, answer: AttestAnswer, note: str = "", step: int | None = None
) -> Case:
    """RT or RW answers one question: yes, no, or "saya tidak tahu", which hands it to an officer's check."""
    with moving(case_id, "attest", by=by, allowed=perms.holds, step=step) as case:
        if case.step_kind != StepKind.ATTEST:
            raise MoveNotAllowed(case.state)
        if fact := case.step.get("fact"):
            evidence = Evidence.objects.select_for_update().get(pk=case.evidence_id)
            if answer != "unknown":
                exchange.add_attestation(
                    evidence=evidence, by=by, path=fact, value=answer == "yes", note=note
                )
            _refresh(case, evidence)
        if answer == "unknown":
            append(case, EventKind.ATTESTED, by=by, note=note, detail={"answer": answer})
            flow.pass_over(case, note="Ketua RT/RW tidak tahu")
            flow.enter(case)
        else:
            append(case, EventKind.ATTESTED, by=by, note=note, detail={"answer": answer})
            flow.advance(case)
    return case


def record_fact(
    *, by: Actor, case_id: UUID, path: str, value: Any, seen_in: str, seen_at: dt.datetime | None = None
) -> Case:
    """An officer looked a missing fact up in a portal or on paper, and says where and when it was seen."""
    if not seen_in.strip():
        raise ReasonRequired
    with moving(case_id, "record", by=by, allowed=perms.holds) as case:
        evidence = Evidence.objects.select_for_update().get(pk=case.evidence_id)
        void_letter(by=flow.CLOCK, case=case, reason="Data surat diperbarui sebelum ditandatangani")
        exchange.add_manual(
            evidence=evidence, by=by, path=path, value=value, seen_in=seen_in, seen_at=seen_at
        )
        _refresh(case, evidence)
        append(case, EventKind.RECORDED, by=by, detail={"fact": path})
    return case


def _refresh(case: Case, evidence: Evidence) -> None:
    """Count again what is known and decide again with it."""
    case.known, case.conflicts = case.needed - len(evidence.missing()), len(evidence.conflicts())
    case.decision = deciding.decide_case(case, evidence).to_json()


def decide_step(
    *,
    by: Actor,
    case_id: UUID,
    verdict: str,
    note: str = "",
    step: int | None = None,
    back_to: str = "citizen",
) -> Case:
    """Approve to the next desk, return with a reason (to the citizen, or one desk back), or refuse with a reason."""
    if verdict != Verdict.APPROVE and not note.strip():
        raise ReasonRequired
    with moving(case_id, verdict, by=by, allowed=perms.can_decide, step=step) as case:
        if verdict not in VERDICTS[StepKind(case.step_kind)]:
            raise MoveNotAllowed(case.state)
        _VERDICT[Verdict(verdict)](case, by, note, back_to)
    return case


def _approve(case: Case, by: Actor, note: str, _: str) -> None:
    if not case.evidence_complete:
        with_evidence = Evidence.objects.get(pk=case.evidence_id)
        raise EvidenceIncomplete(with_evidence.missing())
    append(case, EventKind.APPROVED, by=by, note=note, public=False)
    flow.advance(case)


def _return(case: Case, by: Actor, note: str, back_to: str) -> None:
    void_letter(by=flow.CLOCK, case=case, reason="Permohonan dikembalikan sebelum ditandatangani")
    append(case, EventKind.RETURNED, by=by, note=note, public=back_to == "citizen", detail={"to": back_to})
    if back_to == "desk" and case.step_index > 0 and case.steps[case.step_index - 1]["kind"] in DESKS:
        case.step_index -= 1
        flow.enter(case)
        return
    case.state, case.reason, case.desk = CaseState.WAITING_CITIZEN, note, ""
    case.holder_id, case.holder_name = None, ""
    tell_citizen(case, "case_returned", by=by)


def _refuse(case: Case, by: Actor, note: str, _: str) -> None:
    void_letter(by=flow.CLOCK, case=case, reason="Permohonan ditolak sebelum ditandatangani")
    append(case, EventKind.REFUSED, by=by, note=note)
    exchange.freeze(by=by, evidence=case.evidence, purpose=purpose_of(case))
    flow.close(case, CaseState.REFUSED, reason=note)
    tell_citizen(case, "case_refused", by=by)


_VERDICT = {Verdict.APPROVE: _approve, Verdict.RETURN: _return, Verdict.REFUSE: _refuse}

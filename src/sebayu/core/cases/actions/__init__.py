"""Every move of a case. Each is keyword-only, says who by, is one transaction, and writes history and ledger inside it."""

from sebayu.core.cases.actions.citizen import answer, cancel
from sebayu.core.cases.actions.clock import escalate_overdue
from sebayu.core.cases.actions.consent import consent, record_consent
from sebayu.core.cases.actions.handing import hand_over
from sebayu.core.cases.actions.opening import open_case, reopen
from sebayu.core.cases.actions.signing import (
    SignResult,
    issue_automatically,
    settle,
    sign,
    sign_each,
    sign_many,
)
from sebayu.core.cases.actions.steps import attest, decide_step, record_fact, take

__all__ = [
    "SignResult",
    "answer",
    "attest",
    "cancel",
    "consent",
    "decide_step",
    "escalate_overdue",
    "hand_over",
    "issue_automatically",
    "open_case",
    "record_consent",
    "record_fact",
    "reopen",
    "settle",
    "sign",
    "sign_each",
    "sign_many",
    "take",
]

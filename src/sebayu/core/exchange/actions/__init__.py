"""Every write of exchange: evidence, sources and agreements, corrections."""

from sebayu.core.exchange.actions.agreements import (
    configure_source,
    end_agreement,
    load_sources,
    record_agreement,
)
from sebayu.core.exchange.actions.corrections import (
    answer_correction,
    request_correction,
    withdraw_correction,
)
from sebayu.core.exchange.actions.evidence import (
    add_answer,
    add_attestation,
    add_manual,
    attach_case,
    discard_unused,
    freeze,
    reopen,
)

__all__ = [
    "add_answer",
    "add_attestation",
    "add_manual",
    "answer_correction",
    "attach_case",
    "configure_source",
    "discard_unused",
    "end_agreement",
    "freeze",
    "load_sources",
    "record_agreement",
    "reopen",
    "request_correction",
    "withdraw_correction",
]

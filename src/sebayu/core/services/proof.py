"""Proving that a question never meets someone whose register already holds the answer."""

from __future__ import annotations

from datetime import date
from typing import Any

from sebayu.core import rules
from sebayu.core.facts import Vocabulary
from sebayu.core.services.conditions import fact_of, truth
from sebayu.core.services.model import Ask, Service

# any day does: a condition that depends on the day is not settled by the register's knowing and proves nothing
_DAYS = (date(1990, 1, 1), date(2026, 1, 1), date(2090, 1, 1))


def is_closed_when_known(service: Service, ask: Ask, vocab: Vocabulary) -> bool:
    """Whether `when` is false for certain once the register says it has the fact that `ask` stands in for."""
    fact = fact_of(service, ask.answers, vocab)
    if fact is None or not fact.known_when or not ask.when:
        return False
    root = ask.answers.split(".", 1)[0]
    known: dict[str, Any] = {f"{root}.{name}": value for name, value in fact.known_when.items()}
    try:
        return all(truth(service, ask.when, known, on).value is False for on in _DAYS)
    except rules.RuleError:
        return False

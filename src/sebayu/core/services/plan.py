"""What a declaration means for one case: the decision, the questions that remain, the steps in order."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from sebayu.core.rules import Decision
from sebayu.core.services.conditions import is_true, rule_of, today, truth, with_situation
from sebayu.core.services.model import ANSWERS, Ask, Service, Step


def decide(
    service: Service,
    facts: Mapping[str, Any],
    *,
    on: date,
    evidence_complete: bool | None = None,
    area_kind: str = "",
) -> Decision:
    """Entitled or not, with reasons. Facts include answers (`answers.purpose`) and attestations."""
    known = with_situation(facts, evidence_complete=evidence_complete, area_kind=area_kind)
    return rule_of(service).decide(known, on)


def plan_steps(
    service: Service,
    facts: Mapping[str, Any],
    *,
    evidence_complete: bool,
    area_kind: str,
    on: date | None = None,
) -> list[Step]:
    """The steps a new case has to take. A condition that is not settled keeps its step: a person looks, never nobody.

    Plan once, when the case opens: an attestation that is already known needs no step. Who asks although the rule says no
    has been promised that an officer looks: no check is skipped, however complete the evidence.
    """
    known = with_situation(facts, evidence_complete=evidence_complete, area_kind=area_kind)
    contested = rule_of(service).decide(known, on or today()).outcome == "no"
    return [s for s in service.steps if (contested and s.kind == "check") or _is_taken(service, s, known, on)]


def _is_taken(service: Service, step: Step, known: Mapping[str, Any], on: date | None) -> bool:
    if step.fact and not _is_blank(known.get(step.fact)):
        return False
    if (
        step.of
        and service.roles[step.of].optional
        and not any(path.startswith(f"{step.of}.") for path in known)
    ):
        return False  # an optional role nobody was chosen for
    if step.unless and is_true(service, step.unless, known, on) is True:
        return False
    return not (step.when and is_true(service, step.when, known, on) is False)


def is_automatic(
    service: Service,
    facts: Mapping[str, Any],
    *,
    evidence_complete: bool,
    area_kind: str,
    on: date,
    enabled: bool | None = None,
) -> bool:
    """Whether the letter may be issued without a human step; `enabled` is the region's own switch."""
    if service.automatic is None or not (service.automatic.default if enabled is None else enabled):
        return False
    if any(step.kind == "consent" for step in service.steps):
        return False  # somebody else is asked first
    known = with_situation(facts, evidence_complete=evidence_complete, area_kind=area_kind)
    entitled = rule_of(service).decide(known, on).outcome == "yes"
    return entitled and is_true(service, service.automatic.when, known, on) is True


def questions(service: Service, known_facts: Mapping[str, Any], *, on: date | None = None) -> list[Ask]:
    """The questions that remain, given what is known and answered (`answers.purpose`) so far."""
    return [ask for ask in service.asks.values() if _is_open(service, ask, known_facts, on)]


def _is_open(service: Service, ask: Ask, known: Mapping[str, Any], on: date | None) -> bool:
    if not _is_blank(known.get(ask.path)) or (ask.answers and not _is_blank(known.get(ask.answers))):
        return False
    if not ask.when:
        return True
    found = truth(service, ask.when, known, on)
    if found.value is None:
        # waits for another answer; but where only a register is silent, better asked than stuck
        return not any(path.startswith(f"{ANSWERS}.") for path in found.missing)
    return found.value


def missing(service: Service, facts: Mapping[str, Any]) -> list[str]:
    """Needed facts that are not known yet; those of an optional role nobody was chosen for are not needed."""
    absent = {
        name
        for name, role in service.roles.items()
        if role.optional and not any(path.startswith(f"{name}.") for path in facts)
    }
    return [path for path in service.needs if _is_blank(facts.get(path)) and path.split(".")[0] not in absent]


def _is_blank(value: Any) -> bool:
    return value is None or value == ""


def is_complete(service: Service, facts: Mapping[str, Any], *, on: date | None = None) -> bool:
    """Everything needed is known and nothing required remains to be asked."""
    open_questions = questions(service, facts, on=on)
    return not missing(service, facts) and not any(ask.required for ask in open_questions)


def may_not_be_needed(service: Service, facts: Mapping[str, Any], *, on: date | None = None) -> bool:
    """Whether to say "Mungkin tidak perlu surat": the register already proves it."""
    hint = service.maybe_not_needed
    if hint is None:
        return False
    return not hint.when or is_true(service, hint.when, facts, on) is True

"""What a service's expressions may speak of, and evaluating them: entitlement, steps, questions, automatic issue."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from sebayu.core import rules
from sebayu.core.facts import Fact, Vocabulary, vocabulary
from sebayu.core.services.model import ANSWERS, AREA_KIND, EVIDENCE_COMPLETE, Ask, Service

VIRTUAL = {EVIDENCE_COMPLETE: "bool", AREA_KIND: "text"}
_ASK_KINDS = {"date": "date", "number": "number", "money": "money"}


def fact_of(service: Service, path: str, vocab: Vocabulary | None = None) -> Fact | None:
    """The vocabulary's fact behind a path of this service, role or not."""
    words = vocabulary() if vocab is None else vocab
    return words.as_role(path, service.kind_of(path.split(".", 1)[0]))


def kinds(service: Service, paths: Iterable[str] | None = None) -> dict[str, str]:
    """The kind of value behind each path that the service's expressions use."""
    found = dict(VIRTUAL)
    for key, ask in service.asks.items():
        if ask.kind not in ("member", "person"):  # these answers are maps
            found[f"{ANSWERS}.{key}"] = _ASK_KINDS.get(ask.kind, "text")
    for path in used_paths(service) if paths is None else paths:
        fact = fact_of(service, path)
        if fact is not None:
            found[path] = fact.kind
    return found


def expressions(service: Service) -> list[tuple[str, str]]:
    """Every CEL text of the declaration with its place in the file."""
    found = [(f"entitled.{index}.when", clause.when) for index, clause in enumerate(service.entitled)]
    for index, step in enumerate(service.steps):
        found += [
            (f"steps.{index}.{step.kind}.unless", step.unless),
            (f"steps.{index}.{step.kind}.when", step.when),
        ]
    found += [(f"asks.{key}.when", ask.when) for key, ask in service.asks.items()]
    if service.automatic:
        found.append(("automatic.when", service.automatic.when))
    if service.maybe_not_needed:
        found.append(("maybe_not_needed.when", service.maybe_not_needed.when))
    return [(place, text) for place, text in found if text]


def used_paths(service: Service) -> frozenset[str]:
    """Every fact a service touches: needs, optional, attestations and conditions."""
    paths = {*service.needs, *service.optional, *(step.fact for step in service.steps if step.fact)}
    for _place, text in expressions(service):
        paths |= rules.readable(text).facts
    return frozenset(paths)


def rule_of(service: Service) -> rules.Rule:
    """The service's entitlement as a rule; kept per version of the declaration."""
    return _rule(service.version, service.entitled, tuple(sorted(kinds(service).items())))


@lru_cache(maxsize=512)
def _rule(version: str, clauses: tuple[rules.Clause, ...], known: tuple[tuple[str, str], ...]) -> rules.Rule:
    return rules.compile(clauses, dict(known))


def with_situation(
    facts: Mapping[str, Any], *, evidence_complete: bool | None = None, area_kind: str = ""
) -> dict[str, Any]:
    """The facts plus what the house itself knows about this case."""
    return {**facts, EVIDENCE_COMPLETE: evidence_complete, AREA_KIND: area_kind or None}


def truth(service: Service, text: str, facts: Mapping[str, Any], on: date | None) -> rules.Truth:
    """One condition: true, false, or unknown with what is missing. Without `on` it is today's."""
    return rules.evaluate(text, facts, on or today(), kinds(service, rules.readable(text).facts))


def is_true(service: Service, text: str, facts: Mapping[str, Any], on: date | None) -> bool | None:
    return truth(service, text, facts, on).value


def today() -> date:
    """Planning is about now and need not be replayed; decisions always name their day."""
    return datetime.now(ZoneInfo("Asia/Jakarta")).date()


def as_facts(service: Service, answers: Mapping[str, Any]) -> dict[str, Any]:
    """Answers under the names rules and letters use: `answers.purpose`, and the fact an answer stands in for."""
    found: dict[str, Any] = {}
    for key, value in answers.items():
        ask: Ask | None = service.asks.get(key)
        if ask is None or value is None or value == "":
            continue
        found[ask.path] = value
        if ask.answers:
            found[ask.answers] = value
    return found

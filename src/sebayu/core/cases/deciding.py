"""The decision of a case: the rule of the version it was opened under, over its evidence and answers. And replaying it."""

import datetime as dt
import json
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from django.utils import timezone

from sebayu.core.cases.models import Case, ServiceVersion
from sebayu.core.exchange.models import Evidence
from sebayu.core.ledger import access
from sebayu.core.rules import Decision, Rule
from sebayu.core.rules import compile as compile_rule
from sebayu.core.services import Service, from_canonical


def facts_for(evidence: Evidence, answers: Mapping[str, Any]) -> dict[str, Any]:
    """What the rule sees: known facts, and answers under `answers.`."""
    return {**evidence.facts(), **{f"answers.{key}": value for key, value in answers.items()}}


@lru_cache(maxsize=256)
def service_of(version: str) -> Service:
    """The declaration of a version, from the table that keeps each word for word."""
    return from_canonical(
        json.loads(ServiceVersion.objects.values_list("canonical", flat=True).get(pk=version))
    )


@lru_cache(maxsize=256)
def rule_of(version: str) -> Rule:
    return compile_rule(service_of(version).entitled)


def remember(service: Service) -> None:
    """Keep the declaration before the first case relies on it."""
    ServiceVersion.objects.get_or_create(
        version=service.version, defaults={"service_key": service.key, "canonical": service.canonical}
    )


def decide(
    version: str, evidence: Evidence, answers: Mapping[str, Any], on: dt.date | None = None
) -> Decision:
    return rule_of(version).decide(facts_for(evidence, answers), on or timezone.localdate())


def replay(case: Case) -> tuple[Decision, Decision]:
    """The decision as it was written down, and as the same evidence and rule version give it now. They must be equal."""
    written = Decision.from_json(case.decision)
    with access.writing():
        evidence = Evidence.objects.get(pk=case.evidence_id)
    return written, decide(case.service_version, evidence, case.answers, written.on)

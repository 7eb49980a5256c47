"""The decision of a case: the rule of the version it was opened under, over its evidence and answers. And replaying it."""

import datetime as dt
from functools import lru_cache

from django.utils import timezone

from sebayu.core.cases.models import Case, ServiceVersion
from sebayu.core.exchange.models import Evidence
from sebayu.core.ledger import access
from sebayu.core.rules import Decision
from sebayu.core.services import Service, catalogue, from_canonical
from sebayu.core.services import decide as decide_service
from sebayu.core.services.errors import UnknownService


@lru_cache(maxsize=256)
def service_of(version: str) -> Service:
    """The declaration of a version: today's when it is the same, else from the table that keeps each word for word."""
    kept = ServiceVersion.objects.get(pk=version)
    try:
        current = catalogue.get(kept.service_key)
    except UnknownService:
        current = None
    return current if current and current.version == version else from_canonical(kept.canonical)


def remember(service: Service) -> None:
    """Keep the declaration before the first case relies on it; already there: nothing happens."""
    ServiceVersion.objects.bulk_create(
        [ServiceVersion(version=service.version, service_key=service.key, canonical=service.canonical)],
        ignore_conflicts=True,
    )


def decide(service: Service, evidence: Evidence, area_kind: str, on: dt.date | None = None) -> Decision:
    """What the service says about this evidence (answers are part of it) on a day."""
    return decide_service(
        service,
        evidence.facts(),
        on=on or timezone.localdate(),
        evidence_complete=evidence.complete,
        area_kind=area_kind,
    )


def kind_of_area(case: Case) -> str:
    """kelurahan or desa, as it was when the case was opened: the fourth part of the code begins with 1 or 2."""
    return "kelurahan" if case.area_code.rpartition(".")[2].startswith("1") else "desa"


def decide_case(case: Case, evidence: Evidence, on: dt.date | None = None) -> Decision:
    return decide(service_of(case.service_version), evidence, kind_of_area(case), on)


def replay(case: Case) -> tuple[Decision, Decision]:
    """The decision as it was written down, and as the same evidence and rule version give it now. They must be equal."""
    written = Decision.from_json(case.decision)
    with access.writing():
        evidence = Evidence.objects.get(pk=case.evidence_id)
    kept = from_canonical(ServiceVersion.objects.get(pk=case.service_version).canonical)
    return written, decide(kept, evidence, kind_of_area(case), written.on)

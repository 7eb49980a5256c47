"""What a letter reads of a case: the evidence as flat, printable values, and of what kind each role is."""

from sebayu.core.exchange.models import Evidence
from sebayu.core.exchange.types import plain
from sebayu.core.services import Service


def context_of(evidence: Evidence) -> dict:
    """Flat facts and answers by path: JSON, dates as ISO text."""
    return {path: plain(value) for path, value in evidence.facts().items()}


def kinds_of(service: Service, evidence: Evidence) -> dict[str, str]:
    """Of what kind each role is: {"deceased": "person"}."""
    return {**evidence.kinds, **{name: role.kind for name, role in service.roles.items()}}

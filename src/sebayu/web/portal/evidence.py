"""A service by its key, why its facts are read, and finding again the evidence a citizen was shown."""

import re
from uuid import UUID

from django.http import Http404

from sebayu.core import facts
from sebayu.core.exchange.models import Evidence
from sebayu.core.ledger import Actor, Purpose
from sebayu.core.ledger.access import reading
from sebayu.core.services import Service, UnknownService, catalogue

PLACE = re.compile(r"\{([a-z_]+\.[a-z_]+)\}")


def active(key: str) -> Service:
    """The service behind an address; one that is switched off does not exist."""
    try:
        return catalogue.get(key)
    except UnknownService:
        raise Http404 from None


def purpose_of(service: Service) -> Purpose:
    return Purpose(text=service.title, basis=str(service.basis), service=service.key)


def own_evidence(actor: Actor, service: Service, key: UUID, purpose: Purpose) -> Evidence | None:
    """None when it is somebody else's, or when the service has changed since: then it is gathered again."""
    with reading(by=actor, purpose=purpose, detail={"evidence": str(key)}) as note:
        found = Evidence.objects.filter(
            pk=key, service_key=service.key, service_version=service.version
        ).first()
        if found is None or str(actor.subject_id) not in {role.get("id") for role in found.roles.values()}:
            return None
        people = [
            role["id"] for role in found.roles.values() if role.get("kind") == "person" and role.get("id")
        ]
        note.saw(map(UUID, people), found.facts())
    return found


def filled(question: str, evidence: Evidence) -> tuple[str, set[str]]:
    """The question with the facts it names, `{person.name}`, and which facts those were."""
    known = evidence.facts()
    named = {path for path in PLACE.findall(question) if path in known}
    said = PLACE.sub(lambda m: facts.show(evidence.fact_path(m[1]), known.get(m[1])), question)
    return said, named

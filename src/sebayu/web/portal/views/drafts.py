"""The letter as a picture before it exists."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from sebayu.core.identity.doors import CITIZEN, door
from sebayu.web.portal import drafts, who
from sebayu.web.portal.evidence import active, own_evidence, purpose_of


@door(allow=CITIZEN)
@require_safe
def draft(request: HttpRequest, key: str, evidence_id: UUID) -> HttpResponse:
    """The first page as a PNG; finding the evidence again is a read, and is entered as one."""
    service = active(key)
    evidence = own_evidence(who.me(request), service, evidence_id, purpose_of(service))
    if evidence is None or not drafts.can_be_drawn(service, evidence):
        raise Http404
    response = HttpResponse(drafts.draw(service, evidence), content_type="image/png")
    response["Cache-Control"] = "private, no-store"
    return response

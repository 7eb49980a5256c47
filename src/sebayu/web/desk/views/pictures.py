"""The letter of a case as a picture, before and after it is signed. Looking at it is a read like any other."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from sebayu.core.cases import deciding, perms
from sebayu.core.cases.history import purpose_of
from sebayu.core.cases.models import Case
from sebayu.core.documents import actions, kinds
from sebayu.core.documents.models import Document
from sebayu.core.identity.acting import actor_of
from sebayu.core.identity.doors import door
from sebayu.core.ledger import Actor
from sebayu.web.desk.views.case import found_case, read_evidence
from sebayu.web.portal import drafts

SMALL, LARGE = 60, 120


@door(allow="case.read")
@require_safe
def picture(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The first page as PNG; `?besar=1` to be read on the screen."""
    actor = actor_of(request)
    case = found_case(actor, case_id)
    if not perms.is_colleague(actor, case) and not perms.can_look_back(actor, case):
        raise Http404
    response = HttpResponse(
        _drawn(actor, case, LARGE if request.GET.get("besar") else SMALL), content_type="image/png"
    )
    response["Cache-Control"] = "private, max-age=120"
    return response


def _drawn(actor: Actor, case: Case, ppi: int) -> bytes:
    document = Document.objects.filter(pk=case.document_id).first() if case.document_id else None
    if document is not None:
        return actions.picture(by=actor, document=document, purpose=purpose_of(case), ppi=ppi)[0]
    service = deciding.service_of(case.service_version)
    if service.gives is None or service.gives.letter not in kinds.every():
        raise Http404
    return drafts.draw(service, read_evidence(actor, case), ppi=ppi)

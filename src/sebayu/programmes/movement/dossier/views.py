"""The pack for assessors, as one file."""

from uuid import UUID

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from sebayu.core.identity import perms as house
from sebayu.core.identity.acting import actor_of
from sebayu.core.identity.doors import door
from sebayu.core.identity.errors import NotAllowed
from sebayu.programmes.movement.dossier import packing
from sebayu.programmes.movement.evaluation import perms
from sebayu.programmes.movement.evaluation.recording import note
from sebayu.programmes.movement.evaluation.views.edition import readable


@door(allow=[perms.WRITE, perms.SCORE])
@require_safe
def download(request: HttpRequest, edition_id: UUID) -> HttpResponse:
    """Interview notes are in it: for the secretariat and the assessors assigned, and entered in the ledger."""
    actor = actor_of(request)
    edition = readable(actor, edition_id)
    if not (house.can(actor, perms.WRITE) or perms.is_assigned(actor, edition)):
        raise NotAllowed
    with transaction.atomic():
        content = packing.pack(edition)
        note(actor, "pack", edition)
    response = HttpResponse(content, content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="evaluasi-{edition.year}-{edition.round}.zip"'
    response["Cache-Control"] = "private, no-store"
    return response

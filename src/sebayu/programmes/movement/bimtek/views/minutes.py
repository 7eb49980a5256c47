"""Minutes: written, numbered, read, and signed by the head of the secretariat's office."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from sebayu.core.documents import perms as letters
from sebayu.core.documents.enums import State
from sebayu.core.documents.models import Document, DocumentFile
from sebayu.core.identity.acting import actor_of
from sebayu.core.identity.doors import door
from sebayu.core.ledger import Actor, Purpose
from sebayu.core.ledger.access import reading
from sebayu.core.ledger.errors import HouseError
from sebayu.programmes.movement.bimtek import actions
from sebayu.programmes.movement.bimtek.forms import MinutesForm, SignForm
from sebayu.programmes.movement.bimtek.models import Minutes, Stage
from sebayu.programmes.movement.structure import pages
from sebayu.programmes.movement.structure.actions.noting import BASIS
from sebayu.programmes.movement.structure.perms import READ, WRITE
from sebayu.web.desk.frame import show
from sebayu.web.portal.present.letter import badge


@door(allow=WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest, stage_id: UUID) -> HttpResponse:
    """Draw and number the minutes of a stage."""
    stage = get_object_or_404(Stage, pk=stage_id)
    initial = {"held_on": stage.ends_on and stage.ends_on.isoformat(), "place": stage.place}

    def act(data: dict[str, Any]) -> None:
        actions.write_minutes(by=actor_of(request), stage=stage, **data)

    return pages.form_page(
        request,
        MinutesForm(request.POST or None, initial=initial),
        act=act,
        title=_("Notula atau berita acara"),
        intro=_("Nomor diambil saat disimpan, lalu kepala kantor sekretariat menandatangani."),
        back=reverse("movement_bimtek:stage", args=[stage.id]),
        said=_("Notula bernomor dan menunggu tanda tangan."),
        button=_("Simpan dan beri nomor"),
    )


def _signs(actor: Actor, document: Document) -> bool:
    """Whether this actor's signature is the one awaited."""
    if document.state != State.NUMBERED:
        return False
    return any(letters.can_sign(actor, signer) for signer in document.signers.filter(signed_at=None))


@door(allow=READ)
@sensitive_post_parameters("passphrase")
@require_http_methods(["GET", "HEAD", "POST"])
def one(request: HttpRequest, minutes_id: UUID) -> HttpResponse:
    """Where the minutes stand; whoever is to sign, signs here. A sign call is never repeated by the machine."""
    minutes = get_object_or_404(Minutes.objects.select_related("stage"), pk=minutes_id)
    document = get_object_or_404(Document, pk=minutes.document_id)
    actor = actor_of(request)
    signs = _signs(actor, document)
    form = SignForm(request.POST or None)
    if request.method == "POST" and signs and form.is_valid():
        try:
            actions.sign_minutes(by=actor, minutes=minutes, passphrase=form.cleaned_data["passphrase"])
        except HouseError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Notula ditandatangani."))
            return redirect("movement_bimtek:minutes", minutes.id)
    context = {"m": minutes, "d": document, "badge": badge(document), "form": form if signs else None}
    return show(request, "movement_bimtek/minutes.html", context, status=422 if form.errors else 200)


@door(allow=READ)
@require_safe
def file(request: HttpRequest, minutes_id: UUID) -> HttpResponse:
    """The bytes, through the document's own door, with its entry."""
    minutes = get_object_or_404(Minutes, pk=minutes_id)
    document = get_object_or_404(Document, pk=minutes.document_id)
    purpose = Purpose(_("Membaca notula Bimtek"), BASIS)
    # Minutes are the movement's own paper: whoever may read the movement reads them, and the ledger knows.
    with reading(by=actor_of(request), purpose=purpose, detail={"document": str(document.id)}):
        kept = DocumentFile.objects.filter(document=document).order_by("-position").first()
    if kept is None:
        raise Http404
    content = bytes(kept.content)
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = content_disposition_header(
        False, f"{minutes.kind}-{minutes.held_on}.pdf"
    )
    response["Cache-Control"] = "private, no-store"
    return response

"""My letters: list, one letter, its file, its picture, its QR."""

import re
from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sebayu.core.cases.models import Case
from sebayu.core.documents import actions, conf, perms
from sebayu.core.documents import render as drawing
from sebayu.core.documents.enums import ISSUED, State
from sebayu.core.documents.models import Document
from sebayu.core.identity.doors import CITIZEN, door
from sebayu.core.ledger import Actor, Purpose
from sebayu.core.satisfaction import links
from sebayu.core.services import catalogue
from sebayu.web import formats
from sebayu.web.components import Pager
from sebayu.web.portal import situations, who
from sebayu.web.portal.present import case as case_page
from sebayu.web.portal.present import letter as page

PAGE = 20
PPI = 72


@door(allow=CITIZEN)
@require_safe
def letters(request: HttpRequest) -> HttpResponse:
    """Every letter about me or fetched by me, newest first."""
    mine = Document.objects.of_person(who.me(request).subject_id)
    shown = Paginator(mine, PAGE).get_page(request.GET.get("hal"))
    view = {
        "items": [page.row(d, situations.icon_for(d.letter_key)) for d in shown],
        "pager": Pager.of(shown, request),
        "noun": _("surat"),
    }
    return render(request, "portal/letters.html", {"view": view})


def own_letter(actor: Actor, document_id: UUID) -> Document:
    """The letter if it is theirs and issued; anybody else's does not exist."""
    found = Document.objects.filter(pk=document_id, state__in=ISSUED).first()
    if found is None or not perms.can_read(actor, found):
        raise Http404
    return found


def purpose_of(document: Document) -> Purpose:
    return Purpose(
        _("Warga membuka suratnya sendiri"),
        "UU 27/2022 pasal 7",
        case_id=document.case_id,
        case_number=document.case_number,
        service=document.letter_key,
    )


@door(allow=CITIZEN)
@require_safe
def letter(request: HttpRequest, document_id: UUID) -> HttpResponse:
    """The letter, ready to download, share, print and be checked."""
    actor = who.me(request)
    document = own_letter(actor, document_id)
    case = Case.objects.filter(pk=document.case_id).first() if document.case_id else None
    moments, took = [], ""
    if case is not None:
        moments = case_page.moments(case, case.events.all())
        if case.closed_at:
            took = _("%(t)s sejak diminta") % {"t": formats.span(case.closed_at - case.opened_at)}
    view = page.page(document, saved=_saved(document), moments=moments, took=took)
    survey = links.waiting_for(case, by=actor) if case else ""
    return render(request, "portal/letter.html", {"view": view, "survey": survey})


def _saved(document: Document) -> int:
    service = next((s for s in catalogue.all() if s.gives and s.gives.letter == document.letter_key), None)
    return len(service.replaces) if service else 0


@door(allow=CITIZEN)
@require_safe
def download(request: HttpRequest, document_id: UUID) -> HttpResponse:
    """The bytes that were signed. `?lihat=1` opens them in the browser, to print."""
    actor = who.me(request)
    document = own_letter(actor, document_id)
    content = actions.open_file(by=actor, document=document, purpose=purpose_of(document))
    if document.state == State.SIGNED and document.delivered_at is None:
        actions.mark_delivered(by=actor, document=document)
    how = "inline" if request.GET.get("lihat") == "1" else "attachment"
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'{how}; filename="{filename(document)}"'
    response["Cache-Control"] = "private, no-store"
    return response


def filename(document: Document) -> str:
    """Kind and number, nobody's name: Surat-Keterangan-Usaha_500.2.2.4-0412-MTR.pdf"""
    text = f"{document.title.replace(' ', '-')}_{document.number}".replace("/", "-")
    return re.sub(r"[^A-Za-z0-9._-]+", "", text)[:120] + ".pdf"


@door(allow=CITIZEN)
@require_safe
def picture(request: HttpRequest, document_id: UUID) -> HttpResponse:
    """The first page as a picture."""
    actor = who.me(request)
    document = own_letter(actor, document_id)
    pages = actions.picture(by=actor, document=document, purpose=purpose_of(document), ppi=PPI)
    response = HttpResponse(pages[0], content_type="image/png")
    response["Cache-Control"] = "private, max-age=300"
    return response


@door(allow=CITIZEN)
@require_safe
def qr(request: HttpRequest, document_id: UUID) -> HttpResponse:
    """The QR that leads a stranger to the verdict, and to nothing else."""
    document = own_letter(who.me(request), document_id)
    response = HttpResponse(drawing.qr(conf.verify_url(document.token)), content_type="image/svg+xml")
    response["Cache-Control"] = "private, max-age=300"
    return response

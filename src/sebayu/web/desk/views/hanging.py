"""Signatures nobody knows the outcome of: found by the machine, settled by a person."""

from uuid import UUID

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from sebayu.core.cases import actions, lists
from sebayu.core.cases.models import Case
from sebayu.core.documents import conf
from sebayu.core.documents.enums import State
from sebayu.core.documents.models import Document, DocumentSigner
from sebayu.core.identity.acting import actor_of
from sebayu.core.identity.doors import door
from sebayu.core.ledger import Actor
from sebayu.core.ledger.errors import HouseError
from sebayu.web.desk.forms import SettleForm
from sebayu.web.desk.frame import show

SETTLERS = ["case.sign", "case.countersign", "case.check", "case.initial"]
MOST = 100


@door(allow=SETTLERS)
@require_safe
def hanging(request: HttpRequest) -> HttpResponse:
    """What waits to be settled in my offices."""
    actor = actor_of(request)
    found = list(_mine(actor).order_by("changed_at")[:MOST])
    cases = Case.objects.in_bulk([d.case_id for d in found if d.case_id])
    with lists.listing(actor, _("Melihat tanda tangan yang belum pasti")) as note:
        note.saw(lists.subject_ids(cases.values()))
    items = [(document, cases.get(document.case_id)) for document in found]
    return show(request, "desk/hanging.html", {"items": items})


def _mine(actor: Actor):  # type: ignore[no-untyped-def] - a QuerySet of letters
    """Letters of the offices I work in (not of those I only vouch for), and those I was to sign for another office."""
    mine = Q(office_key__in=lists.staff_offices(actor)) | Q(
        id__in=DocumentSigner.objects.filter(account_id=actor.account_id).values("document_id")
    )
    return Document.objects.filter(mine, state=State.UNKNOWN)


@door(allow=SETTLERS)
@require_http_methods(["GET", "HEAD", "POST"])
def settle(request: HttpRequest, document_id: UUID) -> HttpResponse:
    """One letter: what was found at the signing service, and why that is known."""
    actor = actor_of(request)
    document = _mine(actor).filter(pk=document_id).first()
    if document is None:
        raise Http404
    form = SettleForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid() and _settled(actor, document, form):
        messages.success(request, _("Sudah dituntaskan: %(n)s.") % {"n": document.number})
        return redirect("desk:hanging")
    attempts = list(document.attempts.order_by("-id")[:10])
    return show(
        request,
        "desk/settle.html",
        {"document": document, "form": form, "attempts": attempts},
        status=422 if form.errors else 200,
    )


def _settled(actor: Actor, document: Document, form: SettleForm) -> bool:
    data = form.cleaned_data
    content = data["pdf"].read(conf.MAX_PDF_BYTES + 1) if data.get("pdf") else None
    try:
        actions.settle(by=actor, document=document, how=data["how"], reason=data["reason"], content=content)
    except HouseError as error:
        form.add_error("pdf" if data["how"] == "found" else None, str(error))
        return False
    return True

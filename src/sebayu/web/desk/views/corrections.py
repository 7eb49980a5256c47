"""What citizens say is wrong in a register that one of my offices owns: read it, put the register right, answer."""

from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from sebayu.core import facts
from sebayu.core.cases import lists
from sebayu.core.exchange.actions import answer_correction
from sebayu.core.exchange.actions.corrections import PURPOSE
from sebayu.core.exchange.models import CorrectionRequest
from sebayu.core.identity.acting import actor_of
from sebayu.core.identity.doors import door
from sebayu.core.ledger import Actor
from sebayu.core.ledger.access import reading
from sebayu.core.ledger.errors import HouseError
from sebayu.core.notify.actions import tell
from sebayu.web.desk.forms import CorrectionForm
from sebayu.web.desk.frame import show

MOST = 100


@door(allow="case.read")
@require_safe
def corrections(request: HttpRequest) -> HttpResponse:
    """The open ones, oldest first; everybody named is entered."""
    actor = actor_of(request)
    with reading(by=actor, purpose=PURPOSE, detail={"list": "corrections"}) as note:
        found = list(_mine(actor).order_by("created_at", "id")[:MOST])
        note.saw({c.subject_id for c in found}, {c.path for c in found})
    return show(request, "desk/corrections.html", {"items": [_shown(c) for c in found]})


def _mine(actor: Actor):  # type: ignore[no-untyped-def] - a QuerySet of requests
    return CorrectionRequest.objects.filter(state="open", owner_office_key__in=lists.staff_offices(actor))


def _shown(request: CorrectionRequest) -> dict:
    fact = facts.vocabulary().get(request.path)
    covered = fact is not None and fact.mask == "number"
    show_ = facts.mask if covered else facts.show
    return {
        "id": request.id,
        "label": fact.label if fact else request.path,
        "shown": show_(request.path, request.shown) if request.shown is not None else "",
        "says": request.says,
        "who": request.reporter_name,
        "at": request.created_at,
        "due": request.due_at,
    }


@door(allow="case.read")
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """Answer one; the citizen is told, and reads the answer on the page of his own data."""
    actor = actor_of(request)
    found = _one(actor, request_id)
    form = CorrectionForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _answered(actor, found, form):
        messages.success(request, _("Jawaban terkirim."))
        return redirect("desk:corrections")
    context = {"item": _shown(found), "form": form}
    return show(request, "desk/correction.html", context, status=422 if form.errors else 200)


def _one(actor: Actor, request_id: UUID) -> CorrectionRequest:
    with reading(by=actor, purpose=PURPOSE) as note:
        found: CorrectionRequest | None = _mine(actor).filter(pk=request_id).first()
        if found is None:
            raise Http404
        note.saw([found.subject_id], [found.path])
    return found


def _answered(actor: Actor, found: CorrectionRequest, form: CorrectionForm) -> bool:
    data = form.cleaned_data
    try:
        with transaction.atomic():
            answer_correction(
                by=actor, request=found, accepted=data["accepted"] == "ya", answer=data["answer"]
            )
            if found.reporter_id:
                context = {"path": reverse("portal:my_data")}
                tell(person_id=found.reporter_id, template="correction_answered", context=context, by=actor)
    except HouseError as error:
        form.add_error(None, str(error))
        return False
    return True

"""Layani warga: find the citizen who sits at the counter, note which proof of identity was shown, and open the portal for them."""

from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from sebayu.core.identity import actions
from sebayu.core.identity.acting import ASSISTING, actor_of
from sebayu.core.identity.doors import door
from sebayu.core.ledger import Actor
from sebayu.core.ledger.access import reading
from sebayu.core.ledger.errors import HouseError
from sebayu.core.registry.models import Person
from sebayu.core.registry.perms import can_search
from sebayu.web.desk.forms import HelpForm
from sebayu.web.desk.frame import show
from sebayu.web.desk.views.search import look_up


@door(allow="assist.begin")
@require_http_methods(["GET", "HEAD", "POST"])
def counter(request: HttpRequest) -> HttpResponse:
    """Find who it is. Words and numbers typed here stay out of the address."""
    actor = actor_of(request)
    text = request.POST.get("q", "").strip()[:100]
    people, trouble = look_up(actor, text) if text else ([], "")
    context = {"text": text, "people": people, "trouble": trouble, "asked": request.method == "POST"}
    return show(request, "desk/counter.html", context)


@door(allow="assist.begin")
@require_POST
def begin(request: HttpRequest) -> HttpResponse:
    """First the question (which proof, why), then the session in which the citizen's own portal opens."""
    actor = actor_of(request)
    sure = "mulai" in request.POST
    form = HelpForm(request.POST if sure else None, initial={"person": request.POST.get("person", "")})
    person_id, name = _resident(actor, request.POST.get("person", ""))
    if sure and form.is_valid():
        try:
            session = actions.begin_assistance(
                by=actor,
                person_id=person_id,
                person_name=name[:120],
                reason=form.cleaned_data["reason"],
                id_shown=form.cleaned_data["id_shown"],
                minutes=settings.SEBAYU_ASSIST_MINUTES,
            )
        except HouseError as error:
            form.add_error(None, str(error))
        else:
            request.session[ASSISTING] = str(session.id)
            return redirect("/")
    context = {"form": form, "name": name, "person": person_id, "minutes": settings.SEBAYU_ASSIST_MINUTES}
    return show(request, "desk/begin.html", context, status=422 if sure else 200)


def _resident(actor: Actor, text: str) -> tuple[UUID, str]:
    """A living resident of my own areas; anybody else does not exist here."""
    try:
        key = UUID(text)
    except ValueError:
        raise Http404 from None
    with reading(by=actor, purpose=actions.SERVING, facts=["person.name"]) as note:
        person = Person.objects.filter(pk=key, alive=True).only("id", "name", "area_code").first()
        if person is None or not can_search(actor, person.area_code):
            raise Http404(_("Orang ini tidak ada di wilayah kerja Anda."))
        note.saw([person.id])
    return person.id, person.name

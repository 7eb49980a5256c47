"""At the counter: surveys not yet answered in my offices, filled in with the person who sits beside me, and recorded as such."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from sebayu.core.identity.acting import actor_of
from sebayu.core.identity.doors import door
from sebayu.core.ledger import Actor
from sebayu.core.ledger.errors import HouseError
from sebayu.core.satisfaction import actions, perms, questionnaire
from sebayu.core.satisfaction.enums import Channel
from sebayu.core.satisfaction.models import Invitation
from sebayu.web import formats
from sebayu.web.components import Pager
from sebayu.web.desk import export
from sebayu.web.desk.frame import show
from sebayu.web.survey.forms import SurveyForm

PAGE, MOST = 25, 5000


def offices(actor: Actor) -> list[str]:
    return sorted(key for key in actor.offices if perms.can_record(actor, key))


@door(allow="assist.begin")
@require_safe
def waiting(request: HttpRequest) -> HttpResponse:
    """Ended cases without a survey, newest first: by number and service, nobody's name."""
    found = Invitation.objects.waiting().filter(office_key__in=offices(actor_of(request)))
    text = request.GET.get("cari", "").strip()[:60]
    if text:
        found = found.filter(case_number__icontains=text) | found.filter(service_title__icontains=text)
    found = found.order_by("-ended_at", "id")
    if (kind := request.GET.get("berkas", "")) in ("csv", "xlsx"):
        head = [_("Nomor urusan"), _("Layanan"), _("Kantor"), _("Selesai"), _("Sudah diberi tahu")]
        rows = ([i.case_number, i.service_title, i.office_name, f"{formats.local(i.ended_at):%d-%m-%Y}",
                 _("ya") if i.told else _("belum")] for i in found[:MOST])  # fmt: skip
        return export.respond(kind, f"survei-{timezone.localdate():%Y-%m-%d}", head, rows)
    page = Paginator(found, PAGE).get_page(request.GET.get("hal"))
    context = {"page": page, "pager": Pager.of(page, request), "text": text}
    return show(request, "survey/waiting.html", context)


@door(allow="assist.begin")
@require_http_methods(["GET", "HEAD", "POST"])
def fill_in(request: HttpRequest, invitation_id: UUID) -> HttpResponse:
    """The citizen says, the officer taps; the answer is kept as given at the counter."""
    actor = actor_of(request)
    mine = Invitation.objects.waiting().filter(office_key__in=offices(actor))
    invitation = mine.filter(pk=invitation_id).first()
    if invitation is None:
        raise Http404
    form = SurveyForm(questionnaire.get(invitation.questionnaire), request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.answer(
                by=actor,
                token=invitation.token,
                answers=form.answers,
                note=form.cleaned_data["note"],
                seconds=form.seconds,
                channel=Channel.COUNTER,
            )
        except HouseError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Survei %(number)s tersimpan.") % {"number": invitation.case_number})
            return redirect("survey:waiting")
    context = {"form": form, "i": invitation, "base": "desk/base.html", "at_counter": True}
    return show(request, "survey/answer.html", context, status=422 if form.is_bound else 200)

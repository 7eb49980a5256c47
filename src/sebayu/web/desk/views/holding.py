"""Who holds a case: handing it to a colleague; and writing down a consent that was given on paper."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sebayu.core.cases import actions
from sebayu.core.identity.acting import actor_of
from sebayu.core.identity.doors import OFFICER, door
from sebayu.core.ledger.errors import HouseError
from sebayu.web.desk import filters
from sebayu.web.desk.views.case import DECIDERS, found_case, page


@door(allow=DECIDERS)
@require_POST
def take(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Say that one is on it; colleagues see the name."""
    actor = actor_of(request)
    case = found_case(actor, case_id)
    actions.take(by=actor, case_id=case.id)
    return redirect(filters.address(reverse("desk:case", args=[case.id]), filters.read(request.POST)))


@door(allow=DECIDERS)
@require_POST
def hand_over(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """To a colleague at the same desk; taking it again undoes it."""
    actor = actor_of(request)
    case = found_case(actor, case_id)
    try:
        to = UUID(request.POST.get("to", ""))
    except ValueError:
        return page(
            request, actor, case, trouble=_("Pilih dahulu kepada siapa urusan ini diserahkan."), status=422
        )
    try:
        done = actions.hand_over(by=actor, case_id=case.id, to=to, note=request.POST.get("note", ""))
    except HouseError as error:
        case.refresh_from_db()
        return page(request, actor, case, trouble=str(error), status=error.status)
    messages.success(
        request,
        _("%(n)s diserahkan kepada %(who)s. Untuk membatalkan, tekan “Saya pegang urusan ini”.")
        % {"n": case.number, "who": done.holder_name},
    )
    return redirect(filters.address(reverse("desk:case", args=[case.id]), filters.read(request.POST)))


@door(allow=OFFICER)
@require_POST
def consent(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The person came to the counter: what was answered, and what paper was seen."""
    actor = actor_of(request)
    case = found_case(actor, case_id)
    given = {"setuju": True, "tidak": False}.get(request.POST.get("jawab", ""))
    if given is None:
        return page(request, actor, case, trouble=_("Pilih setuju atau tidak setuju."), status=422)
    seen = request.POST.get("seen", "").strip()[:300]
    if not seen:
        return page(request, actor, case, trouble=_("Tulis apa yang Anda lihat, misalnya KTP dan surat persetujuan bertanda tangan."), status=422)  # fmt: skip
    try:
        actions.record_consent(by=actor, case_id=case.id, given=given, seen=seen, step=case.step_index)
    except HouseError as error:
        case.refresh_from_db()
        return page(request, actor, case, trouble=str(error), status=error.status)
    messages.success(request, _("Jawaban tercatat."))
    return redirect("desk:case", case.id)

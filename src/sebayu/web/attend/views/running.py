"""What the organiser does: plan, change, open and close the doors, write down who had no phone, mend the list."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from sebayu.core.gatherings import actions, attending
from sebayu.core.gatherings.models import Attendance
from sebayu.core.identity.acting import actor_of
from sebayu.core.identity.doors import OFFICER, door
from sebayu.core.ledger.errors import HouseError
from sebayu.web.attend.forms import CancelForm, GatheringForm, MendForm, RecordForm
from sebayu.web.attend.views.listing import offices, own
from sebayu.web.desk.frame import show

MOVES = {
    "buka": (actions.open_doors, gettext_lazy("Daftar hadir dibuka.")),
    "tutup": (actions.close_doors, gettext_lazy("Daftar hadir ditutup.")),
    "qr-baru": (actions.renew_token, gettext_lazy("QR lama tidak berlaku lagi. Cetak poster yang baru.")),
}


def _form(request: HttpRequest, form: Any, title: str, back: str, button: str, **more: Any) -> HttpResponse:
    context = {"form": form, "title": title, "back": back, "button": button, **more}
    return show(request, "attend/form.html", context, status=422 if form.errors else 200)


@door(allow=OFFICER)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Plan a gathering of one of my offices; `untuk` in the address says which record it is held for."""
    actor = actor_of(request)
    if not offices(actor):
        raise PermissionDenied
    form = GatheringForm(offices(actor), request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.plan(by=actor, owner_ref=request.GET.get("untuk", "")[:120], **form.cleaned_data)
        except HouseError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Pertemuan dijadwalkan. Posternya sudah dapat dicetak."))
            return redirect("attend:one", made.id)
    return _form(request, form, _("Pertemuan baru"), reverse("attend:list"), _("Jadwalkan"))


@door(allow=OFFICER)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, gathering_id: UUID) -> HttpResponse:
    """Another hour, place or agenda."""
    actor = actor_of(request)
    gathering = own(actor, gathering_id)
    form = GatheringForm(offices(actor), request.POST or None, gathering=gathering)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change(by=actor, gathering=gathering, **form.cleaned_data)
        except HouseError as error:
            form.add_error(None, str(error))
        else:
            return redirect("attend:one", gathering.id)
    return _form(request, form, _("Ubah pertemuan"), reverse("attend:one", args=[gathering.id]), _("Simpan"))


@door(allow=OFFICER)
@require_POST
def doors(request: HttpRequest, gathering_id: UUID) -> HttpResponse:
    """Open or close the list, or make the old QR void."""
    gathering = own(actor_of(request), gathering_id)
    if (wanted := request.POST.get("pintu", "")) not in MOVES:
        raise Http404
    act, said = MOVES[wanted]
    try:
        act(by=actor_of(request), gathering=gathering)
    except HouseError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, said)
    return redirect("attend:one", gathering.id)


@door(allow=OFFICER)
@require_http_methods(["GET", "HEAD", "POST"])
def cancel(request: HttpRequest, gathering_id: UUID) -> HttpResponse:
    """It does not take place; the reason stays."""
    gathering = own(actor_of(request), gathering_id)
    form, back = CancelForm(request.POST or None), reverse("attend:one", args=[gathering.id])
    if request.method == "POST" and form.is_valid():
        try:
            actions.cancel(by=actor_of(request), gathering=gathering, **form.cleaned_data)
        except HouseError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Pertemuan dibatalkan."))
            return redirect(back)
    return _form(
        request,
        form,
        _("Batalkan pertemuan"),
        back,
        _("Batalkan pertemuan"),
        intro=gathering.title,
        stop=True,
    )


@door(allow=OFFICER)
@require_http_methods(["GET", "HEAD", "POST"])
def record(request: HttpRequest, gathering_id: UUID) -> HttpResponse:
    """Write down who came without a phone."""
    gathering = own(actor_of(request), gathering_id)
    form, back = RecordForm(request.POST or None), reverse("attend:one", args=[gathering.id])
    if request.method == "POST" and form.is_valid():
        try:
            fresh, known = actions.record(
                by=actor_of(request), gathering=gathering, rows=form.cleaned_data["rows"]
            )
        except HouseError as error:
            form.add_error(None, str(error))
        else:
            said = _("%(fresh)s orang dicatat; %(known)s sudah ada.") % {"fresh": fresh, "known": known}
            messages.success(request, said)
            return redirect(back)
    return _form(request, form, _("Catat hadirin"), back, _("Catat"), intro=gathering.title)


@door(allow=OFFICER)
@require_http_methods(["GET", "HEAD", "POST"])
def mend(request: HttpRequest, gathering_id: UUID, row_id: UUID) -> HttpResponse:
    """Correct or cross out one row, with the reason."""
    actor = actor_of(request)
    gathering = own(actor, gathering_id)
    back = reverse("attend:one", args=[gathering.id])
    with attending.listed(gathering, by=actor) as found:
        row: Attendance | None = found.filter(pk=row_id, struck_at=None).first()
    if row is None:
        raise Http404
    plain = {"name": row.name, "organisation": row.organisation, "capacity": row.capacity}
    form = MendForm(request.POST or None, initial=plain)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            if data["strike"]:
                actions.strike(by=actor, attendance=row, reason=data["reason"])
            else:
                actions.correct(
                    by=actor, attendance=row, reason=data["reason"], **{k: data[k] for k in plain}
                )
        except HouseError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Pembetulan dicatat bersama alasannya."))
            return redirect(back)
    return _form(
        request, form, _("Betulkan daftar hadir"), back, _("Simpan pembetulan"), intro=gathering.title
    )

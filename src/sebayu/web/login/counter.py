"""At the counter: open a citizen's account, or act for a citizen who sits there."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from sebayu.core.identity import actions
from sebayu.core.identity.acting import ASSISTING, actor_of, assisting
from sebayu.core.identity.doors import SIGNED_IN, door
from sebayu.core.ledger import Actor, Purpose
from sebayu.core.ledger.access import reading
from sebayu.core.ledger.errors import HouseError
from sebayu.core.notify.actions import tell
from sebayu.core.registry import find
from sebayu.web.login.forms import AssistForm, CounterForm, EnrolForm

_FACTS = ["person.nik", "person.name"]


def _resident(nik: str, *, by: Actor, purpose: Purpose) -> tuple | None:
    """Key and name of a living resident, with the entry that says who looked."""
    with reading(by=by, purpose=purpose, facts=_FACTS) as note:
        person = find.by_nik(nik)
        if person is None or not person.alive:
            return None
        note.saw([person.id])
        return person.id, person.name


def _missing(form: CounterForm) -> None:
    form.add_error(
        "nik", _("NIK ini tidak ada di data penduduk kota ini. Periksa angkanya, atau cari menurut nama.")
    )


@door(allow="assist.begin")
@never_cache
@sensitive_post_parameters("nik")
@require_http_methods(["GET", "POST"])
def assist(request: HttpRequest) -> HttpResponse:
    """Begin to act for a citizen at the counter."""
    form, by = AssistForm(request.POST or None), actor_of(request)
    if request.method == "POST" and form.is_valid():
        try:
            if _begin(request, form, by):
                return redirect("/")
        except HouseError as wrong:
            form.add_error(None, str(wrong))
    minutes = settings.SEBAYU_ASSIST_MINUTES
    return render(request, "login/assist.html", {"form": form, "minutes": minutes})


def _begin(request: HttpRequest, form: AssistForm, by: Actor) -> bool:
    data = form.cleaned_data
    found = _resident(data["nik"], by=by, purpose=actions.SERVING)
    if found is None:
        _missing(form)
        return False
    session = actions.begin_assistance(
        by=by,
        person_id=found[0],
        person_name=found[1],
        reason=data["reason"],
        id_shown=data["id_shown"],
        minutes=settings.SEBAYU_ASSIST_MINUTES,
    )
    request.session[ASSISTING] = str(session.id)
    return True


@door(allow=SIGNED_IN)
@require_POST
def end_help(request: HttpRequest) -> HttpResponse:
    """The citizen leaves the counter."""
    running = assisting(request)
    if running:
        actions.end_assistance(by=actor_of(request), session=running)
    request.session.pop(ASSISTING, None)
    messages.success(request, _("Pendampingan selesai."))
    return redirect("/")


@door(allow="account.enrol")
@never_cache
@sensitive_post_parameters("nik", "phone", "email")
@require_http_methods(["GET", "POST"])
def enrol(request: HttpRequest) -> HttpResponse:
    """Open a citizen's account, or correct where codes are sent."""
    form, by, done = EnrolForm(request.POST or None), actor_of(request), None
    if request.method == "POST" and form.is_valid():
        try:
            done = _enrol(form, by)
        except HouseError as wrong:
            form.add_error(None, str(wrong))
    if done:
        form = EnrolForm()
    return render(request, "login/enrol.html", {"form": form, "done": done})


def _enrol(form: EnrolForm, by: Actor) -> str | None:
    data = form.cleaned_data
    found = _resident(data["nik"], by=by, purpose=actions.SERVING)
    if found is None:
        _missing(form)
        return None
    with transaction.atomic():
        _open_account(found, data, by)
    return found[1]


def _open_account(found: tuple, data: dict, by: Actor) -> None:
    account = actions.enrol_citizen(
        by=by,
        person_id=found[0],
        name=found[1],
        nik=data["nik"],
        phone=data["phone"],
        email=data["email"],
        id_shown=data["id_shown"],
    )
    tell(account_id=account.id, template="account_ready", context={"path": reverse("login:choose")}, by=by)

"""The page behind the QR: one tap for whoever is logged in, two answers for a guest."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from sebayu.core.gatherings import actions, attending
from sebayu.core.gatherings.enums import State
from sebayu.core.gatherings.models import Gathering
from sebayu.core.identity import rates
from sebayu.core.identity.acting import actor_of, hats
from sebayu.core.identity.doors import PUBLIC, door
from sebayu.core.ledger.errors import HouseError
from sebayu.web.attend.forms import GuestForm

# A whole hall may stand behind one address; guessing a token of 144 bits is not what this stops.
MOST, MINUTES = 600, 10
ANOTHER = "lain"  # one phone, several guests: those who came without one
CAME = "attend_came"  # session: the gatherings this browser is on the list of


@door(allow=PUBLIC)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def come(request: HttpRequest, token: str) -> HttpResponse:
    """I am here."""
    rates.hit("attend", rates.client_ip(request), limit=MOST, minutes=MINUTES)
    gathering = attending.find(token) if len(token) <= 40 else None
    if gathering is None:
        return _said(request, "idle", "info", _("Pertemuan tidak ditemukan"), _("QR atau tautan ini tidak berlaku lagi. Minta QR yang baru kepada panitia."), status=404)  # fmt: skip
    if gathering.state != State.OPEN:
        return _closed(request, gathering)
    form = GuestForm(request.POST or None)
    account = request.user if request.user.is_authenticated else None
    if request.method == "POST" and (account or form.is_valid()):
        try:
            _attend(request, gathering, token, {} if account else form.cleaned_data)
        except HouseError as error:
            form.add_error(None, str(error))
        else:
            request.session[CAME] = [*request.session.get(CAME, [])[-20:], str(gathering.id)]
            return redirect("attend:come", token)
    there = str(gathering.id) in request.session.get(CAME, ())
    there = there or attending.is_there(gathering, account.pk if account else None)
    another = account is None and ANOTHER in request.GET
    context = {
        "g": gathering,
        "form": form,
        "account": account,
        "there": there and not another,
        "another": another,
    }
    status = 422 if request.method == "POST" and form.errors else 200
    return render(request, "attend/come.html", context, status=status)


def _attend(request: HttpRequest, gathering: Gathering, token: str, typed: dict[str, str]) -> None:
    """An official's office and title are copied; at this page nobody has to type what the house knows."""
    if request.user.is_authenticated and (worn := hats(request.user)):
        typed = {"organisation": worn[0].office, "capacity": worn[0].named}
    actions.attend(gathering=gathering, by=actor_of(request), token=token, **typed)


def _closed(request: HttpRequest, gathering: Gathering) -> HttpResponse:
    if gathering.state == State.PLANNED:
        return _said(request, "idle", "clock", gathering.title, _("Daftar hadir belum dibuka. Buka halaman ini lagi saat acara dimulai."))  # fmt: skip
    return _said(request, "idle", "okc", gathering.title, _("Daftar hadir sudah ditutup. Bila Anda hadir tetapi belum tercatat, beri tahu panitia."), status=410)  # fmt: skip


def _said(
    request: HttpRequest, tone: str, icon: str, title: str, text: str, *, status: int = 200
) -> HttpResponse:
    view = {"tone": tone, "icon": icon, "title": title, "text": text}
    return render(request, "attend/said.html", {"view": view}, status=status)

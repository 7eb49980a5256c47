"""Promises with their state: those of my own post, and all of them. Every number opens the rows behind it."""

from __future__ import annotations

import datetime as dt

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sebayu.core.identity.acting import actor_of
from sebayu.core.identity.doors import door
from sebayu.programmes.movement.commitments import perms
from sebayu.programmes.movement.commitments import promises as found_in
from sebayu.programmes.movement.commitments.enums import PromiseState
from sebayu.programmes.movement.commitments.places import WAITING
from sebayu.programmes.movement.commitments.promises import Promise
from sebayu.programmes.movement.plan import sections
from sebayu.web import formats
from sebayu.web.components import Pager
from sebayu.web.desk import export
from sebayu.web.desk.frame import show
from sebayu.web.office.paging import SIZE, address

STATES = {
    "ditepati": PromiseState.KEPT,
    "sesuai-jalur": PromiseState.ON_PATH,
    "tertinggal": PromiseState.LATE,
    "tidak-ditepati": PromiseState.BROKEN,
    "belum-dihitung": PromiseState.UNKNOWN,
}


@door(allow=perms.READ)
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """The promises with my own post, the nearest due first."""
    return _list(request, found_in.of_actor(actor_of(request)), own=True)


@door(allow=perms.READ)
@require_safe
def everything(request: HttpRequest) -> HttpResponse:
    """All promises of the region: what falls due, and who holds it."""
    return _list(request, found_in.everything(), own=False)


def _list(request: HttpRequest, found: list[Promise], *, own: bool) -> HttpResponse:
    """Promises are few (a commitment has dozens): their states are computed, so they are narrowed here and not in the database."""
    state = request.GET.get("keadaan", "")
    chosen = {"cari": request.GET.get("cari", "")[:80].strip(), "keadaan": state if state in STATES else ""}
    counts = found_in.counts(found)
    shown = [promise for promise in found if _fits(promise, chosen)]
    if (form := request.GET.get("berkas", "")) in ("csv", "xlsx"):
        return as_file(shown, form)
    path = reverse("commitments:promises" if own else "commitments:all_promises")
    page = Paginator(shown, SIZE).get_page(request.GET.get("hal"))
    context = {
        "own": own,
        "notices": sections.drawn(WAITING, request) if own else [],
        "path": path,
        "chosen": chosen,
        "states": [(key, str(state.label)) for key, state in STATES.items()],
        "counts": [
            (str(s.label), found_in.PROMISE_TONES[s], counts[s.value], key) for key, s in STATES.items()
        ],
        "total": len(found),
        "rows": [(promise, rows_url(promise)) for promise in page],
        "pager": Pager.of(page, request),
        "xlsx": address(path, chosen, berkas="xlsx"),
        "csv": address(path, chosen, berkas="csv"),
        "today": timezone.localdate(),
        "soon": timezone.localdate() + dt.timedelta(days=30),
    }
    return show(request, "commitments/promises.html", context)


def _fits(promise: Promise, chosen: dict[str, str]) -> bool:
    if chosen["keadaan"] and promise.state != STATES[chosen["keadaan"]]:
        return False
    return speaks_of(promise, chosen["cari"])


def speaks_of(promise: Promise, text: str) -> bool:
    """Every word somewhere: in the promise, with who made it, or in the commitment it stands in."""
    seat, commitment = promise.seat, promise.commitment
    said = (promise.undertaking.text, seat.title, seat.organisation, seat.signed_name, commitment.title,
            commitment.number)  # fmt: skip
    words = " ".join(said).casefold()
    return all(word in words for word in text.casefold().split())


def rows_url(promise: Promise) -> str:
    """The rows behind the number, in the room: of a share those that are missing, the eleven late letters behind 62 %."""
    read = promise.reading
    if read is None or read.period_start is None or not read.indicator.is_computed:
        return ""
    which = "missing" if read.missing else "counted"
    query = {
        "lingkup": read.scope,
        "awal": read.period_start.isoformat(),
        "per": str(read.frequency),
        "lihat": which,
    }
    return f"{reverse('room:rows', args=[read.key])}?{urlencode(query)}"


def as_file(found: list[Promise], form: str) -> HttpResponse:
    """The promises as a table, each with its state and number as they stand today."""
    head = [_("Janji"), _("Penanggung jawab"), _("Organisasi"), _("Ditandatangani"), _("Tenggat"), _("Keadaan"), _("Angka"), _("Target"),
            _("Keterangan"), _("Komitmen")]  # fmt: skip
    lines = (
        [p.undertaking.text, p.seat.title, p.seat.organisation, p.seat.signed_name, formats.day(p.due_on), p.label, p.text, p.target_text,
         p.why, p.commitment.number]
        for p in found
    )  # fmt: skip
    return export.respond(form, f"janji-{timezone.localdate():%Y-%m-%d}", head, lines)

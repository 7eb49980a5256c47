"""Suspected duplicates: pairs by likeness, two entries side by side, three answers."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from procrastinate.contrib.django import app as queue
from procrastinate.exceptions import AlreadyEnqueued

from sebayu.core.identity.acting import actor_of
from sebayu.core.identity.doors import door
from sebayu.core.ledger import Actor
from sebayu.core.ledger.access import reading
from sebayu.core.ledger.errors import HouseError
from sebayu.core.registry.duplicates import actions
from sebayu.core.registry.enums import PairState
from sebayu.core.registry.importing.planning import COMPARED
from sebayu.core.registry.models import Person, SuspectedPair
from sebayu.core.registry.tasks import FIND
from sebayu.web.desk.frame import show
from sebayu.web.office import paging
from sebayu.web.office.comparing import lines, sides

STATES = {
    "": [PairState.OPEN],
    "nanti": [PairState.LATER],
    "diputuskan": [PairState.SAME, PairState.DIFFERENT],
}
ORIGINS = {"impor": True, "register": False}
ANSWERS = {"sama": PairState.SAME, "beda": PairState.DIFFERENT, "nanti": PairState.LATER}


@door(allow="import.run")
@require_safe
def pairs(request: HttpRequest) -> HttpResponse:
    """The most alike first; everybody named on the page is entered."""
    actor, get = actor_of(request), request.GET.get
    chosen = {
        "keadaan": get("keadaan", "") if get("keadaan", "") in STATES else "",
        "asal": get("asal", "") if get("asal", "") in ORIGINS else "",
    }
    detail = {"list": "pairs"}
    with reading(by=actor, purpose=actions.PURPOSE, facts=COMPARED, detail=detail) as note:
        found = _narrowed(actor, chosen)
        after, before = (_edge(actor, get(name, "")) for name in (paging.AFTER, paging.BEFORE))
        turned = paging.turn(found, by=("distance", "id"), after=after, before=before)
        total, rows = found.count(), _rows(turned.rows)
        note.saw(key for pair in turned.rows for key in (pair.person_id, pair.other_id) if key)
    urls = turned.urls(reverse("office:pairs"), chosen)
    states = [("", _("Menunggu")), ("nanti", _("Nanti")), ("diputuskan", _("Sudah diputuskan"))]
    origins = [("impor", _("Baris impor")), ("register", _("Dua catatan di register"))]
    context = {"rows": rows, "total": total, "chosen": chosen, "states": states, "origins": origins, **urls}
    return show(request, "office/pairs.html", context)


def _mine(actor: Actor) -> QuerySet[SuspectedPair]:
    return SuspectedPair.objects.within(actor.areas)


def _narrowed(actor: Actor, chosen: dict[str, str]) -> QuerySet[SuspectedPair]:
    found = _mine(actor).filter(state__in=STATES[chosen["keadaan"]])
    if chosen["asal"]:
        found = found.filter(other_id__isnull=ORIGINS[chosen["asal"]])
    return found.order_by("distance", "id")


def _edge(actor: Actor, text: str) -> SuspectedPair | None:
    try:
        return _mine(actor).filter(pk=UUID(text)).first()
    except ValueError:
        return None


def _rows(found: list[SuspectedPair]) -> list[dict]:
    """Names and birth dates; of a row of an extract what it said."""
    wanted = {key for pair in found for key in (pair.person_id, pair.other_id) if key}
    people = Person.objects.in_bulk(list(wanted))
    gone = _("tidak ada lagi")
    rows = []
    for pair in found:
        person, other = people.get(pair.person_id), people.get(pair.other_id) if pair.other_id else None
        said = (pair.row or {}).get("name", _("baris impor (isinya sudah dilupakan)"))
        name = str(said) if pair.is_of_import else other.name if other else gone
        rows.append({"pair": pair, "person": person, "one": person.name if person else gone, "other": name})
    return rows


@door(allow="import.run")
@require_http_methods(["GET", "HEAD", "POST"])
def pair(request: HttpRequest, pair_id: UUID) -> HttpResponse:
    """Both side by side, and the three answers."""
    actor = actor_of(request)
    if request.method == "POST":
        try:
            answer = ANSWERS.get(request.POST.get("jawab", ""), "")
            actions.decide(
                by=actor, pair_id=_known(actor, pair_id), answer=answer, note=request.POST.get("catatan", "")
            )
        except HouseError as error:
            return _page(request, actor, pair_id, problem=str(error))
        messages.success(request, _("Jawaban dicatat."))
        return redirect("office:pairs")
    return _page(request, actor, pair_id)


def _known(actor: Actor, pair_id: UUID) -> UUID:
    """A pair of another area does not exist here."""
    with reading(by=actor, purpose=actions.PURPOSE):
        if not _mine(actor).filter(pk=pair_id).exists():
            raise Http404
    return pair_id


def _page(request: HttpRequest, actor: Actor, pair_id: UUID, *, problem: str = "") -> HttpResponse:
    with reading(by=actor, purpose=actions.PURPOSE, facts=COMPARED) as note:
        found = _mine(actor).filter(pk=pair_id).first()
        if found is None:
            raise Http404
        one, other = sides(found)
        shown = lines(one, other)
        note.saw(key for key in (found.person_id, found.other_id) if key)
    final = found.is_of_import and found.state in (PairState.SAME, PairState.DIFFERENT)
    context = {"p": found, "lines": shown, "both": bool(one and other), "final": final, "problem": problem,
               "typed": request.POST.get("catatan", "")[:300]}  # fmt: skip
    return show(request, "office/pair.html", context, status=422 if problem else 200)


@door(allow="import.run")
@require_POST
def look(request: HttpRequest) -> HttpResponse:
    """Have the worker look through the register; it does so by itself every week."""
    try:
        with transaction.atomic():
            queue.configure_task(FIND, queue="registry", queueing_lock=FIND, allow_unknown=True).defer()
        messages.success(request, _("Pencarian dimulai. Muat ulang halaman ini beberapa saat lagi."))
    except AlreadyEnqueued:
        messages.info(request, _("Pencarian sudah menunggu giliran."))
    return redirect("office:pairs")

"""Searching people and cases. The words travel in the body of the request: a name or NIK never stands in an address."""

import re
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from sebayu.core import facts
from sebayu.core.cases import lists, perms
from sebayu.core.cases.models import Case
from sebayu.core.identity import perms as posts
from sebayu.core.identity.acting import actor_of
from sebayu.core.identity.doors import OFFICER, door
from sebayu.core.ledger import Actor, Purpose
from sebayu.core.ledger.errors import Forbidden
from sebayu.core.registry import find
from sebayu.web import formats
from sebayu.web.desk.filters import Filters
from sebayu.web.desk.frame import show
from sebayu.web.desk.present import inbox
from sebayu.web.portal.present.words import rt_rw

NUMBER = re.compile(r"^[A-Za-z][A-Za-z0-9.]*[-/][A-Za-z0-9./-]{1,38}$")
MOST, MOST_AREAS = 20, 3


@dataclass(frozen=True)
class Found:
    """A resident, told apart from others of the same name, with the running cases this officer may see."""

    id: UUID
    name: str
    nik: str
    born: str
    where: str
    note: str
    cases: list[Case]


@door(allow=OFFICER)
@require_http_methods(["GET", "HEAD", "POST"])
def search(request: HttpRequest) -> HttpResponse:
    """A case by its number, or people by name or NIK inside my own areas."""
    actor = actor_of(request)
    text = request.POST.get("q", "").strip()[:100]
    trouble, people, rows = "", [], []
    if text and NUMBER.match(text):
        cases = by_number(actor, text)
        if len(cases) == 1:
            return redirect("desk:case", cases[0].id)
        rows = inbox.groups(cases, name="", actor=actor, filters=Filters())
        with lists.listing(actor, _("Mencari urusan menurut nomor")) as note:
            note.saw(lists.subject_ids(cases))
    if text and not rows:
        people, trouble = look_up(actor, text)
    context = {
        "text": text,
        "people": people,
        "groups": rows,
        "trouble": trouble,
        "may_help": posts.can_assist(actor),
        "asked": request.method == "POST",
    }
    return show(request, "desk/search.html", context)


def by_number(actor: Actor, text: str) -> list[Case]:
    """Cases whose number begins like this, of my desks and offices."""
    mine = Q(desk__in=actor.desks) | Q(office_key__in=lists.staff_offices(actor))
    found = (
        Case.objects.filter(mine, number__startswith=text.upper())
        .only(*lists.COLUMNS)
        .order_by("number")[:MOST]
    )
    return [case for case in found if perms.can_see(actor, case)]


def look_up(actor: Actor, text: str) -> tuple[list[Found], str]:
    """Residents of my areas and why there may be none; each area searched is one entry in the ledger."""
    if not posts.can(actor, "registry.search"):
        return [], _("Jabatan Anda tidak mencari penduduk. Cari dengan nomor urusan, misalnya MTR-26-0412.")
    hits: dict[UUID, find.Hit] = {}
    purpose = Purpose(_("Mencari penduduk di meja kerja"), lists.BASIS)
    try:
        for area in widest(actor.areas)[:MOST_AREAS]:
            hits |= {h.id: h for h in find.look_up(text, by=actor, purpose=purpose, area=area, limit=MOST)}
    except Forbidden as error:
        return [], str(error)
    best = sorted(hits.values(), key=lambda h: -h.score)[:MOST]
    return [_found(h, cases) for h, cases in _with_cases(actor, best)], ""


def widest(areas: frozenset[str]) -> list[str]:
    """Areas that lie in no other of them."""
    return sorted(a for a in areas if not any(a != other and a.startswith(f"{other}.") for other in areas))


def _with_cases(actor: Actor, hits: list[find.Hit]) -> list[tuple[find.Hit, list[Case]]]:
    """Each hit with the running cases about that person; one query for all."""
    running = Case.objects.running().filter(subject_id__in=[h.id for h in hits]).only(*lists.COLUMNS)
    mine: dict[UUID, list[Case]] = {}
    for case in running.order_by("-opened_at")[: MOST * 5]:
        if perms.is_colleague(actor, case):
            mine.setdefault(case.subject_id, []).append(case)
    return [(h, mine.get(h.id, [])) for h in hits]


def _found(hit: find.Hit, cases: list[Case]) -> Found:
    note = ""
    if not hit.alive:
        note = _("Tercatat telah meninggal")
    elif hit.moved_out_at:
        note = _("Tercatat pindah %(d)s") % {"d": formats.day(hit.moved_out_at)}
    return Found(
        id=hit.id,
        name=hit.name,
        nik=facts.mask("person.nik", hit.nik) if hit.nik else _("tanpa NIK"),
        born=formats.day(hit.birth_date) if hit.birth_date else "",
        where=rt_rw(hit.rt, hit.rw),
        note=note,
        cases=cases,
    )

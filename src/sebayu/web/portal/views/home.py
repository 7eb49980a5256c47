"""The front page, and the list of services."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sebayu.core.cases.models import Case
from sebayu.core.documents.enums import State
from sebayu.core.documents.models import Document
from sebayu.core.identity.doors import PUBLIC, door
from sebayu.core.ledger import Actor
from sebayu.core.services import Service, catalogue
from sebayu.web import formats
from sebayu.web.components import RowLink
from sebayu.web.portal import situations, who
from sebayu.web.portal.holders import titles_of
from sebayu.web.portal.present import case as case_page
from sebayu.web.portal.present import words

SAMPLES = 3
SOON = timedelta(days=30)


@dataclass(frozen=True)
class HomePage:
    greeting: str
    query: str
    samples: list[str]
    found: list[RowLink]
    cases: list[RowLink]
    ready: list[RowLink]
    situations: list[situations.Situation]


@door(allow=PUBLIC)
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Search first, then what is running, then what we prepared, then life."""
    actor = who.citizen(request)
    query = request.GET.get("q", "").replace("\0", "").strip()[:200]
    services = catalogue.all()
    view = HomePage(
        greeting=_greeting(request),
        query=query,
        samples=[] if query else _samples(services),
        found=[service_row(s) for s in catalogue.search(query)[:12]] if query else [],
        cases=_running(actor) if actor and not query else [],
        ready=_ready(actor) if actor and not query else [],
        situations=situations.used_by(services),
    )
    return render(request, "portal/home.html", {"view": view})


def _greeting(request: HttpRequest) -> str:
    if not request.user.is_authenticated:
        return _("Satu pintu untuk semua urusan Anda")
    return f"{formats.greeting()}, {request.user.name}."


def _samples(services: list[Service]) -> list[str]:
    """Words people really use, from the declarations themselves."""
    return [s.words[0] for s in services if s.words and not s.obsolete][:SAMPLES]


def _running(actor: Actor) -> list[RowLink]:
    found = list(Case.objects.of_person(actor.subject_id).running()[:6])
    titles = titles_of(found)
    return [
        case_page.row(case, situations.icon_for(case.service_key), titles.get(case.desk, ""))
        for case in found
    ]


def _ready(actor: Actor) -> list[RowLink]:
    """Letters that will soon run out, with the way to the next one."""
    today = timezone.localdate()
    ending = Document.objects.of_person(actor.subject_id).filter(
        state=State.SIGNED, valid_until__range=(today, today + SOON)
    )[:4]
    return [
        RowLink(
            document.title,
            reverse("portal:letter", args=[document.id]),
            _("Berlaku sampai %(day)s. Perpanjangannya tinggal satu ketukan.")
            % {"day": formats.day(document.valid_until)},
            "clock",
        )
        for document in ending
    ]


def service_row(service: Service) -> RowLink:
    if service.obsolete:
        return RowLink(
            service.title,
            _address(service),
            _("Tidak perlu surat ini lagi."),
            situations.icon_of(service),
            badge=("ok", _("Tidak perlu")),
        )
    return RowLink(
        service.title, _address(service), f"{service.summary} {_effort(service)}", situations.icon_of(service)
    )


def _address(service: Service) -> str:
    return reverse("portal:service", args=[service.key])


def _effort(service: Service) -> str:
    asks = len(service.asks)
    return (
        _("Tanpa pertanyaan.")
        if not asks
        else _("Paling banyak %(n)s pertanyaan.") % {"n": words.count(asks)}
    )


@door(allow=PUBLIC)
@require_safe
def services(request: HttpRequest) -> HttpResponse:
    """Every service, or those of one situation of life."""
    every = catalogue.all()
    chosen = request.GET.get("keadaan", "")
    known = situations.used_by(every)
    current = next((s for s in known if s.key == chosen), None)
    items = [s for s in every if not current or current.key in s.situations]
    view: dict[str, Any] = {
        "title": current.title if current else _("Semua layanan"),
        "text": current.text if current else _("Semua gratis, dan semuanya sudah tahu data Anda."),
        "situations": known,
        "chosen": current.key if current else "",
        "items": [service_row(s) for s in sorted(items, key=lambda s: (bool(s.obsolete), s.title))],
    }
    return render(request, "portal/services.html", {"view": view})

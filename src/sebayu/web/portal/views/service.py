"""The one screen that is the product: what you get, what we know, what only you know, why, and one button."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sebayu.core.cases import actions
from sebayu.core.cases.errors import AnswersMissing
from sebayu.core.exchange.gathering import gather
from sebayu.core.exchange.models import Evidence
from sebayu.core.identity.doors import CITIZEN, PUBLIC, door
from sebayu.core.ledger import Actor, Purpose
from sebayu.core.ledger.errors import HouseError
from sebayu.core.services import Service
from sebayu.web.portal import who
from sebayu.web.portal.choosing import Chooser, chooser
from sebayu.web.portal.evidence import active, own_evidence, purpose_of
from sebayu.web.portal.forms import RoleForm
from sebayu.web.portal.present import service as page
from sebayu.web.portal.present import words
from sebayu.web.portal.statement import ask_form, ask_whom, common, statement, unconditional


@door(allow=PUBLIC)
@require_safe
def service(request: HttpRequest, key: str) -> HttpResponse:
    """A statement for who is known here, a notice for who is not, and for what no law asks any more: that it is not needed."""
    found = active(key)
    if found.obsolete:
        return render(request, "portal/obsolete.html", {"view": _obsolete(found)})
    actor = who.citizen(request)
    if actor is None:
        return render(request, "portal/service_public.html", {"view": _public(request, found)})
    purpose = purpose_of(found)
    picks = chooser(found, actor, purpose)
    roles = picks.defaults()
    if roles is None:
        return ask_whom(request, found, picks, picks.form())
    evidence = gather(service=found, roles=roles, by=actor, purpose=purpose)
    return statement(request, found, picks, evidence, picks.form())


@door(allow=CITIZEN)
@require_POST
def ask_for(request: HttpRequest, key: str) -> HttpResponse:
    """Pick whom it is about, or open the case. What was typed survives every refusal."""
    found = active(key)
    if found.obsolete:
        return redirect("portal:service", key)
    actor = who.me(request)
    purpose = purpose_of(found)
    picks = chooser(found, actor, purpose)
    form = picks.form(request.POST)
    if request.POST.get("step") == "roles":
        return _pick(request, found, picks, form, purpose)
    evidence = _evidence(request, found, actor, purpose)
    if evidence is None:
        notice = _("Datanya kami ambil lagi karena halaman ini lama terbuka.")
        return _pick(request, found, picks, form, purpose, notice)
    if picks.differs(form, evidence):
        notice = _("Anda memilih yang lain. Ini datanya; periksa dulu, lalu tekan lagi.")
        return _pick(request, found, picks, form, purpose, notice)
    return _open(request, found, picks, evidence, form if form.is_valid() else picks.form())


def _pick(
    request: HttpRequest, found: Service, picks: Chooser, form: RoleForm, purpose: Purpose, notice: str = ""
) -> HttpResponse:
    """Gather for whoever was picked. With `notice` the page had grown stale: what was typed on it is kept."""
    roles = picks.picked(form) if form.is_valid() else picks.defaults() if notice else None
    if roles is None:
        return ask_whom(request, found, picks, form, status=422)
    try:
        evidence = gather(service=found, roles=roles, by=picks.actor, purpose=purpose)
        if doubtful := picks.doubtful(form, evidence.facts()):
            roles = {name: ref for name, ref in roles.items() if name not in doubtful}
            evidence = gather(service=found, roles=roles, by=picks.actor, purpose=purpose)
    except HouseError as error:
        return ask_whom(request, found, picks, form, status=422, errors=[str(error)])
    return statement(request, found, picks, evidence, form, notice=notice, typed=request.POST)


def _evidence(request: HttpRequest, found: Service, actor: Actor, purpose: Purpose) -> Evidence | None:
    """The evidence shown on the page, if it still is this person's and this service's."""
    try:
        key = UUID(request.POST.get("evidence", ""))
    except ValueError:
        return None
    return own_evidence(actor, found, key, purpose)


def _open(
    request: HttpRequest, found: Service, picks: Chooser, evidence: Evidence, roles: RoleForm
) -> HttpResponse:
    form = ask_form(found, picks, evidence, request.POST)
    try:
        case = actions.open_case(
            by=picks.actor,
            service_key=found.key,
            evidence_id=evidence.pk,
            answers=form.answers(),
            candidates={ask.key: {value for value, _label in picks.members} for ask in form.asks},
        )
    except AnswersMissing as error:
        form.refuse(error.params["errors"])
        return statement(request, found, picks, evidence, roles, asks=form, status=422)
    except HouseError as error:
        return statement(
            request, found, picks, evidence, roles, asks=form, errors=[str(error)], status=error.status
        )
    return redirect("portal:case", case.pk)


def _public(request: HttpRequest, found: Service) -> page.ServicePage:
    """For who is not logged in: the whole notice, nothing personal."""
    hint = unconditional(found)
    sources = page.grouped_needs(found)
    logged_in = request.user.is_authenticated
    return page.ServicePage(
        **{**common(found), "basis_note": _("Dasar: %(law)s.") % {"law": found.basis}},
        lede=found.summary
        if not logged_in
        else _(
            "%(s)s Akun ini belum terhubung dengan catatan penduduk; petugas kelurahan atau desa dapat menghubungkannya."
        )
        % {"s": found.summary},
        gets=page.gets(found, None, "", ""),
        sources=sources,
        known_note=_("dari %(n)s sumber") % {"n": words.count(len(sources))},
        asks=[(ask.label, ask.because) for ask in found.asks.values()],
        asks_note=words.asks(len(found.asks)),
        reasons=[page.Reason(None, clause.because, clause.cite) for clause in found.entitled],
        tip=hint.text if hint else "",
        tip_cite=hint.cite if hint else "",
        login_url="" if logged_in else f"{reverse('login:choose')}?next={request.path}",
    )


def _obsolete(found: Service) -> dict[str, Any]:
    gone = found.obsolete
    assert gone
    return {
        **common(found),
        "because": gone.because,
        "summary": found.summary,
        "law": f"{gone.law} {gone.article}",
        "door": gone.door.label,
        "door_url": gone.door.url,
        "note": gone.note,
    }

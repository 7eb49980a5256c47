"""The one screen that is the product: what you get, what we know, what only you know, why, and one button."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sebayu.core import services
from sebayu.core.cases import actions, flow
from sebayu.core.cases.desks import Address, desk_of
from sebayu.core.cases.errors import AnswersMissing, NoOffice
from sebayu.core.exchange.gathering import gather
from sebayu.core.exchange.models import Evidence
from sebayu.core.identity.doors import CITIZEN, PUBLIC, door
from sebayu.core.ledger import Actor, Purpose
from sebayu.core.ledger.errors import HouseError
from sebayu.core.services import Service
from sebayu.web.components import Letter
from sebayu.web.portal import drafts, situations, who
from sebayu.web.portal.choosing import Chooser, chooser
from sebayu.web.portal.evidence import active, filled, own_evidence, purpose_of
from sebayu.web.portal.forms import AskForm, RoleForm
from sebayu.web.portal.present import facts as fact_rows
from sebayu.web.portal.present import service as page
from sebayu.web.portal.present import words


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
        return _ask_whom(request, found, picks, picks.form())
    evidence = gather(service=found, roles=roles, by=actor, purpose=purpose)
    return _statement(request, found, picks, evidence, picks.form())


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
        return _pick(
            request,
            found,
            picks,
            form,
            purpose,
            notice=_("Datanya kami ambil lagi karena halaman ini lama terbuka."),
        )
    return _open(request, found, picks, evidence)


def _pick(
    request: HttpRequest, found: Service, picks: Chooser, form: RoleForm, purpose: Purpose, notice: str = ""
) -> HttpResponse:
    """Gather for whoever was picked. With `notice` the page had grown stale: what was typed on it is kept."""
    roles = picks.picked(form) if form.is_valid() else picks.defaults() if notice else None
    if roles is None:
        return _ask_whom(request, found, picks, form, status=422)
    try:
        evidence = gather(service=found, roles=roles, by=picks.actor, purpose=purpose)
    except HouseError as error:
        return _ask_whom(request, found, picks, form, status=422, errors=[str(error)])
    return _statement(
        request, found, picks, evidence, form, notice=notice, typed=request.POST if notice else None
    )


def _evidence(request: HttpRequest, found: Service, actor: Actor, purpose: Purpose) -> Evidence | None:
    """The evidence shown on the page, if it still is this person's and this service's."""
    try:
        key = UUID(request.POST.get("evidence", ""))
    except ValueError:
        return None
    return own_evidence(actor, found, key, purpose)


def _open(request: HttpRequest, found: Service, picks: Chooser, evidence: Evidence) -> HttpResponse:
    asks = services.questions(found, evidence.facts(), on=timezone.localdate())
    form = AskForm(asks, request.POST, choices=_people(asks, picks))
    try:
        case = actions.open_case(
            by=picks.actor,
            service_key=found.key,
            evidence_id=evidence.pk,
            answers=form.answers(),
            candidates={ask.key: {value for value, _label in picks.members} for ask in asks},
        )
    except AnswersMissing as error:
        form.refuse(error.params["errors"])
        return _statement(request, found, picks, evidence, picks.form(), asks=form, status=422)
    except HouseError as error:
        return _statement(
            request, found, picks, evidence, picks.form(), asks=form, errors=[str(error)], status=error.status
        )
    return redirect("portal:case", case.pk)


def _people(asks: Sequence[services.Ask], picks: Chooser) -> dict[str, Any]:
    return {ask.key: picks.members for ask in asks if ask.kind in {"member", "person"}}


def _common(found: Service) -> dict[str, Any]:
    situation = situations.of(found.situations[0]) if found.situations else None
    return {
        "title": found.title,
        "gets_text": _(", bertanda tangan elektronik, tersimpan di sini dan dapat diunduh kapan saja."),
        "button": _("Minta surat ini"),
        "basis_note": page.basis_note(found),
        "copies": [words.copy(key) for key in found.replaces],
        "back": situation.title if situation else _("Semua layanan"),
        "back_url": reverse("portal:services") + (f"?keadaan={situation.key}" if situation else ""),
    }


def _ask_whom(
    request: HttpRequest,
    found: Service,
    picks: Chooser,
    form: RoleForm,
    *,
    status: int = 200,
    errors: Sequence[str] = (),
) -> HttpResponse:
    nobody = [name for name, people in picks.options.items() if people == [] and not picks._optional(name)]
    notices = [
        (
            "warn",
            "people",
            _(
                "Tidak ada anggota Kartu Keluarga Anda yang sesuai. Petugas kelurahan atau desa dapat membantu."
            ),
        )
    ]
    view = page.ServicePage(
        **_common(found),
        lede=_("%(summary)s Sebutkan dulu siapa; datanya kami ambil sendiri.") % {"summary": found.summary},
        gets=page.gets(found, _due(found), "", ""),
        choices=list(form),
        hold=True,
        errors=errors,
        notices=notices if nobody else (),
    )
    return render(request, "portal/service.html", {"view": view, "service": found}, status=status)


def _statement(
    request: HttpRequest,
    found: Service,
    picks: Chooser,
    evidence: Evidence,
    roles: RoleForm,
    *,
    asks: AskForm | None = None,
    typed: Any = None,
    errors: Sequence[str] = (),
    notice: str = "",
    status: int = 200,
) -> HttpResponse:
    today = timezone.localdate()
    known = evidence.facts()
    open_asks = services.questions(found, known, on=today)
    form = asks or AskForm(open_asks, choices=_people(open_asks, picks))
    if typed is not None:
        form.initial = {name: typed.get(name, "") for name in form.fields}
    decision = services.decide(found, known, on=today, evidence_complete=evidence.complete)
    rows = fact_rows.known(evidence, found, _wrong_url(evidence))
    waiting = fact_rows.waiting(evidence, found, [ask.answers for ask in open_asks])
    heading, note = page.why(decision)
    giver, giver_note = _giver(found, known)
    not_needed = found.maybe_not_needed if services.may_not_be_needed(found, known, on=today) else None
    dead = known.get("person.alive") is False
    view = page.ServicePage(
        **_common(found),
        lede=page.lede(decision, len(open_asks), len(waiting)),
        gets=page.gets(found, _due(found), giver, giver_note),
        evidence_key=str(evidence.pk),
        known=rows,
        known_note=page.known_note(rows),
        waiting=waiting,
        choices=list(roles),
        questions=page.questions(form),
        asks_note=words.asks(len(open_asks)),
        reasons=[*page.reasons(decision, _wrong_url(evidence)), *_asked_of_others(found, evidence)],
        why=heading,
        why_note=note,
        draft=_draft(found, evidence),
        tip=not_needed.text if not_needed else "",
        tip_cite=not_needed.cite if not_needed else "",
        errors=[
            *errors,
            *(
                [_("Ada jawaban yang perlu dibetulkan. Yang sudah Anda isi tidak hilang.")]
                if form.errors
                else []
            ),
        ],
        notices=[
            ("info", "info", text)
            for text in (*fact_rows.strangers(evidence, found), *([notice] if notice else []))
        ],
        hold=dead,
    )
    return render(request, "portal/service.html", {"view": view, "service": found}, status=status)


def _asked_of_others(found: Service, evidence: Evidence) -> list[page.Reason]:
    """Whom we will ask after the tap, and what: the citizen need not."""
    known = evidence.facts()
    steps = services.plan_steps(
        found, known, evidence_complete=evidence.complete, area_kind="", on=timezone.localdate()
    )
    return [
        page.Reason(
            None,
            _("Kami yang bertanya kepada %(who)s setelah Anda menekan tombol: %(question)s")
            % {
                "who": words.ketua(step.by, known.get("person.rt") or "", known.get("person.rw") or ""),
                "question": filled(step.question, evidence)[0],
            },
            str(found.basis),
        )
        for step in steps
        if step.kind == "attest"
    ]


def _draft(found: Service, evidence: Evidence) -> Letter | None:
    """The letter as it would look: never one that shows a stranger's data."""
    if not drafts.can_be_drawn(found, evidence):
        return None
    src = reverse("portal:draft", args=[found.key, evidence.pk])
    alt = _("Konsep %(title)s, belum ditandatangani") % {"title": found.title}
    return Letter(src, alt, src, _("Begini surat Anda nanti. Nomor, QR, dan tanda tangan diisi saat terbit."))


def _wrong_url(evidence: Evidence) -> Any:
    def url(path: str) -> str:
        return f"{reverse('portal:wrong', args=[path])}?bukti={evidence.pk}"

    return url


def _due(found: Service) -> Any:
    return flow.deadline(found, timezone.now())


def _giver(found: Service, known: Mapping[str, Any]) -> tuple[str, str]:
    """The post that will sign, and the office."""
    by = next((step.by for step in found.steps if step.kind == "sign"), "head")
    address = Address(
        known.get("person.area_code") or "", known.get("person.rt") or "", known.get("person.rw") or ""
    )
    if not address.area_code:
        return _("Kelurahan atau desa Anda"), ""
    try:
        desk = desk_of(by, address, timezone.localdate())
    except NoOffice:
        return _("Kelurahan atau desa Anda"), ""
    return desk.title or desk.office_name, desk.office_name if desk.title else ""


def _public(request: HttpRequest, found: Service) -> page.ServicePage:
    """For who is not logged in: the whole notice, nothing personal."""
    hint = found.maybe_not_needed
    sources = page.grouped_needs(found)
    logged_in = request.user.is_authenticated
    return page.ServicePage(
        **{**_common(found), "basis_note": _("Dasar: %(law)s.") % {"law": found.basis}},
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
        **_common(found),
        "because": gone.because,
        "summary": found.summary,
        "law": f"{gone.law} {gone.article}",
        "door": gone.door.label,
        "door_url": gone.door.url,
        "note": gone.note,
    }

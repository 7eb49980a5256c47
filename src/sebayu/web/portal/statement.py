"""Putting the statement together: from a service, its evidence and what was picked to the page a citizen reads."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from sebayu.core import services
from sebayu.core.cases import flow
from sebayu.core.cases.desks import Address, desk_of
from sebayu.core.cases.errors import NoOffice
from sebayu.core.exchange.models import Evidence
from sebayu.core.services import Service
from sebayu.web.components import Letter
from sebayu.web.portal import drafts, situations
from sebayu.web.portal.choosing import Chooser
from sebayu.web.portal.evidence import PLACE, filled
from sebayu.web.portal.forms import AskForm, RoleForm
from sebayu.web.portal.present import facts as fact_rows
from sebayu.web.portal.present import service as page
from sebayu.web.portal.present import words


def people(asks: Sequence[services.Ask], picks: Chooser) -> dict[str, Any]:
    return {ask.key: picks.members for ask in asks if ask.kind in {"member", "person"}}


def common(found: Service) -> dict[str, Any]:
    situation = situations.of(found.situations[0]) if found.situations else None
    return {
        "title": found.title,
        "gets_text": _(", bertanda tangan elektronik, tersimpan di sini dan dapat diunduh kapan saja."),
        "basis_note": page.basis_note(found),
        "copies": [words.copy(key) for key in found.replaces],
        "back": situation.title if situation else _("Semua layanan"),
        "back_url": reverse("portal:services") + (f"?keadaan={situation.key}" if situation else ""),
    }


def ask_whom(
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
    hint = unconditional(found)
    view = page.ServicePage(
        **common(found),
        lede=_("%(summary)s Sebutkan dulu siapa; datanya kami ambil sendiri.") % {"summary": found.summary},
        gets=page.gets(found, _due(found), "", ""),
        choices=list(form),
        hold=True,
        errors=errors,
        notices=notices if nobody else (),
        tip=hint.text if hint else "",
        tip_cite=hint.cite if hint else "",
    )
    return render(request, "portal/service.html", {"view": view, "service": found}, status=status)


def statement(
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
    """The page itself. `asks` is a form that came back with errors, `typed` what stood in one that has grown stale."""
    form = asks or ask_form(found, picks, evidence)
    if typed is not None:
        form.initial = {name: typed.get(name, "") for name in form.fields}
    told = fact_rows.tellable(evidence, found)
    said = [*errors]
    if form.errors:
        said.append(_("Ada jawaban yang perlu dibetulkan. Yang sudah Anda isi tidak hilang."))
    view = page.ServicePage(
        **common(found),
        **_known(found, evidence),
        **_judged(found, evidence, told, form),
        evidence_key=str(evidence.pk),
        gets=page.gets(found, _due(found), *_giver(found, told)),
        choices=list(roles) if picks.is_choice else (),
        questions=page.questions(form),
        asks_note=words.asks(len(form.asks)),
        errors=said,
        notices=[("info", "info", text) for text in (*fact_rows.strangers(found), *filter(None, [notice]))],
        hold=told.get("person.alive") is False,
    )
    return render(request, "portal/service.html", {"view": view, "service": found}, status=status)


def ask_form(found: Service, picks: Chooser, evidence: Evidence, data: Any = None) -> AskForm:
    """The questions that remain for this person; a condition on a stranger's fact counts as not settled."""
    asks = services.questions(found, fact_rows.tellable(evidence, found), on=timezone.localdate())
    return AskForm(asks, data, choices=people(asks, picks))


def _known(found: Service, evidence: Evidence) -> dict[str, Any]:
    rows = fact_rows.known(evidence, found, _wrong_url(evidence))
    return {"known": rows, "known_note": page.known_note(rows)}


def _judged(found: Service, evidence: Evidence, told: Mapping[str, Any], form: AskForm) -> dict[str, Any]:
    """Entitled or not, with reasons; what nobody knows yet; the picture, unless the answer would be no."""
    today = timezone.localdate()
    decision = services.decide(found, told, on=today)
    refused = decision.outcome == "no"
    waiting = fact_rows.waiting(evidence, found, [ask.answers for ask in form.asks])
    heading, note = page.why(decision)
    hint = found.maybe_not_needed if services.may_not_be_needed(found, told, on=today) else None
    parts: dict[str, Any] = {
        "lede": page.lede(decision, len(form.asks), len(waiting)),
        "waiting": waiting,
        "reasons": [*page.reasons(found, decision, _wrong_url(evidence)), *_asked_of_others(found, evidence)],
        "why": heading,
        "why_note": note,
        "draft": None if refused else _draft(found, evidence),
        "tip": hint.text if hint else "",
        "tip_cite": hint.cite if hint else "",
        "firmly": not refused,
        "button": _("Tetap minta, biar petugas memeriksa") if refused else _("Minta surat ini"),
    }
    return parts


def _asked_of_others(found: Service, evidence: Evidence) -> list[page.Reason]:
    """Whom we will ask after the tap: the citizen need not."""
    known = evidence.facts()
    steps = services.plan_steps(
        found, known, evidence_complete=evidence.complete, area_kind="", on=timezone.localdate()
    )
    said = [
        page.Reason(None, _("%(who)s dimintai persetujuan dulu, karena datanya ikut dimuat.") % {"who": found.roles[step.of].label.rstrip("?")}, "UU 27/2022 pasal 20")
        for step in steps if step.kind == "consent"
    ]  # fmt: skip
    for step in (s for s in steps if s.kind == "attest"):
        who = words.ketua(step.by, known.get("person.rt") or "", known.get("person.rw") or "")
        text = _("Kami yang bertanya kepada %(who)s setelah Anda menekan tombol.") % {"who": who}
        if all(path in known for path in PLACE.findall(step.question)):
            text += f" “{filled(step.question, evidence)[0]}”"
        said.append(page.Reason(None, text, str(found.basis)))
    return said


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


def unconditional(found: Service) -> services.MaybeNotNeeded | None:
    """Said to everybody only where it holds for everybody: of a visitor no condition is known."""
    hint = found.maybe_not_needed
    return hint if hint and not hint.when else None

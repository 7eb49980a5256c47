"""My cases, one case, answering a question, withdrawing."""

from datetime import timedelta
from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sebayu.core.calendar import working_days
from sebayu.core.cases import actions, deciding, perms
from sebayu.core.cases.actions.consent import UNCONSENTED
from sebayu.core.cases.enums import CaseState, EventKind
from sebayu.core.cases.errors import AnswersMissing
from sebayu.core.cases.models import Case
from sebayu.core.identity.doors import CITIZEN, door
from sebayu.core.ledger import Actor
from sebayu.core.satisfaction import links
from sebayu.core.services import catalogue
from sebayu.web import formats
from sebayu.web.components import Letter, Pager
from sebayu.web.portal import drafts, situations, who
from sebayu.web.portal.forms import AskForm, CancelForm, ReplyForm
from sebayu.web.portal.holders import titles_of
from sebayu.web.portal.present import case as case_page
from sebayu.web.portal.present import service as service_page

PAGE = 20
FRESH = timedelta(minutes=2)


@door(allow=CITIZEN)
@require_safe
def cases(request: HttpRequest) -> HttpResponse:
    """Running ones all, ended ones by page."""
    mine = Case.objects.of_person(who.me(request).subject_id)
    running = list(mine.running()[:50])
    titles = titles_of(running)
    page = Paginator(mine.exclude(state__in=["open", "waiting_citizen"]), PAGE).get_page(
        request.GET.get("hal")
    )
    view = {
        "running": [
            case_page.row(c, situations.icon_for(c.service_key), titles.get(c.desk, "")) for c in running
        ],
        "done": [case_page.row(c, situations.icon_for(c.service_key)) for c in page],
        "pager": Pager.of(page, request),
        "noun": _("urusan"),
    }
    return render(request, "portal/cases.html", {"view": view})


def own_case(actor: Actor, case_id: UUID) -> Case:
    """The case if it is theirs; a stranger's case does not exist."""
    case = Case.objects.filter(pk=case_id).first()
    if case is None or not perms.is_own(actor, case):
        raise Http404
    return case


@door(allow=CITIZEN)
@require_safe
def case(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Where is it, who holds it, when is it done."""
    actor = who.me(request)
    found = own_case(actor, case_id)
    if found.state == CaseState.ISSUED and found.document_id:
        return redirect("portal:letter", found.document_id)
    return _show(request, actor, found)


def _show(
    request: HttpRequest, actor: Actor, case: Case, forms: tuple[AskForm, ReplyForm] | None = None
) -> HttpResponse:
    title = titles_of([case]).get(case.desk, "")
    again = case.state == CaseState.CANCELLED and any(s.key == case.service_key for s in catalogue.all())
    view = case_page.CasePage(
        id=case.id,
        title=case.service_title,
        number=case.number,
        sub=_("Diminta %(when)s") % {"when": formats.near(case.opened_at)},
        badge=case_page.badge(case),
        answers=case_page.answers(case, title=title, worked=_worked(case)),
        moments=case_page.moments(case, case.events.all(), title=title),
        running=case.is_running and case.state == CaseState.OPEN,
        can_cancel=perms.can_cancel(actor, case),
        fresh=_fresh(case),
        ask=_asked(case, forms),
        reason=_reason(case),
        objection=_objection(case),
        again_url=reverse("portal:service", args=[case.service_key]) if again else "",
        draft=_draft(case),
        reasons=case_page.decided(case, deciding.service_of(case.service_version)),
        survey=links.waiting_for(case, by=actor),
    )
    status = 422 if forms else 200
    return render(request, "portal/case.html", {"view": view}, status=status)


def _draft(case: Case) -> Letter | None:
    """The letter to be, while it can still be put right; never one that shows a stranger's data."""
    service = next((s for s in catalogue.all() if s.key == case.service_key), None)
    if (
        not case.is_running
        or service is None
        or service.version != case.service_version
        or not drafts.is_ours(service)
    ):
        return None
    src = reverse("portal:draft", args=[case.service_key, case.evidence_id])
    note = _(
        'Konsep surat. Ada yang keliru? Beri tahu lewat "data ini salah" di halaman Data saya sebelum ditandatangani.'
    )
    return Letter(src, _("Konsep surat, belum ditandatangani"), src, note)


def _worked(case: Case) -> tuple[int, int] | None:
    if not case.is_running:
        return None
    whole = working_days.between(case.opened_at, case.due_at)
    used = working_days.between(case.opened_at, min(timezone.now(), case.due_at))
    return round(used.total_seconds() / 3600), round(whole.total_seconds() / 3600)


def _fresh(case: Case) -> str:
    if timezone.now() - case.opened_at > FRESH or case.state != CaseState.OPEN:
        return ""
    return _("Selesai paling lambat %(when)s. Halaman ini boleh ditutup; kami mengabari Anda.") % {
        "when": formats.near(case.due_at)
    }


def _asked(case: Case, forms: tuple[AskForm, ReplyForm] | None) -> case_page.Asked | None:
    """The officer's question, with the answers given so far to correct."""
    if case.state != CaseState.WAITING_CITIZEN:
        return None
    returned = case.events.filter(kind=EventKind.RETURNED).last()
    asks, reply = forms or (_ask_form(case), ReplyForm())
    who = (
        ", ".join(p for p in (returned.who, returned.post, returned.office) if p)
        if returned
        else case.office_name
    )
    return case_page.Asked(
        case.reason or (returned.note if returned else ""),
        who,
        [*service_page.questions(asks), *map(service_page.Question, reply)],
    )


def _ask_form(case: Case, data: object = None) -> AskForm:
    """Text answers may be corrected here; people picked from the family card stay as they were."""
    service = deciding.service_of(case.service_version)
    open_asks = [
        a
        for a in service.asks.values()
        if a.key in case.answers and a.kind not in {"member", "person", "file"}
    ]
    if data is not None:
        return AskForm(open_asks, data)
    form = AskForm(open_asks)
    form.initial = _initial(open_asks, case.answers)
    return form


def _initial(asks: list, answers: dict) -> dict:
    """Stored answers are labels; radios want values."""
    values = {}
    for ask in asks:
        value = answers[ask.key]
        match = next((o.value for o in ask.options if o.label == value), None)
        if ask.kind == "choice" and match is None and ask.other:
            values[ask.key], values[f"{ask.key}_other"] = "other", value
        else:
            values[ask.key] = match or value
    return values


@door(allow=CITIZEN)
@require_POST
def answer(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Answer what the officer asked. Nothing typed is lost when an answer is not accepted."""
    actor = who.me(request)
    case = own_case(actor, case_id)
    asks, reply = _ask_form(case, request.POST), ReplyForm(request.POST)
    if not reply.is_valid():
        return _show(request, actor, case, (asks, reply))
    try:
        actions.answer(by=actor, case_id=case_id, answers=asks.answers(), note=reply.cleaned_data["note"])
    except AnswersMissing as error:
        asks.refuse(error.params["errors"])
        return _show(request, actor, case, (asks, reply))
    return redirect("portal:case", case_id)


def _reason(case: Case) -> tuple[str, str, str, str] | None:
    if case.state == CaseState.REFUSED:
        return "bad", "xc", _("Permintaan ini ditolak"), case.reason
    if case.state == CaseState.CANCELLED and case.reason:
        if case.reason == UNCONSENTED:
            return "idle", "clock", _("Belum disetujui"), _("Orang yang datanya ikut dimuat belum menyetujui sampai batas waktunya. Anda dapat meminta lagi.")  # fmt: skip
        return "idle", "undo", _("Anda membatalkan permintaan ini"), case.reason
    return None


def _objection(case: Case) -> str:
    if case.state != CaseState.REFUSED:
        return ""
    return _(
        "Anda dapat mengajukan keberatan secara tertulis kepada %(office)s dalam 21 hari kerja (UU 30/2014 pasal 77)."
    ) % {"office": case.office_name}


@door(allow=CITIZEN)
@require_http_methods(["GET", "HEAD", "POST"])
def cancel(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Ask once, then withdraw."""
    actor = who.me(request)
    case = own_case(actor, case_id)
    if not perms.can_cancel(actor, case):
        return redirect("portal:case", case_id)
    form = CancelForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.cancel(by=actor, case_id=case_id, reason=form.cleaned_data["reason"])
        return redirect("portal:case", case_id)
    return render(
        request,
        "portal/case_cancel.html",
        {"view": {"id": case.id, "title": case.service_title}, "form": form},
    )

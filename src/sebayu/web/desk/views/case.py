"""One case: look, decide, record what was looked up, take, reopen."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_POST, require_safe

from sebayu.core import facts
from sebayu.core.cases import actions, deciding, perms
from sebayu.core.cases.desks import colleagues
from sebayu.core.cases.enums import StepKind
from sebayu.core.cases.errors import EvidenceIncomplete, LetterAtSigner, MoveNotAllowed, ReasonRequired
from sebayu.core.cases.figures import neighbours
from sebayu.core.cases.history import people_of, purpose_of
from sebayu.core.cases.models import Case
from sebayu.core.documents.enums import ISSUED, State
from sebayu.core.documents.models import Document
from sebayu.core.exchange.models import Evidence
from sebayu.core.exchange.types import Item
from sebayu.core.identity.acting import actor_of
from sebayu.core.identity.doors import OFFICER, door
from sebayu.core.identity.models import Account
from sebayu.core.ledger import Actor
from sebayu.core.ledger.access import reading
from sebayu.core.ledger.errors import HouseError
from sebayu.web.components import Letter
from sebayu.web.desk import filters
from sebayu.web.desk.forms import DecideForm, ReasonForm, RecordForm
from sebayu.web.desk.frame import show
from sebayu.web.desk.present import case as present
from sebayu.web.desk.present import evidence as table
from sebayu.web.portal.present.case import badge

DECIDERS = ["case.check", "case.initial", "case.sign", "case.countersign"]


def found_case(actor: Actor, case_id: UUID) -> Case:
    """The case, if this actor may see it; for everybody else it does not exist."""
    case = Case.objects.filter(pk=case_id).first()
    if case is None or not (perms.can_see(actor, case) or perms.can_look_back(actor, case)):
        raise Http404
    return case


def read_evidence(actor: Actor, case: Case) -> Evidence:
    """The evidence, with its entry: whose facts, which ones, for which case."""
    with reading(by=actor, purpose=purpose_of(case), subjects=people_of(case)) as note:
        evidence = Evidence.objects.get(pk=case.evidence_id)
        note.saw([], (path for path, item in evidence.items.items() if item.usable))
    return evidence


@door(allow=OFFICER)
@require_safe
def case(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Evidence left, decision right. One's own case opens as a citizen's; a ketua RT gets the one question."""
    actor = actor_of(request)
    found = found_case(actor, case_id)
    if perms.is_self_dealing(actor, found):
        return redirect("portal:case", found.id)
    seen_at_work = perms.is_colleague(actor, found) or "auditor" in actor.roles
    if not seen_at_work and not perms.can_look_back(actor, found):
        raise Http404
    if found.step_kind == StepKind.ATTEST and found.desk in actor.desks and found.attest_token:
        return redirect("portal:attest", found.attest_token)
    return page(request, actor, found)


def page(
    request: HttpRequest,
    actor: Actor,
    case: Case,
    *,
    decide: DecideForm | None = None,
    tried: RecordForm | None = None,
    reopen: ReasonForm | None = None,
    trouble: str = "",
    status: int = 200,
) -> HttpResponse:
    """The page of a case, also after an error: what was typed stays."""
    evidence = read_evidence(actor, case)
    offered = present.verdicts(actor, case)
    decide = decide or (
        DecideForm(offered, step=case.step_index, usual=_usual(case, offered)) if offered else None
    )
    view = _view(request, actor, case, evidence, offered, decide, tried)
    context = {
        "view": view,
        "form": decide,
        "reopen": reopen or ReasonForm(),
        "trouble": trouble,
        "words": filters.words(filters.read(request.POST or request.GET)),
    }
    return show(request, "desk/case.html", context, rail=False, status=status)


def _view(
    request: HttpRequest,
    actor: Actor,
    case: Case,
    evidence: Evidence,
    offered: list[str],
    decide: DecideForm | None,
    tried: RecordForm | None,
) -> present.CasePage:
    now = timezone.now()
    narrowed = filters.read(request.POST or request.GET)
    previous, following, place = present.neighbour_urls(neighbours(actor, case, narrowed), narrowed)
    service = deciding.service_of(case.service_version)
    acts = perms.holds(actor, case) and bool(offered)
    rows = table.rows(evidence, service, may_record=acts, tried=tried, wanted=present.undecided(case))
    document = Document.objects.filter(pk=case.document_id).first()
    until, promise = present.due_text(case, now)
    return present.CasePage(
        id=case.id,
        number=case.number,
        name=case.subject_name,
        sub=present.heading(case),
        due=present.remaining(case, now),
        due_text=until,
        promise=promise,
        badge=badge(case),
        place=place,
        previous=previous,
        next=following,
        back=filters.address(reverse("desk:inbox"), narrowed),
        rows=rows,
        missing=sum(1 for row in rows if row.chip is None and row.odd),
        conflicts=[row for row in rows if row.odd and row.others],
        reasons=present.reasons(case),
        outcome=present.outcome(case),
        letter=_letter(case, service.gives is not None and perms.is_colleague(actor, case)),
        letter_url=_letter_url(document),
        moments=present.moments(case, list(case.events.all())),
        choices=present.choices(case, offered, (decide["verdict"].value() if decide else "") or ""),
        signs="sign" in offered,
        note_label=present.note_label(case, offered),
        closed_why="" if offered else present.closed_why(actor, case),
        holder=case.holder_name,
        can_take=acts and case.holder_id != actor.account_id,
        can_record_consent=perms.can_record_consent(actor, case),
        colleagues=_colleagues(actor, case),
        can_reopen=perms.can_reopen(actor, case) and not perms.is_self_dealing(actor, case),
        hanging=bool(document and document.state in (State.UNKNOWN, State.SIGNING)),
        seen=present.seen(case),
    )


def _colleagues(actor: Actor, case: Case) -> list[Account]:
    """To whom the holder may hand it."""
    if not perms.can_hand_over(actor, case):
        return []
    return [one for one in colleagues(case) if one.id != actor.account_id]


def _usual(case: Case, offered: list[str]) -> str:
    """What is chosen beforehand: the usual verdict, unless something stands against it."""
    against = not case.evidence_complete or (case.decision or {}).get("outcome") == "no"
    return "" if against else next(iter(offered), "")


def _letter(case: Case, gives: bool) -> Letter | None:
    if not gives:
        return None
    src = reverse("desk:picture", args=[case.id])
    alt = _("Surat ini sebagai gambar") if case.document_id else _("Konsep surat sebagai gambar")
    return Letter(src, alt, href=f"{src}?besar=1")


def _letter_url(document: Document | None) -> str:
    return reverse("desk:letter", args=[document.id]) if document and document.state in ISSUED else ""


@door(allow=DECIDERS)
@sensitive_post_parameters("passphrase", "totp")
@require_POST
def decide(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Take the decision, then on to the next case. A second press finds that the case has moved, and says so."""
    actor = actor_of(request)
    case = found_case(actor, case_id)
    form = DecideForm(["sign", "approve", "return", "return_desk", "refuse"], request.POST)
    if not form.is_valid():
        return page(request, actor, case, decide=form, status=422)
    following = neighbours(actor, case, filters.read(request.POST)).next
    try:
        said = _carry_out(actor, case, form.cleaned_data)
    except (ReasonRequired, EvidenceIncomplete, MoveNotAllowed, LetterAtSigner) as error:
        case.refresh_from_db()
        return page(request, actor, case, decide=form, trouble=_why(error), status=error.status)
    except SignNotDone as error:
        case.refresh_from_db()
        return page(request, actor, case, decide=form, trouble=str(error), status=422)
    messages.success(request, said)
    target = reverse("desk:case", args=[following]) if following else reverse("desk:inbox")
    return redirect(filters.address(target, filters.read(request.POST)))


class SignNotDone(HouseError):
    """The signature did not come about, or nobody knows: a sentence for the signer."""


@sensitive_variables("data")
def _carry_out(actor: Actor, case: Case, data: dict[str, Any]) -> str:
    if data["verdict"] == "sign":
        result = actions.sign(
            by=actor, case_id=case.id, passphrase=data["passphrase"], totp=data["totp"], step=data["step"]
        )
        if not result.ok:
            raise SignNotDone(result.error)
        return _("%(number)s ditandatangani.") % {"number": case.number}
    verdict = "return" if data["verdict"] == "return_desk" else data["verdict"]
    actions.decide_step(
        by=actor,
        case_id=case.id,
        verdict=verdict,
        note=data["note"],
        step=data["step"],
        back_to="desk" if data["verdict"] == "return_desk" else "citizen",
    )
    said = {
        "approve": _("%(n)s disetujui."),
        "return": _("%(n)s dikembalikan."),
        "refuse": _("%(n)s ditolak."),
    }
    return said[verdict] % {"n": case.number}


def _why(error: HouseError) -> str:
    missing = error.params.get("missing") or []
    names = [fact.label for path in missing if (fact := facts.vocabulary().get(path))]  # type: ignore[attr-defined]
    return f"{error} ({', '.join(names)})" if names else str(error)


@door(allow="manual.look_up")
@require_POST
def record(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Record a fact that was looked up, with where it was seen."""
    actor = actor_of(request)
    case = found_case(actor, case_id)
    path = request.POST.get("path", "")
    form = _record_form(actor, case, path, request.POST)
    if not form.is_valid():
        return page(request, actor, case, tried=form, status=422)
    data = form.cleaned_data
    try:
        actions.record_fact(
            by=actor,
            case_id=case.id,
            path=path,
            value=data["value"],
            seen_in=data["seen_in"],
            seen_at=data["seen_on"],
        )
    except MoveNotAllowed as error:
        case.refresh_from_db()
        return page(request, actor, case, tried=form, trouble=str(error), status=error.status)
    except HouseError as error:
        form.add_error("value", str(error))
        return page(request, actor, case, tried=form, status=422)
    messages.success(request, _("Dicatat: %(label)s.") % {"label": form.fact.label})
    return redirect(filters.address(reverse("desk:case", args=[case.id]), filters.read(request.POST)))


def _record_form(actor: Actor, case: Case, path: str, data: Any) -> RecordForm:
    """The form of a fact this case needs; any other path does not exist."""
    evidence = read_evidence(actor, case)
    item: Item | None = evidence.items.get(path)
    fact = facts.vocabulary().get(evidence.fact_path(path)) if item else None
    if item is None or fact is None or not RecordForm.is_possible(fact):
        raise Http404
    return RecordForm(path, fact, item, data)


@door(allow="case.reopen")
@require_POST
def reopen(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Take an ended case up again, with a reason the citizen reads."""
    actor = actor_of(request)
    case, form = found_case(actor, case_id), ReasonForm(request.POST)
    if not form.is_valid():
        return page(request, actor, case, reopen=form, status=422)
    actions.reopen(by=actor, case_id=case.id, reason=form.cleaned_data["reason"])
    messages.success(request, _("%(n)s dibuka kembali.") % {"n": case.number})
    return redirect("desk:case", case.id)

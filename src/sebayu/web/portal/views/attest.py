"""The one question for a ketua RT or RW, behind an opaque link: one question, two buttons, done in ten seconds."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from sebayu.core.cases import actions
from sebayu.core.cases.enums import StepKind
from sebayu.core.cases.errors import MoveNotAllowed
from sebayu.core.cases.history import purpose_of
from sebayu.core.cases.models import Case
from sebayu.core.exchange.models import Evidence
from sebayu.core.identity.acting import actor_for, holder, posts_of
from sebayu.core.identity.doors import PUBLIC, door
from sebayu.core.identity.models import Account
from sebayu.core.ledger import Actor
from sebayu.core.ledger.access import reading
from sebayu.web import formats
from sebayu.web.portal.evidence import filled
from sebayu.web.portal.present import words

ANSWERS = {"ya": "yes", "tidak": "no", "entah": "unknown"}
TOKEN_LENGTH = 32


@door(allow=PUBLIC)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def attest(request: HttpRequest, token: str) -> HttpResponse:
    """Who has the link answers as the ketua whose phone it was sent to; it works once, and only while the step is open."""
    asked = Case.objects.filter(attest_token=token, step_kind=StepKind.ATTEST)
    case = asked.first() if len(token) == TOKEN_LENGTH else None
    if case is None:
        return _done(
            request,
            "idle",
            "okc",
            _("Sudah tidak perlu dijawab"),
            _("Pertanyaan ini sudah dijawab, atau waktunya sudah lewat. Terima kasih."),
        )
    actor = _attestor(case)
    if request.method == "POST" and (answer := ANSWERS.get(request.POST.get("jawab", ""))):
        return _answered(request, case, actor, answer)
    # The question names a person: seeing it is a read like any other, and that person will see it.
    with reading(
        by=actor, purpose=purpose_of(case), subjects=[case.subject_id], facts=["person.name"]
    ) as note:
        evidence = Evidence.objects.get(pk=case.evidence_id)
        question, named = filled(case.step["question"], evidence)
        note.saw([], named)
    return render(request, "portal/attest.html", {"view": _view(case, actor, question)})


def _attestor(case: Case) -> Actor:
    """The ketua of this neighbourhood today. Nobody there: the step is about to be passed to an officer."""
    role = case.step["by"]
    posts = posts_of(
        case.office_key, role, timezone.localdate(), rt=case.rt if role == "rt" else "", rw=case.rw
    )
    for post in posts:
        if found := holder(post.key):
            return actor_for(Account.objects.get(pk=found.account_id))
    raise Http404


def _view(case: Case, actor: Actor, question: str) -> dict:
    return {
        "to": f"{actor.name}, {words.ketua(case.step['by'], case.rt, case.rw)}",
        "question": question,
        "yes": _("Ya"),
        "no": _("Tidak"),
        "why": _("%(name)s meminta %(service)s. Kelurahan atau desa hanya perlu jawaban Anda tentang ini.") % {"name": case.requester_name, "service": case.service_title},
        "until": _("Jawab sebelum %(when)s. Kalau tidak sempat, petugas yang memeriksa. Jawaban tercatat atas nama Anda.") % {"when": formats.near(case.step_due_at)},
    }  # fmt: skip


def _answered(request: HttpRequest, case: Case, actor: Actor, answer: str) -> HttpResponse:
    try:
        actions.attest(by=actor, case_id=case.id, answer=answer, step=case.step_index)
    except MoveNotAllowed:
        return _done(
            request,
            "idle",
            "okc",
            _("Sudah dijawab"),
            _("Pertanyaan ini sudah dijawab sebelumnya. Terima kasih."),
        )
    text = {
        "yes": _("Jawaban Anda: ya. Terima kasih, urusan ini langsung berjalan lagi."),
        "no": _("Jawaban Anda: tidak. Terima kasih, petugas yang menindaklanjuti."),
        "unknown": _("Tidak apa-apa. Petugas kelurahan atau desa yang memeriksa."),
    }[answer]
    return _done(request, "ok", "okc", _("Tercatat"), text)


def _done(request: HttpRequest, tone: str, icon: str, title: str, text: str) -> HttpResponse:
    view = {"tone": tone, "icon": icon, "title": title, "text": text}
    return render(request, "portal/attest_done.html", {"view": view})

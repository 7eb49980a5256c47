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
from sebayu.core.cases.models import Case
from sebayu.core.identity.acting import actor_for, holder, posts_of
from sebayu.core.identity.doors import PUBLIC, door
from sebayu.core.identity.models import Account
from sebayu.core.ledger import Actor
from sebayu.web import formats
from sebayu.web.portal.asked import done, question_of, waiting
from sebayu.web.portal.present import words

ANSWERS = {"ya": "yes", "tidak": "no", "entah": "unknown"}


@door(allow=PUBLIC)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def attest(request: HttpRequest, token: str) -> HttpResponse:
    """Who has the link answers as the ketua whose phone it was sent to; it works once, and only while the step is open."""
    case = waiting(token, StepKind.ATTEST)
    if case is None:
        return done(
            request,
            "idle",
            _("Sudah tidak perlu dijawab"),
            _("Pertanyaan ini sudah dijawab, atau waktunya sudah lewat. Terima kasih."),
        )
    actor = _attestor(case)
    if request.method == "POST" and (answer := ANSWERS.get(request.POST.get("jawab", ""))):
        return _answered(request, case, actor, answer)
    return render(request, "portal/attest.html", {"view": _view(case, actor, question_of(case, actor))})


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
        return done(
            request,
            "idle",
            _("Sudah dijawab"),
            _("Pertanyaan ini sudah dijawab sebelumnya. Terima kasih."),
        )
    text = {
        "yes": _("Jawaban Anda: ya. Terima kasih, urusan ini langsung berjalan lagi."),
        "no": _("Jawaban Anda: tidak. Terima kasih, petugas yang menindaklanjuti."),
        "unknown": _("Tidak apa-apa. Petugas kelurahan atau desa yang memeriksa."),
    }[answer]
    return done(request, "ok", _("Tercatat"), text)

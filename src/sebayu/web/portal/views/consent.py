"""Somebody else's letter would tell about you: one page, who asks, what would stand there, two buttons, once."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from sebayu.core import facts
from sebayu.core.cases import actions, deciding, perms
from sebayu.core.cases.enums import StepKind
from sebayu.core.cases.errors import MoveNotAllowed
from sebayu.core.cases.models import Case
from sebayu.core.identity.acting import actor_for
from sebayu.core.identity.doors import PUBLIC, door
from sebayu.core.identity.models import Account
from sebayu.core.ledger import Actor
from sebayu.web import formats
from sebayu.web.portal.asked import done, question_of, waiting

GIVEN = {"setuju": True, "tidak": False}


@door(allow=PUBLIC)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def consent(request: HttpRequest, token: str) -> HttpResponse:
    """Who has the link answers as the person it was sent to; it works once, and only while the case waits for it."""
    case = waiting(token, StepKind.CONSENT)
    if case is None:
        return done(
            request,
            "idle",
            _("Sudah tidak perlu dijawab"),
            _("Permintaan ini sudah dijawab, atau waktunya sudah lewat. Terima kasih."),
        )
    actor = _asked(case)
    if request.method == "POST" and (given := GIVEN.get(request.POST.get("jawab", ""))) is not None:
        return _answered(request, case, actor, given)
    view = {
        "to": actor.name,
        "question": question_of(case, actor),
        "told": _told(case),
        "why": _("%(name)s meminta %(service)s di %(office)s.") % {
            "name": case.requester_name, "service": case.service_title, "office": case.office_name},
        "until": _("Jawab sebelum %(when)s. Tanpa persetujuan Anda, surat ini tidak dibuat.") % {"when": formats.near(case.step_due_at)},
    }  # fmt: skip
    return render(request, "portal/consent.html", {"view": view})


def _asked(case: Case) -> Actor:
    """The account of the person asked; without one no link was ever sent."""
    account = Account.objects.filter(person_id=perms.asked_person(case) or None, is_active=True).first()
    if account is None or account.person_id is None:
        raise Http404
    return actor_for(account, as_citizen=True)


def _told(case: Case) -> list[str]:
    """What the letter would say about the person asked: kinds of data, no values."""
    service, role = deciding.service_of(case.service_version), case.step["of"]
    kind = service.roles[role].kind
    words = facts.vocabulary()
    labels = [
        fact.label
        for path in service.needs
        if path.startswith(f"{role}.") and (fact := words.as_role(path, kind)) is not None
    ]
    return list(dict.fromkeys(labels))


def _answered(request: HttpRequest, case: Case, actor: Actor, given: bool) -> HttpResponse:
    try:
        actions.consent(by=actor, case_id=case.id, given=given, step=case.step_index)
    except MoveNotAllowed:
        return done(request, "idle", _("Sudah dijawab"), _("Permintaan ini sudah dijawab. Terima kasih."))
    if given:
        return done(request, "ok", _("Tercatat: Anda setuju"), _("Petugas sekarang mengerjakan surat itu."))
    return done(
        request,
        "ok",
        _("Tercatat: Anda tidak setuju"),
        _("Surat itu tidak dibuat. Yang meminta hanya membaca “Belum disetujui”, bukan jawaban Anda."),
    )

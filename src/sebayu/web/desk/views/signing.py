"""Forty letters, checked by eye, signed in one go: pictures, flagged ones first and unticked, one confirmation, a result per letter."""

import datetime as dt
from collections.abc import Iterable, Sequence
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from sebayu.core.cases import batch, lists, perms
from sebayu.core.cases.models import Case
from sebayu.core.documents import sheet
from sebayu.core.documents.enums import State
from sebayu.core.documents.models import Document
from sebayu.core.identity.acting import actor_of
from sebayu.core.identity.doors import door
from sebayu.core.ledger import Actor
from sebayu.web.desk.forms import SecretForm
from sebayu.web.desk.frame import show
from sebayu.web.desk.present import signing as present
from sebayu.web.desk.views import streaming
from sebayu.web.desk.views.inbox import MOST_PICKED

SIGNERS = ["case.sign", "case.countersign"]
LAST = "desk_batch"  # session key: ids of the last batch and when it began; nobody's name, no secret
AT_ONCE = 40


@door(allow=SIGNERS)
@require_safe
def sign(request: HttpRequest) -> HttpResponse:
    """What waits for my signature."""
    actor = actor_of(request)
    found = lists.page(
        by=actor, name=lists.SIGN, after=lists.Key.parse(request.GET.get("sesudah", "")), size=AT_ONCE
    )
    context = {
        "view": present.page(found.cases, decisions(found.cases), hanging(found.cases), actor),
        "more": str(found.after or ""),
        "simulator": sheet.is_simulated(),
        "nothing": request.GET.get("kosong") == "1",
    }
    return show(request, "desk/sign.html", context)


def decisions(cases: Iterable[Case]) -> dict[UUID, dict]:
    """What the rule said about each: whether to look twice."""
    ids = [case.id for case in cases]
    return dict(Case.objects.filter(pk__in=ids).values_list("id", "decision"))


def hanging(cases: Iterable[Case]) -> set[UUID]:
    """Letters already sent to the signer whose outcome nobody knows: a person settles them first."""
    ids = [case.document_id for case in cases if case.document_id]
    waiting = Document.objects.filter(pk__in=ids, state__in=[State.UNKNOWN, State.SIGNING])
    return set(waiting.values_list("id", flat=True))


@door(allow=SIGNERS)
@sensitive_post_parameters("passphrase", "totp")
@require_POST
def confirm(request: HttpRequest) -> HttpResponseBase:
    """One question for all of them; the second press, with the secret, signs and shows each letter as it is done."""
    actor = actor_of(request)
    cases = _mine(actor, request.POST.getlist("s"))
    if not cases:
        return redirect(f"{reverse('desk:sign')}?kosong=1")
    sure = "sign" in request.POST
    form = SecretForm(request.POST if sure else None)
    with lists.listing(actor, _("Memilih surat yang akan ditandatangani")) as note:
        note.saw(lists.subject_ids(cases))
    if sure and form.is_valid():
        request.session[LAST] = {
            "ids": [str(case.id) for case in cases],
            "since": timezone.now().isoformat(),
        }
        return streaming.response(request, actor, cases, form.cleaned_data)
    context = {"cases": cases, "form": form, "simulator": sheet.is_simulated()}
    return show(request, "desk/sign_confirm.html", context, status=422 if sure else 200)


def _mine(actor: Actor, texts: Sequence[str]) -> list[Case]:
    """The chosen ones that wait for this actor, in the order of the list."""
    ids = []
    for text in texts[:MOST_PICKED]:
        try:
            ids.append(UUID(text))
        except ValueError:
            continue
    found = Case.objects.filter(pk__in=ids).order_by("step_due_at", "id")
    mine = [case for case in found if perms.can_sign(actor, case)]
    unsure = hanging(mine)
    return [case for case in mine if case.document_id not in unsure]


@door(allow=SIGNERS)
@require_safe
def result(request: HttpRequest) -> HttpResponse:
    """What became of each letter of the last batch, as it stands now: also when the connection broke in the middle."""
    actor = actor_of(request)
    last = request.session.get(LAST) or {}
    if not last:
        return redirect("desk:sign")
    found = {str(c.id): c for c in Case.objects.filter(pk__in=last["ids"])}
    cases = [found[i] for i in last["ids"] if i in found and perms.can_see(actor, found[i])]
    with lists.listing(actor, _("Melihat hasil tanda tangan")) as note:
        note.saw(lists.subject_ids(cases))
    outcomes = batch.became(actor, cases, dt.datetime.fromisoformat(last["since"]))
    view = present.results(outcomes)
    return show(request, "desk/sign_result.html", {"view": view, "now": timezone.now()})

"""Forty letters, checked by eye, signed in one go: pictures, flagged ones first and unticked, one confirmation, a result per letter."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_POST, require_safe

from sebayu.core.cases import actions, lists, perms
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
from sebayu.web.desk.views.inbox import MOST_PICKED

SIGNERS = ["case.sign", "case.countersign"]
LAST = "desk_signed"  # session key: ids and outcomes of the last batch, nobody's name
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
def confirm(request: HttpRequest) -> HttpResponse:
    """One question for all of them; the second press, with the secret, signs."""
    actor = actor_of(request)
    cases = _mine(actor, request.POST.getlist("s"))
    if not cases:
        return redirect(f"{reverse('desk:sign')}?kosong=1")
    sure = "sign" in request.POST
    form = SecretForm(request.POST if sure else None)
    if sure and form.is_valid():
        request.session[LAST] = _sign_each(actor, cases, **form.cleaned_data)
        return redirect("desk:signed")
    with lists.listing(actor, _("Memilih surat yang akan ditandatangani")) as note:
        note.saw(lists.subject_ids(cases))
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


@sensitive_variables("passphrase", "totp")
def _sign_each(actor: Actor, cases: Sequence[Case], *, passphrase: str, totp: str) -> list[dict]:
    """One after the other. When the very first is refused, the secret is probably wrong: the rest is not touched, because
    signing services lock a certificate after a few wrong tries."""
    results: list[dict] = []
    signed_any = False
    for case in cases:
        (result,) = actions.sign_many(by=actor, case_ids=[case.id], passphrase=passphrase, totp=totp)
        signed_any = signed_any or result.ok
        results.append(
            {"id": str(case.id), "ok": result.ok, "unknown": result.unknown, "error": result.error}
        )
        if not signed_any and not result.unknown:
            break
    done = {r["id"] for r in results}
    return results + [
        {"id": str(c.id), "ok": False, "unknown": False, "error": ""} for c in cases if str(c.id) not in done
    ]


@door(allow=SIGNERS)
@require_safe
def result(request: HttpRequest) -> HttpResponse:
    """What became of each letter of the last batch; it may be opened again."""
    actor = actor_of(request)
    outcomes = request.session.get(LAST) or []
    if not outcomes:
        return redirect("desk:sign")
    found = {str(c.id): c for c in Case.objects.filter(pk__in=[o["id"] for o in outcomes])}
    cases = [found[o["id"]] for o in outcomes if o["id"] in found and perms.can_see(actor, found[o["id"]])]
    with lists.listing(actor, _("Melihat hasil tanda tangan")) as note:
        note.saw(lists.subject_ids(cases))
    view = present.results(outcomes, {str(c.id): c for c in cases})
    return show(request, "desk/sign_result.html", {"view": view, "now": timezone.now()})

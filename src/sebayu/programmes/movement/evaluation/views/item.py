"""One item: evidence the house computed, the region's words, and the assessor's score, side by side."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms as django_forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from sebayu.core.identity import perms as house
from sebayu.core.identity.acting import actor_of
from sebayu.core.identity.doors import door
from sebayu.core.ledger import Actor
from sebayu.core.ledger.errors import HouseError
from sebayu.programmes.movement.evaluation import actions, evidence, perms, scores
from sebayu.programmes.movement.evaluation.forms import (
    FORMS_OF_ITEM,
    AnswerForm,
    AttachForm,
    RequestForm,
    ScoreForm,
    WordsForm,
)
from sebayu.programmes.movement.evaluation.models import EvidenceRequest, Item, WeightSet
from sebayu.programmes.movement.evaluation.places import ITEM
from sebayu.programmes.movement.plan import sections
from sebayu.web.desk.frame import show


def readable(actor: Actor, item_id: UUID) -> Item:
    found = Item.objects.select_related("part__edition__weight_set", "prefill").filter(pk=item_id).first()
    if found is None or not perms.can_read(actor, found.part.edition):
        raise Http404
    return found


@door(allow=perms.READ)
@require_http_methods(["GET", "HEAD", "POST"])
def item(request: HttpRequest, item_id: UUID) -> HttpResponse:
    actor = actor_of(request)
    found = readable(actor, item_id)
    if request.method != "POST":
        return _page(request, actor, found, {})
    do = request.POST.get("do", "")
    if do == "answer":
        return _answer(request, actor, found)
    if do not in FORMS_OF_ITEM:
        raise Http404
    form = FORMS_OF_ITEM[do](request.POST)
    if form.is_valid():
        try:
            _do(do, actor, found, form.cleaned_data)
        except HouseError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Tersimpan."))
            return redirect("evaluation:item", found.id)
    return _page(request, actor, found, {do: form})


def _do(do: str, actor: Actor, found: Item, data: dict[str, Any]) -> None:
    if do == "words":
        actions.write_words(by=actor, item=found, **data)
    elif do == "attach":
        actions.attach(by=actor, item=found, **data)
    elif do == "score":
        actions.score(by=actor, item=found, **data)
    else:
        actions.ask_for_evidence(by=actor, item=found, **data)


def _answer(request: HttpRequest, actor: Actor, found: Item) -> HttpResponse:
    key = request.POST.get("id", "")
    asked = EvidenceRequest.objects.filter(item=found, pk=key).first() if len(key) == 36 else None
    if asked is None:
        raise Http404
    form = AnswerForm(request.POST)
    if form.is_valid():
        try:
            actions.answer_request(by=actor, request=asked, answer=form.cleaned_data["answer"])
        except HouseError as error:
            messages.error(request, str(error))
        else:
            messages.success(request, _("Tersimpan."))
        return redirect("evaluation:item", found.id)
    return _page(request, actor, found, {"answer": form})


def _page(
    request: HttpRequest, actor: Actor, found: Item, bound: dict[str, django_forms.Form]
) -> HttpResponse:
    edition = found.part.edition
    words = list(found.words.all())
    versions = list(found.scores.all())
    may_answer, may_score = perms.can_answer(actor, edition, found), perms.can_score(actor, edition)
    sheet = scores.sheet(edition)
    owner = house.can(actor, perms.WRITE) or bool(
        found.office_key and house.works_at(actor, found.office_key)
    )
    context: dict[str, Any] = {
        "item": found,
        "edition": edition,
        "rows": evidence.of_item(found),
        "frozen": getattr(found, "prefill", None),
        "words": words[0] if words else None,
        "older_words": words[1:],
        "attachments": found.attachments.all(),
        "requests": found.requests.all(),
        "score": versions[0] if versions else None,
        "older": versions[1:],
        "indices": [(s, sheet.under(s), s.id == edition.weight_set_id) for s in WeightSet.objects.all()],
        "may_answer": may_answer,
        "may_score": may_score,
        "may_reply": owner,
        "forms": _forms(words, bound, may_answer=may_answer, may_score=may_score),
        "sections": sections.drawn(ITEM, request, found),
        "reply": bound.get("answer") or AnswerForm(),
    }
    return show(request, "evaluation/item.html", context, status=422 if bound else 200)


def _forms(
    words: list, bound: dict[str, django_forms.Form], *, may_answer: bool, may_score: bool
) -> dict[str, django_forms.Form]:
    shown: dict[str, django_forms.Form] = {}
    if may_answer:
        start = {"text": words[0].text} if words else None
        shown |= {"words": WordsForm(initial=start), "attach": AttachForm()}
    if may_score:
        shown |= {"score": ScoreForm(), "request": RequestForm()}
    return {**shown, **bound}

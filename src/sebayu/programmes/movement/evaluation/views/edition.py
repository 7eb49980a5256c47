"""One evaluation: its index with the arithmetic, its items, who assesses it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms as django_forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sebayu.core.identity import perms as house
from sebayu.core.identity.acting import actor_of
from sebayu.core.identity.doors import door
from sebayu.core.ledger import Actor
from sebayu.core.ledger.errors import HouseError
from sebayu.programmes.movement.evaluation import actions, perms, scores
from sebayu.programmes.movement.evaluation.enums import EditionState
from sebayu.programmes.movement.evaluation.forms import AssignForm, InterviewForm, ItemForm
from sebayu.programmes.movement.evaluation.models import (
    Assignment,
    EvaluationEdition,
    EvidenceRequest,
    Item,
    Part,
    WeightSet,
)
from sebayu.programmes.movement.evaluation.places import EDITION, STEPS
from sebayu.programmes.movement.evaluation.views.editions import Cell
from sebayu.programmes.movement.plan import sections
from sebayu.web.desk.frame import show


def readable(actor: Actor, edition_id: UUID) -> EvaluationEdition:
    """An edition this actor may open; any other does not exist."""
    found = EvaluationEdition.objects.select_related("weight_set").filter(pk=edition_id).first()
    if found is None or not perms.can_read(actor, found):
        raise Http404
    return found


@door(allow=perms.READ)
@require_safe
def edition(request: HttpRequest, edition_id: UUID) -> HttpResponse:
    return page(request, readable(actor_of(request), edition_id), {})


def page(request: HttpRequest, found: EvaluationEdition, bound: dict[str, django_forms.Form]) -> HttpResponse:
    """The edition with a form that did not go through, if one did not."""
    actor = actor_of(request)
    sheet = scores.sheet(found)
    may_write = house.can(actor, perms.WRITE)
    items = list(Item.objects.filter(part__edition=found).select_related("part"))
    newest = scores.newest(items)
    said = set(Item.objects.filter(part__edition=found, words__isnull=False).values_list("id", flat=True))
    own = Cell(sheet.index, sheet, True, found.weight_set)
    groups = [
        (part, [(item, newest.get(item.id), item.id in said) for item in items if item.part_id == part.id])
        for part in Part.objects.filter(edition=found)
    ]
    others = [(s, sheet.under(s)) for s in WeightSet.objects.exclude(pk=found.weight_set_id)]
    context: dict[str, Any] = {
        "edition": found,
        "sheet": sheet,
        "own": own,
        "others": others,
        "groups": groups,
        "assignments": Assignment.objects.filter(edition=found, ended_at=None),
        "interviews": found.interviews.select_related("item"),
        "requests": EvidenceRequest.objects.filter(
            item__part__edition=found, answered_at=None
        ).select_related("item"),
        "steps": sections.drawn(STEPS, request, found),
        "sections": sections.drawn(EDITION, request, found),
        "may_write": may_write,
        "may_score": perms.can_score(actor, found),
        "is_filling": found.state == EditionState.FILLING,
        "is_assessing": found.state == EditionState.ASSESSING,
        "assign": bound.get("assign") or (AssignForm() if may_write else None),
        "interview": bound.get("interview") or InterviewForm(),
        "add_item": bound.get("add_item") or ItemForm(),
    }
    return show(request, "evaluation/edition.html", context, status=422 if bound else 200)


def _assign(actor: Actor, found: EvaluationEdition, data: dict) -> None:
    actions.assign(by=actor, edition=found, **data)


def _interview(actor: Actor, found: EvaluationEdition, data: dict) -> None:
    actions.note_interview(by=actor, edition=found, **data)


FORMS: dict[str, tuple[type[django_forms.Form], Callable[[Actor, EvaluationEdition, dict], None]]] = {
    "assign": (AssignForm, _assign),
    "interview": (InterviewForm, _interview),
}


@door(allow=perms.READ)
@require_POST
def step(request: HttpRequest, edition_id: UUID) -> HttpResponse:
    """One step of the evaluation; what may not be done by this actor is refused by the action behind it."""
    actor = actor_of(request)
    found = readable(actor, edition_id)
    do = request.POST.get("do", "")
    form = None
    try:
        if do == "hand_over":
            actions.hand_over(by=actor, edition=found)
        elif do == "conclude":
            actions.conclude(by=actor, edition=found)
        elif do == "unassign":
            _unassign(actor, found, request.POST.get("id", ""))
        elif do in ("add_item", "drop_item"):
            return _items(request, actor, found, do)
        elif do in FORMS:
            form = FORMS[do][0](request.POST)
            if not form.is_valid():
                return page(request, found, {do: form})
            FORMS[do][1](actor, found, form.cleaned_data)
        else:
            raise Http404
    except HouseError as error:
        if form is None:
            messages.error(request, str(error))
            return redirect("evaluation:edition", found.id)
        form.add_error(None, str(error))
        return page(request, found, {do: form})
    messages.success(request, _("Tersimpan."))
    return redirect("evaluation:edition", found.id)


def _unassign(actor: Actor, found: EvaluationEdition, key: str) -> None:
    row = found.assignments.filter(pk=key).first() if len(key) == 36 else None
    if row is None:
        raise Http404
    actions.end_assignment(by=actor, assignment=row)


def _items(request: HttpRequest, actor: Actor, found: EvaluationEdition, do: str) -> HttpResponse:
    """Add an item to a part, or take one out, while nobody has answered."""
    form = ItemForm(request.POST)
    try:
        if do == "add_item":
            part = found.parts.filter(key=request.POST.get("part", "")).first()
            if part is None or not form.is_valid():
                return page(request, found, {do: form})
            actions.add_item(by=actor, part=part, **form.cleaned_data)
        else:
            item = Item.objects.filter(part__edition=found, code=request.POST.get("code", "")).first()
            if item is None:
                raise Http404
            actions.drop_item(by=actor, item=item)
    except HouseError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Butir diperbarui."))
    return redirect("evaluation:edition", found.id)

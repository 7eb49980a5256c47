"""The box of follow-ups: what was recommended to my office, due first; and one of them with its history."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from sebayu.core.identity.acting import actor_of
from sebayu.core.identity.doors import door
from sebayu.core.ledger.errors import HouseError
from sebayu.programmes.movement.evaluation import perms as evaluation
from sebayu.programmes.movement.evaluation.models import Item
from sebayu.programmes.movement.follow_ups import actions, perms
from sebayu.programmes.movement.follow_ups.enums import MOVES, FollowUpState
from sebayu.programmes.movement.follow_ups.forms import MoveForm, RecommendForm
from sebayu.web.components import Pager
from sebayu.web.desk import export
from sebayu.web.desk.frame import show

PAGE, MOST = 25, 5000
TONES = {
    FollowUpState.OPEN: "idle",
    FollowUpState.STARTED: "info",
    FollowUpState.REPORTED: "warn",
    FollowUpState.DONE: "ok",
}


@door(allow=perms.FOLLOW)
@require_safe
def box(request: HttpRequest) -> HttpResponse:
    found = perms.visible(actor_of(request))
    text, state = request.GET.get("cari", "").strip()[:80], request.GET.get("keadaan", "")
    if state in FollowUpState.values:
        found = found.filter(state=state)
    elif state != "semua":
        found = found.running()
    if text:
        found = found.filter(text__icontains=text) | found.filter(office_name__icontains=text)
    found = found.order_by("due_on", "id")
    if (kind := request.GET.get("berkas", "")) in ("csv", "xlsx"):
        head = [_("Rekomendasi"), _("Kantor"), _("Evaluasi"), _("Paling lambat"), _("Keadaan"), _("Dipegang")]
        rows = ([r.text, r.office_name, r.edition.title, f"{r.due_on:%d-%m-%Y}", r.get_state_display(), r.holder_name]
                for r in found[:MOST])  # fmt: skip
        return export.respond(kind, f"tindak-lanjut-{timezone.localdate():%Y-%m-%d}", head, rows)
    page = Paginator(found, PAGE).get_page(request.GET.get("hal"))
    context = {
        "page": page,
        "rows": [(row, TONES[FollowUpState(row.state)]) for row in page],
        "pager": Pager.of(page, request),
        "text": text,
        "state": state,
        "states": FollowUpState.choices,
    }
    return show(request, "follow_ups/box.html", context)


@door(allow=perms.FOLLOW)
@require_http_methods(["GET", "HEAD", "POST"])
def one(request: HttpRequest, recommendation_id: UUID) -> HttpResponse:
    actor = actor_of(request)
    found = get_object_or_404(perms.visible(actor).select_related("item"), pk=recommendation_id)
    form = MoveForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        state = request.POST.get("state", "")
        if state not in FollowUpState.values:
            raise Http404
        try:
            actions.move(by=actor, recommendation=found, state=state, text=form.cleaned_data["text"])
        except HouseError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Tersimpan."))
            return redirect("follow_ups:one", found.id)
    verdict = found.state == FollowUpState.REPORTED
    may = perms.can_accept(actor, found) if verdict else perms.can_work_on(actor, found)
    context = {
        "r": found,
        "tone": TONES[FollowUpState(found.state)],
        "events": found.events.all(),
        "moves": [(s.value, _word(s, verdict)) for s in FollowUpState if s in MOVES[FollowUpState(found.state)]] if may else [],
        "form": form,
    }  # fmt: skip
    return show(request, "follow_ups/one.html", context, status=422 if form.is_bound else 200)


def _word(state: FollowUpState, verdict: bool) -> str:
    """What the button says."""
    if verdict:
        return _("Terima sebagai selesai") if state == FollowUpState.DONE else _("Kembalikan ke kantor")
    return _("Mulai kerjakan") if state == FollowUpState.STARTED else _("Laporkan selesai")


@door(allow=perms.SCORE)
@require_http_methods(["GET", "HEAD", "POST"])
def recommend(request: HttpRequest, item_id: UUID) -> HttpResponse:
    """An assessor recommends something about an item to one office."""
    actor = actor_of(request)
    item = Item.objects.select_related("part__edition").filter(pk=item_id).first()
    if item is None or not evaluation.can_score(actor, item.part.edition):
        raise Http404
    form = RecommendForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.recommend(by=actor, edition=item.part.edition, item=item, **form.cleaned_data)
        except HouseError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Rekomendasi terkirim ke kantornya."))
            return redirect("evaluation:item", item.id)
    context = {"item": item, "form": form}
    return show(request, "follow_ups/recommend.html", context, status=422 if form.is_bound else 200)

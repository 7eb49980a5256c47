"""What the owner's people and the secretariat do: read what citizens said, let it appear or say why not."""

from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from sebayu.core.identity.acting import actor_of
from sebayu.core.identity.doors import door
from sebayu.core.ledger import Actor
from sebayu.programmes.movement.participation import actions, perms
from sebayu.programmes.movement.participation.enums import TONES, CommentState
from sebayu.programmes.movement.participation.forms import DecideForm
from sebayu.programmes.movement.participation.models import Comment
from sebayu.programmes.movement.plan.models import Initiative
from sebayu.programmes.movement.structure import pages
from sebayu.programmes.movement.structure.perms import READ
from sebayu.web import formats
from sebayu.web.desk.frame import show

STATES = [s.value for s in CommentState if s != CommentState.WITHDRAWN]


def _mine(actor: Actor) -> QuerySet[Comment]:
    """Comments over which this actor decides; withdrawn ones are nobody's business any more."""
    lineages = Comment.objects.values_list("lineage", flat=True).distinct()
    found = perms.mine(actor, Initiative.objects.in_force().filter(lineage__in=lineages))
    return Comment.objects.filter(lineage__in=found).exclude(state=CommentState.WITHDRAWN)


@door(allow=READ)
@require_safe
def comments(request: HttpRequest) -> HttpResponse:
    """What waits to be read first."""
    chosen = pages.chosen_of(request, cari=None, keadaan=[*STATES, "semua"])
    found = _mine(actor_of(request)).select_related("initiative")
    if chosen["keadaan"] != "semua":
        found = found.filter(state=chosen["keadaan"] or CommentState.WAITING)
    if text := chosen["cari"]:
        found = found.filter(Q(text__icontains=text) | Q(initiative__title__icontains=text))
    found = found.order_by("at", "id") if not chosen["keadaan"] else found.order_by("-at", "id")
    if kind := pages.wanted_file(request):
        return _file(kind, found)
    context = pages.listed(request, found, chosen)
    context |= {
        "rows": [(c, TONES[CommentState(c.state)]) for c in context["rows"]],
        "states": [(s, CommentState(s).label) for s in STATES],
    }
    return show(request, "movement_participation/comments.html", context)


def _file(kind: str, found: QuerySet[Comment]) -> HttpResponse:
    head = [_("Tanggal"), _("Inisiatif"), _("Nama depan"), _("Komentar"), _("Keadaan"), _("Alasan")]
    rows = (
        [
            f"{formats.local(c.at):%d-%m-%Y}",
            c.initiative.title,
            c.first_name,
            c.text,
            c.get_state_display(),
            c.reason,
        ]
        for c in found[: pages.MOST]
    )
    return pages.file(kind, "komentar", head, rows)


@door(allow=READ)
@require_http_methods(["GET", "HEAD", "POST"])
def decide(request: HttpRequest, comment_id: UUID) -> HttpResponse:
    """Let it appear, or say why not."""
    actor = actor_of(request)
    found = (
        _mine(actor).select_related("initiative").filter(pk=comment_id, state=CommentState.WAITING).first()
    )
    if found is None:
        raise Http404

    def act(data: dict[str, Any]) -> None:
        if data["verdict"] == "publish":
            actions.publish(by=actor, comment=found)
        else:
            actions.refuse(by=actor, comment=found, reason=data["reason"])

    return pages.form_page(
        request,
        DecideForm(request.POST or None),
        act=act,
        title=found.initiative.title,
        intro=f"{found.first_name}: “{found.text}”",
        back=reverse("movement_participation:comments"),
        said=_("Keputusan disimpan; penulis diberi tahu."),
        button=_("Simpan keputusan"),
    )

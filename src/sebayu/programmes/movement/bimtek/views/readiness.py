"""Readiness three by three, and scoring one item."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from sebayu.core.identity import perms as may
from sebayu.core.identity.acting import actor_of
from sebayu.core.identity.doors import door
from sebayu.programmes.movement.bimtek import actions
from sebayu.programmes.movement.bimtek import readiness as reading
from sebayu.programmes.movement.bimtek.errors import BadScore
from sebayu.programmes.movement.bimtek.forms import ScoreForm, uploaded
from sebayu.programmes.movement.bimtek.models import ReadinessItem
from sebayu.programmes.movement.structure import current, pages
from sebayu.programmes.movement.structure.perms import READ, REVIEW
from sebayu.web.desk.frame import show


@door(allow=READ)
@require_safe
def readiness(request: HttpRequest) -> HttpResponse:
    """Nine items, each with its latest score, its evidence and what it was before."""
    edition = current.edition()
    blocks = reading.blocks(edition)
    if kind := pages.wanted_file(request):
        return _file(kind, blocks)
    context = {
        "edition": edition,
        "blocks": blocks,
        "scale": range(1, 6),
        "may_score": edition is not None and may.can(actor_of(request), REVIEW),
    }
    return show(request, "movement_bimtek/readiness.html", context)


def _file(kind: str, blocks: list[reading.Block]) -> HttpResponse:
    head = [
        _("Kelompok"),
        _("Butir"),
        _("Keadaan pada"),
        _("Nilai"),
        _("Bukti"),
        _("Dinilai oleh"),
        _("Jabatan"),
    ]
    rows = (
        [b.title, line.item.title, s.scored_on, s.score, s.evidence, s.by_name, s.by_post]
        for b in blocks
        for line in b.lines
        for s in line.scores
    )
    return pages.file(kind, "kesiapan", head, rows)


@door(allow=REVIEW)
@require_http_methods(["GET", "HEAD", "POST"])
def score(request: HttpRequest, key: str) -> HttpResponse:
    """A new score beside the earlier ones."""
    item = get_object_or_404(ReadinessItem, key=key)
    edition = current.edition()

    def act(data: dict[str, Any]) -> None:
        if edition is None:
            raise BadScore
        actions.score(
            by=actor_of(request),
            edition=edition,
            item=item,
            score=data["score"],
            evidence=data["evidence"],
            scored_on=data["scored_on"],
            upload=uploaded(data),
        )

    return pages.form_page(
        request,
        ScoreForm(request.POST or None, request.FILES or None),
        act=act,
        title=item.title,
        intro=item.asks,
        back=reverse("movement_bimtek:readiness"),
        said=_("Nilai dicatat di samping nilai sebelumnya."),
        button=_("Simpan nilai"),
    )

"""Homework: the list, one task with its history, handing in, judging, and the files."""

from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from sebayu.core.identity.acting import actor_of
from sebayu.core.identity.doors import door
from sebayu.programmes.movement.bimtek import actions, perms
from sebayu.programmes.movement.bimtek.enums import TONES, HomeworkState
from sebayu.programmes.movement.bimtek.forms import ReviewForm, SubmitForm, uploaded
from sebayu.programmes.movement.bimtek.models import FileBytes, Homework, StoredFile
from sebayu.programmes.movement.structure import current, pages
from sebayu.programmes.movement.structure.perms import READ, REVIEW
from sebayu.web.desk.frame import show


@door(allow=READ)
@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """All homework, narrowed by state, dimension and words."""
    dimensions = current.dimensions()
    chosen = pages.chosen_of(
        request, cari=None, keadaan=HomeworkState.values, dimensi=[d.key for d in dimensions]
    )
    found = _narrowed(chosen)
    if kind := pages.wanted_file(request):
        return _file(kind, found)
    context = pages.listed(request, found, chosen)
    context |= {
        "rows": [(h, TONES[HomeworkState(h.state)]) for h in context["rows"]],
        "states": HomeworkState.choices,
        "dimensions": dimensions,
        "today": timezone.localdate(),
    }
    return show(request, "movement_bimtek/homework_list.html", context)


def _narrowed(chosen: dict[str, str]) -> QuerySet[Homework]:
    found = Homework.objects.select_related("stage", "dimension")
    if chosen["keadaan"]:
        found = found.filter(state=chosen["keadaan"])
    if chosen["dimensi"]:
        found = found.filter(dimension__key=chosen["dimensi"])
    if text := chosen["cari"]:
        found = found.filter(Q(title__icontains=text) | Q(stage__title__icontains=text))
    return found.order_by("stage__order", "dimension__order", "title", "id")


def _file(kind: str, found: QuerySet[Homework]) -> HttpResponse:
    head = [_("Tahap"), _("Dimensi"), _("Tugas"), _("Batas waktu"), _("Keadaan"), _("Kiriman")]
    rows = (
        [
            h.stage.title,
            h.dimension.title,
            h.title,
            h.due_on or "",
            h.get_state_display(),
            len(h.submissions.all()),
        ]
        for h in found.prefetch_related("submissions")[: pages.MOST]
    )
    return pages.file(kind, "tugas-bimtek", head, rows)


@door(allow=READ)
@require_safe
def one(request: HttpRequest, homework_id: UUID) -> HttpResponse:
    """One task: what was handed in, and what was said about it."""
    found = get_object_or_404(Homework.objects.select_related("stage", "dimension"), pk=homework_id)
    actor = actor_of(request)
    rows = list(found.submissions.select_related("file"))
    newest = rows[0] if rows else None
    waits = bool(newest and not newest.verdict)
    context = {
        "h": found,
        "tone": TONES[HomeworkState(found.state)],
        "rows": rows,
        "coordinator": current.coordinator(found.dimension),
        "may_submit": found.state != HomeworkState.ACCEPTED and perms.can_submit(actor, found),
        "may_review": waits and perms.can_review(actor) and newest.by_account != actor.account_id,
        "today": timezone.localdate(),
    }
    return show(request, "movement_bimtek/homework.html", context)


@door(allow=READ)
@require_http_methods(["GET", "HEAD", "POST"])
def submit(request: HttpRequest, homework_id: UUID) -> HttpResponse:
    """Hand in a file."""
    found = get_object_or_404(Homework.objects.select_related("stage", "dimension"), pk=homework_id)
    if not perms.can_submit(actor_of(request), found):
        raise Http404

    def act(data: dict[str, Any]) -> None:
        name, content = uploaded(data) or ("", b"")
        actions.submit(by=actor_of(request), homework=found, name=name, content=content, note=data["note"])

    return _page(request, found, SubmitForm(request.POST or None, request.FILES or None), act, title=_("Kumpulkan tugas"), said=_("Tugas dikumpulkan dan menunggu diperiksa."), button=_("Kumpulkan"))  # fmt: skip


@door(allow=REVIEW)
@require_http_methods(["GET", "HEAD", "POST"])
def review(request: HttpRequest, homework_id: UUID) -> HttpResponse:
    """Accept, or return with what is to be mended."""
    found = get_object_or_404(Homework.objects.select_related("stage", "dimension"), pk=homework_id)

    def act(data: dict[str, Any]) -> None:
        actions.review(by=actor_of(request), homework=found, **data)

    return _page(request, found, ReviewForm(request.POST or None), act, title=_("Periksa tugas"), said=_("Hasil pemeriksaan disimpan."), button=_("Simpan hasil"))  # fmt: skip


def _page(request: HttpRequest, found: Homework, form: Any, act: Any, **more: str) -> HttpResponse:
    back = reverse("movement_bimtek:homework", args=[found.id])
    intro = f"{found.dimension.title} · {found.title}"
    return pages.form_page(request, form, act=act, back=back, intro=intro, **more)


@door(allow=READ)
@require_safe
def file(request: HttpRequest, file_id: UUID) -> HttpResponse:
    """An uploaded file, always as a download: no browser opens what somebody else sent as a page of ours."""
    stored = get_object_or_404(StoredFile, pk=file_id)
    content = get_object_or_404(FileBytes, pk=stored.pk)
    response = HttpResponse(bytes(content.content), content_type=stored.media_type)
    response["Content-Disposition"] = content_disposition_header(True, stored.name)
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response

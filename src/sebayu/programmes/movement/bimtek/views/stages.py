"""The stages, and one stage with everything around it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sebayu.core.gatherings import attending
from sebayu.core.gatherings.models import Gathering
from sebayu.core.gatherings.perms import can_run
from sebayu.core.identity import perms as may
from sebayu.core.identity.acting import actor_of
from sebayu.core.identity.doors import door
from sebayu.core.ledger.errors import HouseError
from sebayu.programmes.movement.bimtek import actions, gates, loading
from sebayu.programmes.movement.bimtek.enums import TONES, HomeworkState
from sebayu.programmes.movement.bimtek.forms import (
    EvidenceForm,
    HomeworkForm,
    NoteForm,
    ScheduleForm,
    WaiveForm,
    uploaded,
)
from sebayu.programmes.movement.bimtek.models import Gate, Stage
from sebayu.programmes.movement.structure import current, pages
from sebayu.programmes.movement.structure.perms import READ, REVIEW, WRITE
from sebayu.web.desk.frame import show


@door(allow=READ)
@require_safe
def stages(request: HttpRequest) -> HttpResponse:
    """All stages of the edition in their order: where we are, which gates are closed."""
    edition = current.edition()
    accepted = Q(homework__state=HomeworkState.ACCEPTED)
    rows = list(
        Stage.objects.filter(edition=edition)
        .annotate(
            tasks=Count("homework", distinct=True), done=Count("homework", filter=accepted, distinct=True)
        )
        .order_by("order")
    )
    came = attending.counts([s.owner_ref for s in rows])
    running = next((s for s in rows if not s.passed_on), None)
    context = {
        "edition": edition,
        "rows": [(s, came[s.owner_ref]) for s in rows],
        "running": running,
        "gates": gates.standings(running) if running else [],
        "may_write": may.can(actor_of(request), WRITE),
        "today": timezone.localdate(),
    }
    return show(request, "movement_bimtek/stages.html", context)


@door(allow=WRITE)
@require_POST
def load_pack(request: HttpRequest) -> HttpResponse:
    """Bring in the stages the region pack names; what is there already stays."""
    try:
        n = loading.load(by=actor_of(request))
    except HouseError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Paket wilayah dimuat: %s tahap.") % n)
    return redirect("movement_bimtek:stages")


@door(allow=READ)
@require_safe
def stage(request: HttpRequest, stage_id: UUID) -> HttpResponse:
    """Gates, sessions, homework, notes and minutes of one stage."""
    found = get_object_or_404(Stage.objects.select_related("edition"), pk=stage_id)
    actor = actor_of(request)
    standings = gates.standings(found)
    plan = f"{reverse('attend:new')}?{urlencode({'untuk': found.owner_ref})}"
    context = {
        "s": found,
        "gates": standings,
        "closed": sum(not g.is_open for g in standings),
        "sessions": [
            (g, can_run(actor, g)) for g in attending.with_counts(Gathering.objects.of(found.owner_ref))
        ],
        "people": attending.count(found.owner_ref).people,
        "homework": [(h, TONES[HomeworkState(h.state)]) for h in found.homework.select_related("dimension")],
        "notes": found.notes.select_related("dimension"),
        "minutes": found.minutes.all(),
        "may_write": may.can(actor, WRITE),
        "may_review": may.can(actor, REVIEW),
        "plan_url": plan,
        "today": timezone.localdate(),
    }
    return show(request, "movement_bimtek/stage.html", context)


def _form(request: HttpRequest, found: Stage, form: Any, **more: Any) -> HttpResponse:
    back = reverse("movement_bimtek:stage", args=[found.id])
    return pages.form_page(request, form, back=back, **{"button": _("Simpan"), "intro": found.title, **more})


@door(allow=WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def schedule(request: HttpRequest, stage_id: UUID) -> HttpResponse:
    """When and where."""
    found = get_object_or_404(Stage, pk=stage_id)
    initial = {
        "starts_on": found.starts_on and found.starts_on.isoformat(),
        "ends_on": found.ends_on and found.ends_on.isoformat(),
        "place": found.place,
    }
    return _form(
        request,
        found,
        ScheduleForm(request.POST or None, initial=initial),
        act=lambda data: actions.plan_stage(by=actor_of(request), stage=found, **data),
        title=_("Jadwal tahap"),
        said=_("Jadwal disimpan."),
    )


@door(allow=WRITE)
@require_POST
def passing(request: HttpRequest, stage_id: UUID) -> HttpResponse:
    """Go on to the next stage, when all gates stand open."""
    found = get_object_or_404(Stage, pk=stage_id)
    try:
        actions.pass_stage(by=actor_of(request), stage=found)
    except HouseError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("%s lulus.") % found.title)
    return redirect("movement_bimtek:stage", found.id)


@door(allow=WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def give(request: HttpRequest, stage_id: UUID) -> HttpResponse:
    """The same homework to every dimension."""
    found = get_object_or_404(Stage, pk=stage_id)
    return _form(
        request,
        found,
        HomeworkForm(request.POST or None),
        act=lambda data: actions.give_homework(by=actor_of(request), stage=found, **data),
        title=_("Tugas baru"),
        said=_("Tugas diberikan kepada setiap dimensi."),
        button=_("Berikan tugas"),
    )


@door(allow=REVIEW)
@require_http_methods(["GET", "HEAD", "POST"])
def note(request: HttpRequest, stage_id: UUID) -> HttpResponse:
    """What an expert said."""
    found = get_object_or_404(Stage, pk=stage_id)
    return _form(
        request,
        found,
        NoteForm(request.POST or None),
        act=lambda data: actions.note(by=actor_of(request), stage=found, **data),
        title=_("Catatan ahli"),
        said=_("Catatan disimpan."),
    )


@door(allow=WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def evidence(request: HttpRequest, gate_id: UUID) -> HttpResponse:
    """Evidence for a gate that is not computed."""
    gate = get_object_or_404(Gate.objects.select_related("stage"), pk=gate_id)

    def act(data: dict[str, Any]) -> None:
        actions.state_gate(by=actor_of(request), gate=gate, evidence=data["evidence"], upload=uploaded(data))

    return _form(
        request,
        gate.stage,
        EvidenceForm(request.POST or None, request.FILES or None, initial={"evidence": gate.evidence}),
        act=act,
        title=_("Bukti gerbang"),
        intro=gate.title,
        said=_("Bukti dicatat."),
    )


@door(allow=WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def waive(request: HttpRequest, gate_id: UUID) -> HttpResponse:
    """Let the stage go on although this gate is closed; the reason shows."""
    gate = get_object_or_404(Gate.objects.select_related("stage"), pk=gate_id)
    return _form(
        request,
        gate.stage,
        WaiveForm(request.POST or None),
        act=lambda data: actions.waive_gate(by=actor_of(request), gate=gate, **data),
        title=_("Kecualikan gerbang"),
        intro=gate.title,
        said=_("Gerbang dikecualikan; alasannya tampil di halaman tahap."),
        button=_("Kecualikan"),
        stop=True,
    )

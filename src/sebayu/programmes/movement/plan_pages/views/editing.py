"""What the secretariat writes into a draft: initiatives and their parts, and who owns them."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from sebayu.core.identity.acting import actor_of
from sebayu.core.identity.doors import door
from sebayu.core.ledger.errors import HouseError
from sebayu.programmes.movement.plan import actions
from sebayu.programmes.movement.plan.errors import PlanFrozen
from sebayu.programmes.movement.plan.models import Activity, Dependency, Initiative, Milestone, Proof
from sebayu.programmes.movement.plan.perms import WRITE
from sebayu.programmes.movement.plan_pages.forms import (
    ActivityForm,
    DependencyForm,
    InitiativeForm,
    MilestoneForm,
    OwnerForm,
    ProofForm,
    owner_of,
)
from sebayu.programmes.movement.plan_pages.views.finding import (
    dimensions,
    the_initiative,
    the_milestone,
    the_plan,
)
from sebayu.programmes.movement.plan_pages.views.initiative import draw
from sebayu.web.desk.frame import show


def tried(form: forms.Form, act: Callable[[], Any]) -> Any:
    """What the action gives back, or None with its refusal on the form."""
    try:
        return act()
    except HouseError as error:
        form.add_error(None, str(error))
        return None


@door(allow=WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def create(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    """A new initiative of a draft."""
    plan = the_plan(plan_id)
    if not plan.is_draft:
        raise PlanFrozen
    form = InitiativeForm(plan, dimensions(plan), request.POST or None)
    if request.method == "POST" and form.is_valid():
        values = dict(form.cleaned_data)
        owner = owner_of(values.pop("owner"))
        made = tried(form, lambda: actions.add_initiative(by=actor_of(request), plan=plan, **owner, **values))
        if made:
            messages.success(request, _("Inisiatif dicatat. Sekarang tentukan apa yang membuktikannya."))
            return redirect("movement_plan:initiative", made.id)
    return _form(request, form, plan=plan, title=_("Inisiatif baru"))


@door(allow=WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, initiative_id: UUID) -> HttpResponse:
    """Change what a draft says of it."""
    row = the_initiative(initiative_id)
    if not row.plan.is_draft:
        raise PlanFrozen
    initial = {name: getattr(row, name) for name in InitiativeForm.base_fields if name != "owner"}
    form = InitiativeForm(
        row.plan, dimensions(row.plan), request.POST or None, initial=initial, initiative=row
    )
    if request.method == "POST" and form.is_valid():
        act = lambda: actions.change_initiative(by=actor_of(request), initiative=row, **form.cleaned_data)  # noqa: E731
        if tried(form, act):
            messages.success(request, _("Perubahan disimpan."))
            return redirect("movement_plan:initiative", row.id)
    return _form(request, form, plan=row.plan, title=_("Ubah inisiatif"), initiative=row)


def _form(request: HttpRequest, form: forms.Form, **context: Any) -> HttpResponse:
    return show(request, "plan/write.html", {"form": form, **context}, status=422 if form.errors else 200)


@door(allow=WRITE)
@require_POST
def remove(request: HttpRequest, initiative_id: UUID) -> HttpResponse:
    """Out of the draft; asked once on the page."""
    row = the_initiative(initiative_id)
    actions.remove_initiative(by=actor_of(request), initiative=row)
    messages.success(
        request, _("%(code)s dihapus dari konsep ini. Edisi sebelumnya tetap memuatnya.") % {"code": row.code}
    )
    return redirect(f"/gerakan/rencana/?edisi={row.plan_id}")


@door(allow=WRITE)
@require_POST
def owner(request: HttpRequest, initiative_id: UUID) -> HttpResponse:
    """Another owner from a day on, also in an edition that is in force."""
    row, form = the_initiative(initiative_id), OwnerForm(request.POST, auto_id="owner_%s")
    if form.is_valid():
        data = form.cleaned_data
        moved = tried(
            form,
            lambda: actions.move_owner(
                by=actor_of(request),
                initiative=row,
                since=data["since"],
                basis=data["basis"],
                **owner_of(data["owner"]),
            ),
        )
        if moved:
            messages.success(request, _("Pemilik dipindahkan. Rencananya tidak berubah."))
            return redirect("movement_plan:initiative", row.id)
    return draw(request, row.id, owner_form=form)


def _add_proof(by: Any, row: Initiative, data: dict[str, Any]) -> Any:
    return actions.add_proof(by=by, initiative=row, **data)


PARTS: dict[str, tuple[str, Callable[..., forms.Form], Callable[..., Any]]] = {
    "indikator": ("proof_form", lambda row, *a, **k: ProofForm(*a, **k), _add_proof),
    "tonggak": (
        "milestone_form",
        lambda row, *a, **k: MilestoneForm(*a, **k),
        lambda by, row, data: actions.add_milestone(by=by, initiative=row, **data),
    ),
    "kegiatan": (
        "activity_form",
        lambda row, *a, **k: ActivityForm(*a, **k),
        lambda by, row, data: actions.add_activity(by=by, initiative=row, **data),
    ),
    "ketergantungan": (
        "dependency_form",
        DependencyForm,
        lambda by, row, data: actions.add_dependency(by=by, initiative=row, **data),
    ),
}
REMOVALS: dict[str, tuple[type, Callable[..., None]]] = {
    "indikator": (Proof, lambda by, part: actions.remove_proof(by=by, proof=part)),
    "tonggak": (Milestone, lambda by, part: actions.remove_milestone(by=by, milestone=part)),
    "kegiatan": (Activity, lambda by, part: actions.remove_activity(by=by, activity=part)),
    "ketergantungan": (Dependency, lambda by, part: actions.remove_dependency(by=by, dependency=part)),
}


@door(allow=WRITE)
@require_POST
def add_part(request: HttpRequest, initiative_id: UUID, part: str) -> HttpResponse:
    """A proof, a milestone, an activity, or something it waits for."""
    if part not in PARTS:
        raise Http404
    row, (name, make, act) = the_initiative(initiative_id), PARTS[part]
    form = make(row, request.POST, auto_id=f"{name.removesuffix('form')}%s")
    if form.is_valid() and tried(form, lambda: act(actor_of(request), row, form.cleaned_data)):
        messages.success(request, _("Ditambahkan."))
        return redirect("movement_plan:initiative", row.id)
    return draw(request, row.id, **{name: form, f"opened_{part}": True})


@door(allow=WRITE)
@require_POST
def remove_part(request: HttpRequest, initiative_id: UUID, part: str, part_id: UUID) -> HttpResponse:
    """Take one of them out of a draft."""
    if part not in REMOVALS:
        raise Http404
    model, act = REMOVALS[part]
    act(actor_of(request), get_object_or_404(model, pk=part_id, initiative=initiative_id))
    messages.success(request, _("Dihapus."))
    return redirect("movement_plan:initiative", initiative_id)


@door(allow=WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def milestone(request: HttpRequest, milestone_id: UUID) -> HttpResponse:
    """Title, day and weight of a milestone of a draft."""
    row = the_milestone(milestone_id)
    initial = {"title": row.title, "due_on": row.due_on, "weight": row.weight}
    form = MilestoneForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        act = lambda: actions.change_milestone(by=actor_of(request), milestone=row, **form.cleaned_data)  # noqa: E731
        if tried(form, act):
            messages.success(request, _("Perubahan disimpan."))
            return redirect("movement_plan:initiative", row.initiative_id)
    return _form(request, form, plan=row.initiative.plan, title=_("Ubah tonggak"), initiative=row.initiative)

"""Evidence from a phone: added by the owner, looked at by a second person."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sebayu.core.identity.acting import actor_of
from sebayu.core.identity.doors import door
from sebayu.core.ledger.errors import HouseError
from sebayu.programmes.movement.evidence import actions, perms
from sebayu.programmes.movement.evidence.enums import EvidenceKind
from sebayu.programmes.movement.evidence.errors import NotYours
from sebayu.programmes.movement.evidence.models import MilestoneEvidence, PhotoFile
from sebayu.programmes.movement.evidence.perms import EVIDENCE
from sebayu.programmes.movement.evidence.photos import MOST_BYTES
from sebayu.programmes.movement.plan import owners
from sebayu.programmes.movement.plan.perms import READ, REVIEW, WRITE
from sebayu.programmes.movement.plan_pages.forms import EvidenceForm, WithdrawForm
from sebayu.programmes.movement.plan_pages.views.editing import tried
from sebayu.programmes.movement.plan_pages.views.finding import the_milestone
from sebayu.programmes.movement.plan_pages.views.initiative import draw
from sebayu.web.desk.frame import show


@door(allow=EVIDENCE)
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, milestone_id: UUID) -> HttpResponse:
    """One milestone, one photo or one number."""
    stone, by = the_milestone(milestone_id), actor_of(request)
    if not perms.can_add_evidence(by, owners.of(stone.initiative)):
        raise NotYours
    initial = {"taken_on": timezone.localdate(), "kind": EvidenceKind.PHOTO}
    form = EvidenceForm(request.POST or None, request.FILES or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        photo = data["photo"].read(MOST_BYTES + 1) if data["kind"] == EvidenceKind.PHOTO else b""
        made = tried(
            form,
            lambda: actions.add_evidence(
                by=by, milestone=stone, kind=data["kind"], number=data["number"], taken_on=data["taken_on"],
                note_text=data["note"], photo=photo,
            ),
        )  # fmt: skip
        if made:
            later = (
                _("Bukti dicatat dan menunggu diperiksa sekretariat.")
                if made.needs_check
                else _("Bukti dicatat.")
            )
            messages.success(request, later)
            return redirect("movement_plan:initiative", stone.initiative_id)
    return show(
        request,
        "plan/evidence.html",
        {"form": form, "m": stone, "i": stone.initiative},
        status=422 if form.errors else 200,
    )


@door(allow=[REVIEW, WRITE])
@require_POST
def check(request: HttpRequest, evidence_id: UUID) -> HttpResponse:
    """It shows what the milestone asks for."""
    row = _standing(evidence_id)
    try:
        actions.check_evidence(by=actor_of(request), evidence_id=row.id)
    except HouseError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Bukti diperiksa dan mulai dihitung."))
    return redirect(_back(request, row))


def _back(request: HttpRequest, row: MilestoneEvidence) -> str:
    from_queue = request.POST.get("dari") == "antrean"
    return "movement_plan:queue" if from_queue else f"/gerakan/inisiatif/{row.milestone.initiative_id}/"


def _standing(evidence_id: UUID) -> MilestoneEvidence:
    return get_object_or_404(
        MilestoneEvidence.objects.select_related("milestone"), pk=evidence_id, withdrawn_at=None
    )


@door(allow=[EVIDENCE, REVIEW, WRITE])
@require_POST
def withdraw(request: HttpRequest, evidence_id: UUID) -> HttpResponse:
    """It counts no more; the reason stays written."""
    row, form = _standing(evidence_id), WithdrawForm(request.POST)
    if form.is_valid() and tried(
        form, lambda: actions.withdraw_evidence(by=actor_of(request), evidence_id=row.id, **form.cleaned_data)
    ):
        messages.success(request, _("Bukti ditarik dan tidak dihitung lagi."))
        return redirect(_back(request, row))
    return draw(request, row.milestone.initiative_id, withdraw_form=form, refused=row.id)


@door(allow=READ)
@require_safe
def photo(request: HttpRequest, evidence_id: UUID) -> HttpResponse:
    """The picture, for officials only."""
    found = PhotoFile.objects.filter(evidence=evidence_id, evidence__withdrawn_at=None).first()
    if found is None:
        raise Http404
    response = HttpResponse(bytes(found.content), content_type=found.mime)
    response["Content-Disposition"] = f'inline; filename="{evidence_id}"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response

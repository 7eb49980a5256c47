"""A plan from a file, first as a dry run; and the file a plan can be changed in."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from sebayu.core.identity.acting import actor_of
from sebayu.core.identity.doors import door
from sebayu.core.ledger.errors import HouseError
from sebayu.programmes.movement.plan.errors import PlanFrozen
from sebayu.programmes.movement.plan.models import Plan
from sebayu.programmes.movement.plan.perms import READ, WRITE
from sebayu.programmes.movement.plan_import import actions, columns, exporting
from sebayu.programmes.movement.plan_import.forms import ImportForm
from sebayu.programmes.movement.plan_import.models import PlanUpload
from sebayu.programmes.movement.plan_import.studying import CHANGED, NEW, SAME, WRONG, study
from sebayu.programmes.movement.plan_import.tables import MOST_BYTES
from sebayu.programmes.movement.plan_pages.views.editing import tried
from sebayu.programmes.movement.plan_pages.views.editions import address
from sebayu.programmes.movement.plan_pages.views.finding import the_plan
from sebayu.web.desk.export import XLSX
from sebayu.web.desk.frame import show

SHOWN = 200


@door(allow=WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def take_in(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    """Upload, look at every row, then take it in."""
    plan = the_plan(plan_id)
    if not plan.is_draft:
        raise PlanFrozen
    if request.method == "POST" and "berkas" in request.POST:
        return _decided(request, plan, _upload(plan, request.POST["berkas"]))
    if request.GET.get("berkas"):
        return _report(request, _upload(plan, request.GET["berkas"]))
    form = ImportForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        content = file.read(MOST_BYTES + 1)
        kept = tried(
            form,
            lambda: actions.keep_upload(by=actor_of(request), plan=plan, name=file.name, content=content),
        )
        if kept:
            return redirect(f"{reverse('movement_plan_import:import', args=[plan.id])}?berkas={kept.id}")
    needed = [
        columns.first_heading(columns.INITIATIVE, name) for name in ("title", "dimension", "owner", "group")
    ]
    context = {"plan": plan, "form": form, "needed": needed}
    return show(request, "plan_import/upload.html", context, status=422 if form.errors else 200)


def _upload(plan: Plan, upload_id: str) -> PlanUpload:
    try:
        found = PlanUpload.objects.select_related("plan").filter(pk=UUID(upload_id), plan=plan).first()
    except ValueError:
        found = None
    if found is None:
        raise Http404
    return found


def _report(request: HttpRequest, upload: PlanUpload, problem: str = "") -> HttpResponse:
    found = study(bytes(upload.content), upload.plan, upload.mapping)
    every = sorted(found.rows, key=lambda row: (row.verdict != WRONG, row.kind != columns.INITIATIVE))
    rows = [row for row in every if row.verdict != SAME]
    context = {
        "plan": upload.plan,
        "upload": upload,
        "rows": rows[:SHOWN],
        "more": max(0, len(rows) - SHOWN),
        "same": [row for row in every if row.verdict == SAME][:SHOWN],
        "counts": {
            "new": found.counts[NEW],
            "changed": found.counts[CHANGED],
            "same": found.counts[SAME],
            "wrong": found.wrong,
        },
        "writes": found.counts[NEW] + found.counts[CHANGED],
        "mapping": [(n, *line, _choices(line[1])) for n, line in enumerate(found.mapping)],
        "problem": problem,
    }
    return show(request, "plan_import/report.html", context, status=422 if problem else 200)


def _choices(kind: str) -> list[tuple[str, str]]:
    return [(name, columns.first_heading(kind, name)) for name in columns.HEADINGS[kind]]


def _decided(request: HttpRequest, plan: Plan, upload: PlanUpload) -> HttpResponse:
    by = actor_of(request)
    if request.POST.get("tindakan") == "petakan":
        found = study(bytes(upload.content), plan, upload.mapping)
        chosen = {line[2]: request.POST.get(f"kolom-{n}", "") for n, line in enumerate(found.mapping)}
        actions.map_columns(by=by, upload=upload, mapping=chosen)
        return redirect(f"{reverse('movement_plan_import:import', args=[plan.id])}?berkas={upload.id}")
    try:
        counts = actions.take_in(by=by, upload=upload, skip_wrong="lewati" in request.POST)
    except HouseError as error:
        return _report(request, upload, str(error))
    said = _("%(new)d baris baru dan %(changed)d perubahan ditulis; %(wrong)d baris salah dilewati.")
    messages.success(request, said % counts)
    return redirect(address(plan))


@door(allow=READ)
@require_safe
def give_out(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    """The whole edition as a file that can be changed and taken in again."""
    plan = the_plan(plan_id)
    response = HttpResponse(exporting.book(plan), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="rencana-{slugify(plan.edition_label)}.xlsx"'
    response["Cache-Control"] = "private, no-store"
    return response

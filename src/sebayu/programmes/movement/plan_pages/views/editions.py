"""Editions: written, copied, adopted; their goals."""

from uuid import UUID

from django.contrib import messages
from django.db.models import Count, Q, QuerySet, Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sebayu.core.identity.acting import actor_of
from sebayu.core.identity.doors import door
from sebayu.programmes.movement.plan import actions, perms, sections
from sebayu.programmes.movement.plan.actions.editions import FIELDS
from sebayu.programmes.movement.plan.enums import PlanState
from sebayu.programmes.movement.plan.errors import PlanFrozen
from sebayu.programmes.movement.plan.models import Goal, Plan
from sebayu.programmes.movement.plan.perms import READ, WRITE
from sebayu.programmes.movement.plan_pages.forms import AdoptForm, GoalForm, LabelForm, PlanForm
from sebayu.programmes.movement.plan_pages.views.editing import tried
from sebayu.programmes.movement.plan_pages.views.finding import dimensions, the_plan
from sebayu.programmes.movement.structure import pages
from sebayu.web.desk.frame import show
from sebayu.web.formats import short_day


def address(plan: Plan) -> str:
    return f"{reverse('movement_plan:tree')}?edisi={plan.id}"


@door(allow=READ)
@require_safe
def editions(request: HttpRequest) -> HttpResponse:
    """All editions, newest first, and what may be done with each."""
    chosen = pages.chosen_of(request, cari=None, keadaan=PlanState.values)
    found = _narrowed(chosen)
    if form := pages.wanted_file(request):
        return _file(form, found)
    context = pages.listed(request, found, chosen)
    for row in context["rows"]:
        row.sections = sections.drawn(sections.EDITION, request, row)
    context |= {
        "states": PlanState.choices,
        "narrowed": any(chosen.values()),
        "may_write": perms.can_write(actor_of(request)),
    }
    return show(request, "plan/editions.html", context)


def _narrowed(chosen: dict[str, str]) -> QuerySet[Plan]:
    rows = Plan.objects.annotate(count=Count("initiatives"), budget=Sum("initiatives__budget_rupiah"))
    if chosen["keadaan"]:
        rows = rows.filter(state=chosen["keadaan"])
    for word in chosen["cari"].split():
        rows = rows.filter(
            Q(edition_label__icontains=word) | Q(title__icontains=word) | Q(basis__icontains=word)
        )
    return rows.order_by("-created_at", "id")


def _file(form: str, found: QuerySet[Plan]) -> HttpResponse:
    head = [
        *(_("Edisi"), _("Judul"), _("Keadaan"), _("Dari tahun"), _("Sampai tahun"), _("Berlaku sejak")),
        *(_("Sampai"), _("Dasar"), _("Inisiatif"), _("Anggaran")),
    ]
    lines = (
        [
            *(p.edition_label, p.title, str(p.get_state_display()), p.horizon_from, p.horizon_to),
            *(
                short_day(p.adopted_on) if p.adopted_on else "",
                short_day(p.superseded_on) if p.superseded_on else "",
            ),
            *(p.basis, p.count, p.budget or 0),
        ]
        for p in found[: pages.MOST]
    )
    return pages.file(form, "edisi-rencana", head, lines)


@door(allow=WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def create(request: HttpRequest) -> HttpResponse:
    """An empty draft."""
    year = timezone.localdate().year
    initial = {"horizon_from": year, "horizon_to": year + 9, "title": _("Rencana Induk Kota Cerdas")}
    form = PlanForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        made = tried(form, lambda: actions.create_plan(by=actor_of(request), **form.cleaned_data))
        if made:
            messages.success(
                request, _("Konsep dibuat. Tulis inisiatifnya satu per satu, atau impor dari berkas.")
            )
            return redirect(address(made))
    return show(
        request,
        "plan/write.html",
        {"form": form, "title": _("Edisi baru")},
        status=422 if form.errors else 200,
    )


@door(allow=WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    """Title, years, vision and mission of a draft."""
    plan = the_plan(plan_id)
    if not plan.is_draft:
        raise PlanFrozen
    form = PlanForm(request.POST or None, initial={name: getattr(plan, name) for name in FIELDS})
    if request.method == "POST" and form.is_valid():
        saved = tried(form, lambda: actions.change_plan(by=actor_of(request), plan=plan, **form.cleaned_data))
        if saved:
            messages.success(request, _("Perubahan disimpan."))
            return redirect(address(plan))
    context = {"form": form, "title": _("Ubah edisi"), "plan": plan}
    return show(request, "plan/write.html", context, status=422 if form.errors else 200)


@door(allow=WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def copy(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    """A new draft with everything of this edition, to be compared with it later."""
    plan, form = the_plan(plan_id), LabelForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = tried(form, lambda: actions.copy_plan(by=actor_of(request), plan=plan, **form.cleaned_data))
        if made:
            messages.success(request, _("Disalin. Bukti yang sudah ada tetap dihitung di edisi baru."))
            return redirect(address(made))
    context = {"form": form, "title": _("Salin menjadi edisi baru"), "plan": plan}
    return show(request, "plan/write.html", context, status=422 if form.errors else 200)


@door(allow=WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def adopt(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    """It comes into force and is changed no more."""
    plan, form = the_plan(plan_id), AdoptForm(request.POST or None, initial={"on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        done = tried(form, lambda: actions.adopt(by=actor_of(request), plan=plan, **form.cleaned_data))
        if done:
            messages.success(request, _("Edisi ini berlaku. Perubahan berikutnya dibuat di edisi baru."))
            return redirect(address(plan))
    warning = _(
        "Setelah ditetapkan, isi edisi ini tidak dapat diubah. Pemilik dan bukti tetap dapat bertambah."
    )
    context = {"form": form, "title": _("Tetapkan edisi"), "plan": plan, "warning": warning}
    return show(request, "plan/write.html", context, status=422 if form.errors else 200)


@door(allow=READ)
@require_http_methods(["GET", "HEAD", "POST"])
def goals(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    """Goals below their dimensions."""
    plan, by = the_plan(plan_id), actor_of(request)
    may_write = perms.can_write(by) and plan.is_draft
    form = GoalForm(dimensions(plan), request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = tried(form, lambda: actions.add_goal(by=by, plan=plan, **form.cleaned_data))
        if made:
            messages.success(request, _("Sasaran dicatat."))
            return redirect("movement_plan:goals", plan.id)
    rows = (
        plan.goals.select_related("dimension")
        .annotate(count=Count("initiatives"))
        .order_by(*Goal._meta.ordering)
    )
    context = {"plan": plan, "rows": list(rows), "form": form, "may_write": may_write}
    return show(request, "plan/goals.html", context, status=422 if form.errors else 200)


@door(allow=WRITE)
@require_POST
def remove_goal(request: HttpRequest, plan_id: UUID, goal_id: UUID) -> HttpResponse:
    actions.remove_goal(by=actor_of(request), goal=get_object_or_404(Goal, pk=goal_id, plan=plan_id))
    messages.success(request, _("Sasaran dihapus; inisiatifnya tetap ada."))
    return redirect("movement_plan:goals", plan_id)

"""What an address names, or 404."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from sebayu.programmes.movement.plan import current
from sebayu.programmes.movement.plan.models import Initiative, Milestone, Plan
from sebayu.programmes.movement.structure import current as structure
from sebayu.programmes.movement.structure.models import Dimension


def plan_of(request: HttpRequest, key: str = "edisi") -> Plan | None:
    """The edition an address asks for, else the one in force, else the newest draft; None in a region that has none."""
    if wanted := request.GET.get(key, ""):
        return the_plan(wanted)
    return current.plan() or Plan.objects.first()


def the_plan(plan_id: UUID | str) -> Plan:
    try:
        return get_object_or_404(Plan, pk=UUID(str(plan_id)))
    except ValueError:
        raise Http404 from None


def the_initiative(initiative_id: UUID) -> Initiative:
    rows = Initiative.objects.select_related("plan", "dimension", "sub_dimension", "goal")
    return get_object_or_404(rows, pk=initiative_id)


def the_milestone(milestone_id: UUID) -> Milestone:
    return get_object_or_404(
        Milestone.objects.select_related("initiative__plan", "initiative__dimension"), pk=milestone_id
    )


def dimensions(plan: Plan | None = None) -> Any:
    """Those in use, and those the plan was written with."""
    today = structure.dimensions()
    keys = {d.id for d in today}
    if plan is not None:
        keys |= set(plan.initiatives.values_list("dimension", flat=True))
    return Dimension.objects.filter(pk__in=keys).order_by("order", "key")

"""The page of one initiative, for officials."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from sebayu.core.identity.acting import actor_of
from sebayu.core.identity.doors import door
from sebayu.programmes.movement.plan import sections
from sebayu.programmes.movement.plan.perms import READ
from sebayu.programmes.movement.plan_pages.forms import (
    ActivityForm,
    DependencyForm,
    MilestoneForm,
    OwnerForm,
    ProofForm,
    WithdrawForm,
)
from sebayu.programmes.movement.plan_pages.present import initiative as present
from sebayu.programmes.movement.plan_pages.views.finding import the_initiative
from sebayu.web.desk.frame import show


@door(allow=READ)
@require_safe
def page(request: HttpRequest, initiative_id: UUID) -> HttpResponse:
    """Who, what, what proves it, and what it waits for."""
    return draw(request, initiative_id)


def draw(request: HttpRequest, initiative_id: UUID, **bound: object) -> HttpResponse:
    """The page, with a form that was refused put back where it was."""
    initiative, actor = the_initiative(initiative_id), actor_of(request)
    context = present.page(initiative, actor)
    context["sections"] = sections.drawn(sections.DESK, request, initiative)
    context["withdraw_form"] = WithdrawForm()
    if context["may_write"]:
        context |= {
            "proof_form": ProofForm(auto_id="proof_%s"),
            "milestone_form": MilestoneForm(auto_id="milestone_%s"),
            "activity_form": ActivityForm(auto_id="activity_%s"),
            "dependency_form": DependencyForm(initiative, auto_id="dependency_%s"),
        }
    if context["may_move"]:
        context["owner_form"] = OwnerForm(auto_id="owner_%s")
    context |= bound
    return show(request, "plan/initiative.html", context, status=422 if bound else 200)

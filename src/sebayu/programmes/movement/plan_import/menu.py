"""Where the plan shows its import: links on every edition, and the way to begin on one that holds nothing yet."""

from typing import Any

from django.http import HttpRequest

from sebayu.core.identity.acting import actor_of
from sebayu.programmes.movement.plan import perms
from sebayu.programmes.movement.plan.models import Plan
from sebayu.programmes.movement.plan.sections import EDITION, EMPTY, Section, add


def _links(request: HttpRequest, plan: Plan) -> dict[str, Any]:
    return {"may_import": _may_import(request, plan)}


def _begin(request: HttpRequest, plan: Plan) -> dict[str, Any] | None:
    return {} if _may_import(request, plan) else None


def _may_import(request: HttpRequest, plan: Plan) -> bool:
    return plan.is_draft and perms.can_write(actor_of(request))


add(Section("import", EDITION, "plan_import/edition.html", _links))
add(Section("import", EMPTY, "plan_import/begin.html", _begin))

"""Where an evaluation offers its pack: to the secretariat, and to who assesses it."""

from typing import Any

from django.http import HttpRequest

from sebayu.core.identity import perms as house
from sebayu.core.identity.acting import actor_of
from sebayu.programmes.movement.evaluation import perms
from sebayu.programmes.movement.evaluation.models import EvaluationEdition
from sebayu.programmes.movement.evaluation.places import STEPS
from sebayu.programmes.movement.plan.sections import Section, add


def _step(request: HttpRequest, edition: EvaluationEdition) -> dict[str, Any] | None:
    actor = actor_of(request)
    return {} if house.can(actor, perms.WRITE) or perms.can_score(actor, edition) else None


add(Section("dossier", STEPS, "dossier/step.html", _step, 20))

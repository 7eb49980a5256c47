"""Where a commitment shows its ceremony: the rehearsal while it is a draft, control page and big screen while it is signed."""

from typing import Any

from django.http import HttpRequest

from sebayu.programmes.movement.commitments.models import Commitment
from sebayu.programmes.movement.commitments.places import STEPS
from sebayu.programmes.movement.plan.sections import Section, add


def _steps(request: HttpRequest, commitment: Commitment) -> dict[str, Any]:
    return {"rehearsal": commitment.rehearsals.first() if commitment.is_draft else None}


add(Section("ceremony", STEPS, "ceremony/steps.html", _steps))

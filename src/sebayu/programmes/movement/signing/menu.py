"""Where a commitment is issued, reminded of and voided, and where the lists say what waits for one's signature."""

from typing import Any

from django.http import HttpRequest

from sebayu.core.identity.acting import actor_of
from sebayu.programmes.movement.commitments.enums import CommitmentState
from sebayu.programmes.movement.commitments.models import Commitment
from sebayu.programmes.movement.commitments.places import ENDS, STEPS, WAITING
from sebayu.programmes.movement.plan.sections import Section, add
from sebayu.programmes.movement.signing.views.mine import waiting


def _issue(request: HttpRequest, commitment: Commitment) -> dict[str, Any] | None:
    return {"seats": commitment.seats.exists()} if commitment.is_draft else None


def _remind(request: HttpRequest, commitment: Commitment) -> dict[str, Any] | None:
    return {} if commitment.state == CommitmentState.SIGNING else None


def _void(request: HttpRequest, commitment: Commitment) -> dict[str, Any] | None:
    return None if commitment.state in {CommitmentState.CONCLUDED, CommitmentState.VOID} else {}


def _waiting(request: HttpRequest, _nothing: None) -> dict[str, Any] | None:
    many = waiting(actor_of(request))
    return {"waiting": many} if many else None


add(Section("issue", STEPS, "signing/issue.html", _issue, 10))
add(Section("remind", STEPS, "signing/remind.html", _remind, 90))
add(Section("void", ENDS, "signing/void.html", _void))
add(Section("waiting", WAITING, "signing/waiting.html", _waiting))

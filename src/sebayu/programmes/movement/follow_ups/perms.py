"""Who sees a recommendation, works on it, and says that it is done. The policy stands in the docstrings."""

from django.db.models import QuerySet

from sebayu.core.identity import perms
from sebayu.core.identity.enums import Role
from sebayu.core.ledger import Actor
from sebayu.programmes.movement.evaluation import perms as evaluation
from sebayu.programmes.movement.evaluation.perms import SCORE, WRITE
from sebayu.programmes.movement.follow_ups.models import Recommendation

__all__ = ["FOLLOW", "SCORE", "can_accept", "can_work_on", "visible"]

FOLLOW = perms.declare(
    "evaluation.follow",
    Role.HEAD,
    Role.SECRETARY,
    Role.CAMAT,
    Role.PLANNER,
    Role.ASSESSOR,
    Role.LEADER,
    Role.AUDITOR,
)
WHOLE = {Role.PLANNER.value, Role.LEADER.value, Role.AUDITOR.value}


def visible(actor: Actor) -> QuerySet[Recommendation]:
    """Offices see their own; who looks at the whole region sees all; an assessor those of his evaluations."""
    found = Recommendation.objects.select_related("edition")
    if perms.can(actor, SCORE) and evaluation.is_from_outside(actor):
        return found.filter(edition__in=evaluation.readable(actor).values("id"))
    return found if WHOLE & actor.roles else found.of_offices(actor)


def can_work_on(actor: Actor, recommendation: Recommendation) -> bool:
    """Head or secretary of the office it was made to; the secretariat for an office that is no more."""
    return perms.can(actor, WRITE) or (
        perms.can(actor, FOLLOW, office_key=recommendation.office_key)
        and perms.works_at(actor, recommendation.office_key)
    )


def can_accept(actor: Actor, recommendation: Recommendation) -> bool:
    """Who recommended, or the secretariat; never the office itself."""
    if perms.can(actor, WRITE):
        return not any(role == f"{Role.HEAD}@{recommendation.office_key}" for role in actor.roles)
    return evaluation.can_score(actor, recommendation.edition)

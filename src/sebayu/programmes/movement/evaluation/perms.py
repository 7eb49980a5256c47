"""Who may do what with an evaluation. Predicates; the policy stands in the docstrings.

The secretariat of the movement opens editions, assigns assessors and draws the sample. Offices answer their own items. Only an assessor
from outside scores, and only what is assigned to him. Whoever may read the movement reads concluded evaluations.
"""

from django.db.models import QuerySet

from sebayu.core.identity import perms
from sebayu.core.identity.enums import Role
from sebayu.core.ledger import Actor
from sebayu.programmes.movement.evaluation.enums import EditionState
from sebayu.programmes.movement.evaluation.models import Assignment, EvaluationEdition, Item
from sebayu.programmes.movement.structure import perms as structure

READ, WRITE = structure.READ, structure.WRITE
SCORE = perms.declare("evaluation.score", Role.ASSESSOR)
OUTSIDE = {Role.ASSESSOR.value, Role.CITIZEN.value}


def is_from_outside(actor: Actor) -> bool:
    """An assessor holds no other post of the region: nobody scores the house he works in."""
    return all(role.split("@")[0] in OUTSIDE for role in actor.roles)


def is_assigned(actor: Actor, edition: EvaluationEdition) -> bool:
    mine = Assignment.objects.filter(edition=edition, account_id=actor.account_id, ended_at=None)
    return actor.account_id is not None and mine.exists()


def can_score(actor: Actor, edition: EvaluationEdition) -> bool:
    """Assigned, from outside, and the self-assessment was handed over. A concluded edition is scored again as a new version."""
    return (
        perms.can(actor, SCORE)
        and is_from_outside(actor)
        and edition.state != EditionState.FILLING
        and is_assigned(actor, edition)
    )


def can_read(actor: Actor, edition: EvaluationEdition) -> bool:
    """Officials read every edition. An assessor reads what is assigned to him, and nothing else of the kind."""
    if perms.can(actor, SCORE) and is_from_outside(actor):
        return is_assigned(actor, edition)
    return perms.can(actor, READ)


def can_answer(actor: Actor, edition: EvaluationEdition, item: Item) -> bool:
    """The secretariat, and the office an item names, while the self-assessment is open."""
    if edition.state != EditionState.FILLING:
        return False
    return perms.can(actor, WRITE) or bool(item.office_key and perms.works_at(actor, item.office_key))


def readable(actor: Actor) -> QuerySet[EvaluationEdition]:
    """An assessor: what is assigned to him; anybody else who reads the movement: all of them."""
    found = EvaluationEdition.objects.select_related("weight_set")
    if not (perms.can(actor, SCORE) and is_from_outside(actor)):
        return found
    mine = Assignment.objects.filter(account_id=actor.account_id, ended_at=None)
    return found.filter(id__in=mine.values("edition_id"))

"""Who decides over comments: the office that owns the initiative today, or the secretariat; never the author."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from sebayu.core.identity.perms import can, works_at
from sebayu.core.ledger import Actor
from sebayu.programmes.movement.participation.models import Comment
from sebayu.programmes.movement.plan import owners
from sebayu.programmes.movement.plan.models import Initiative
from sebayu.programmes.movement.structure.perms import WRITE


def can_moderate(actor: Actor, initiative: Initiative) -> bool:
    if can(actor, WRITE):
        return True
    owner = owners.of(initiative)
    return bool(owner) and works_at(actor, owner.office_key)


def mine(actor: Actor, initiatives: Iterable[Initiative]) -> set[UUID]:
    """Lineages of those initiatives over whose comments this actor decides; bounded queries."""
    rows = list(initiatives)
    if can(actor, WRITE):
        return {row.lineage for row in rows}
    held = owners.many(rows)
    return {row.lineage for row in rows if (o := held.get(row.id)) and works_at(actor, o.office_key)}


def is_author(actor: Actor, comment: Comment) -> bool:
    return actor.account_id is not None and actor.account_id == comment.account_id

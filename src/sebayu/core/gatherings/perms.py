"""Who may run a gathering: whoever has a desk at the organising office. Others see that it takes place, never who came."""

from __future__ import annotations

from sebayu.core.gatherings.models import Gathering
from sebayu.core.identity.perms import works_at
from sebayu.core.ledger import Actor


def can_organise(actor: Actor, office_key: str) -> bool:
    return actor.kind == "system" or works_at(actor, office_key)


def can_run(actor: Actor, gathering: Gathering) -> bool:
    return can_organise(actor, gathering.office_key)

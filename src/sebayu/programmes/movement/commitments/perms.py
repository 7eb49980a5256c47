"""Who may do what with a commitment. The names of the permissions stand in `structure`: reading is every official's, writing the secretariat's."""

from __future__ import annotations

from dataclasses import replace

from sebayu.core.identity import perms
from sebayu.core.identity.enums import Role
from sebayu.core.ledger import Actor
from sebayu.programmes.movement.structure.perms import READ, WRITE

__all__ = ["READ", "WRITE", "can_write", "reading_for_region"]


def can_write(actor: Actor) -> bool:
    """The secretariat of the movement keeps commitments in order; it never signs for anybody."""
    return perms.can(actor, WRITE)


def reading_for_region(actor: Actor, office_key: str) -> Actor:
    """Whoever may read the movement may open the commitment itself: it is an act of the region, addressed to everybody."""
    perms.required(actor, READ)
    return replace(actor, roles=actor.roles | {f"{Role.OFFICER.value}@{office_key}"})

"""Who hands in and who judges. The right to read, write and review at all is declared by the structure part."""

from __future__ import annotations

from sebayu.core.identity.perms import can, works_at
from sebayu.core.ledger import Actor
from sebayu.programmes.movement.bimtek.models import Homework
from sebayu.programmes.movement.structure import current
from sebayu.programmes.movement.structure.perms import REVIEW, WRITE


def can_submit(actor: Actor, homework: Homework) -> bool:
    """The people of the OPD that coordinates the dimension today, or the secretariat for it."""
    if actor.kind == "system" or can(actor, WRITE):
        return True
    coordinator = current.coordinator(homework.dimension)
    return coordinator is not None and works_at(actor, coordinator.office_key)


def can_hold(actor: Actor, stage_id: str) -> bool:
    """Sessions of a stage are the secretariat's: who came to them stands in its minutes."""
    return can(actor, WRITE)


def can_review(actor: Actor) -> bool:
    """The secretariat and the assessor; never their own work (the action sees to that)."""
    return can(actor, REVIEW)

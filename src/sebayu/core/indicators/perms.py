"""Who may compute, decide and look behind a number.

Computing is the machine's work; the movement's secretariat may start it by hand. Targets and baselines are entered by the secretariat
on a basis it names. Rows behind a number: leaders, auditors, the secretariat and assessors see all; so does the head of the office that owns
the number, for he answers for it. Whoever works in an office sees that office's rows, a camat and his staff also those of their kecamatan.
Nobody sees a person's name there. What lies behind a row, a case with its names, is for the office that handles it and for auditors: a
leader sees that the row is there, not whose it is.
"""

from __future__ import annotations

from collections.abc import Callable

from sebayu.core.identity import perms
from sebayu.core.identity.enums import Role
from sebayu.core.identity.errors import NotAllowed
from sebayu.core.ledger import Actor

# Roles that look at the whole region.
EVERYWHERE = frozenset({Role.LEADER, Role.AUDITOR, Role.PLANNER, Role.ASSESSOR})


def compute_required(actor: Actor) -> None:
    if not can_compute(actor):
        raise NotAllowed


def can_compute(actor: Actor) -> bool:
    return actor.kind == "system" or perms.can(actor, "indicator.target")


def can_decide(actor: Actor) -> bool:
    """Targets and baselines."""
    return perms.can(actor, "indicator.target")


def sees_everything(actor: Actor, permission: str) -> bool:
    """Rows of every office: who reads them for the region as a whole."""
    return perms.can(actor, permission) and any(role.value in actor.roles for role in EVERYWHERE)


def answers_for(actor: Actor, owner: str) -> bool:
    """The head of the office that owns a number, or who stands in for him today."""
    return bool(owner) and f"{Role.HEAD}@{owner}" in actor.roles


def own_offices(actor: Actor) -> frozenset[str]:
    """Offices whose rows this actor may open: where he has a desk."""
    return frozenset(office for office in actor.offices if perms.works_at(actor, office))


def opener(actor: Actor) -> Callable[[str], bool]:
    """Whether this actor may follow a row of an office to what lies behind it."""
    if Role.AUDITOR.value in actor.roles:
        return lambda office: True
    return own_offices(actor).__contains__


def can_state(actor: Actor, office_key: str) -> bool:
    """A number from outside is stated by the head of the office that owns it, or who stands in for him today."""
    return f"{Role.HEAD}@{office_key}" in actor.roles

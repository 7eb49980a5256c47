"""Who may add evidence, and who looks at it.

The office that owns an initiative adds evidence to its milestones and nothing else: neither a date nor a weight nor a share. A photo or a
decree counts only after a second person has looked at it, the secretariat or an assessor.
"""

from sebayu.core.identity import perms
from sebayu.core.identity.enums import Role
from sebayu.core.ledger import Actor
from sebayu.programmes.movement.plan.owners import Owner
from sebayu.programmes.movement.plan.perms import REVIEW, can_write

EVIDENCE = perms.declare(
    "plan.evidence",
    *(
        Role.OFFICER,
        Role.KASI,
        Role.SECRETARY,
        Role.HEAD,
        Role.CAMAT_OFFICER,
        Role.CAMAT,
        Role.LEADER,
        Role.PLANNER,
    ),
)


def can_add_evidence(by: Actor, owner: Owner) -> bool:
    """The owner's own people; the secretariat for an office that cannot yet."""
    if can_write(by):
        return True
    return bool(owner) and perms.can(by, EVIDENCE, office_key=owner.office_key)


def can_check_evidence(by: Actor) -> bool:
    return can_write(by) or perms.can(by, REVIEW)

"""Who may do what with the plan.

The secretariat of the movement (`movement.write`) writes the plan. Everybody with a post may read it; what is public is on the public pages.
"""

from sebayu.core.identity import perms
from sebayu.core.ledger import Actor
from sebayu.programmes.movement.structure import perms as structure

READ, WRITE, REVIEW = structure.READ, structure.WRITE, structure.REVIEW


def can_write(by: Actor) -> bool:
    return perms.can(by, WRITE)

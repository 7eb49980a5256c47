"""Who may read and write what the movement keeps, for all its parts.

The plan, the teams and the promises are the business of everybody who serves the region, so every official reads them. Only the
secretariat of the movement writes. Judging other people's work (homework, readiness) is the secretariat's and the assessor's.
"""

from sebayu.core.identity.enums import Role
from sebayu.core.identity.perms import declare

READ = declare(
    "movement.read",
    Role.PLANNER,
    Role.ASSESSOR,
    Role.LEADER,
    Role.AUDITOR,
    Role.HEAD,
    Role.SECRETARY,
    Role.OFFICER,
    Role.KASI,
    Role.CAMAT,
    Role.CAMAT_OFFICER,
)
WRITE = declare("movement.write", Role.PLANNER)
REVIEW = declare("movement.review", Role.PLANNER, Role.ASSESSOR)

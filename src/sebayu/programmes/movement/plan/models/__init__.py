"""Tables of the master plan."""

from sebayu.programmes.movement.plan.models.edition import Goal, Plan, PlanEvent
from sebayu.programmes.movement.plan.models.initiative import Activity, Dependency, Initiative, Ownership
from sebayu.programmes.movement.plan.models.proof import Milestone, Proof

__all__ = [
    "Activity",
    "Dependency",
    "Goal",
    "Initiative",
    "Milestone",
    "Ownership",
    "Plan",
    "PlanEvent",
    "Proof",
]

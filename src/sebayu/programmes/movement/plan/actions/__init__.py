"""Every write of the plan. No function here takes a share, a percentage or a state of progress: there is none to write."""

from sebayu.programmes.movement.plan.actions.editions import adopt, change_plan, copy_plan, create_plan
from sebayu.programmes.movement.plan.actions.initiatives import (
    add_activity,
    add_dependency,
    add_goal,
    add_initiative,
    change_initiative,
    move_owner,
    remove_activity,
    remove_dependency,
    remove_goal,
    remove_initiative,
)
from sebayu.programmes.movement.plan.actions.proofs import (
    add_milestone,
    add_proof,
    change_milestone,
    remove_milestone,
    remove_proof,
)

__all__ = [
    "add_activity",
    "add_dependency",
    "add_goal",
    "add_initiative",
    "add_milestone",
    "add_proof",
    "adopt",
    "change_initiative",
    "change_milestone",
    "change_plan",
    "copy_plan",
    "create_plan",
    "move_owner",
    "remove_activity",
    "remove_dependency",
    "remove_goal",
    "remove_initiative",
    "remove_milestone",
    "remove_proof",
]

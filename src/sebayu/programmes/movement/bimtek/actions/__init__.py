"""Every write of this part. Keyword-only, `by` is the actor, one transaction each, the ledger entry inside it."""

from sebayu.programmes.movement.bimtek.actions.homework import give_homework, review, submit
from sebayu.programmes.movement.bimtek.actions.minutes import sign_minutes, write_minutes
from sebayu.programmes.movement.bimtek.actions.stages import (
    note,
    pass_stage,
    plan_stage,
    score,
    state_gate,
    waive_gate,
)

__all__ = [
    "give_homework",
    "note",
    "pass_stage",
    "plan_stage",
    "review",
    "score",
    "sign_minutes",
    "state_gate",
    "submit",
    "waive_gate",
    "write_minutes",
]

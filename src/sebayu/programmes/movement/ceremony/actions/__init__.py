"""Every write of the ceremony. Keyword-only, `by` is the actor, the ledger entry inside."""

from sebayu.programmes.movement.ceremony.actions.ending import conclude
from sebayu.programmes.movement.ceremony.actions.rehearsal import end_rehearsal, rehearse, rehearse_sign
from sebayu.programmes.movement.ceremony.actions.staging import (
    add_scan,
    pause,
    resume,
    sign_on_paper,
    start,
    to_paper,
)

__all__ = [
    "add_scan",
    "conclude",
    "end_rehearsal",
    "pause",
    "rehearse",
    "rehearse_sign",
    "resume",
    "sign_on_paper",
    "start",
    "to_paper",
]

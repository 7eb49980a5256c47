"""Every write of this part. Keyword-only, `by` is the actor, the ledger entry inside."""

from sebayu.programmes.movement.commitments.actions.drafting import (
    add_promise,
    add_seat,
    change,
    create,
    remove_promise,
    remove_seat,
)
from sebayu.programmes.movement.commitments.actions.telling import tell_monday

__all__ = ["add_promise", "add_seat", "change", "create", "remove_promise", "remove_seat", "tell_monday"]

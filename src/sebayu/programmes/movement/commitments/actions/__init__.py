"""Every write of this part. Keyword-only, `by` is the actor, the ledger entry inside.

`sign`, `sign_all` and `sign_by_link` call the signing service and must not run inside a transaction of the caller.
"""

from sebayu.programmes.movement.commitments.actions.drafting import (
    add_promise,
    add_seat,
    change,
    create,
    remove_promise,
    remove_seat,
)
from sebayu.programmes.movement.commitments.actions.guests import refuse_by_link, send_code, sign_by_link
from sebayu.programmes.movement.commitments.actions.issuing import issue, void
from sebayu.programmes.movement.commitments.actions.linking import open_link, send_link
from sebayu.programmes.movement.commitments.actions.seating import refuse, reseat, skip, vacate
from sebayu.programmes.movement.commitments.actions.settling import catch_up, settle
from sebayu.programmes.movement.commitments.actions.signing import Outcome, sign, sign_all
from sebayu.programmes.movement.commitments.actions.telling import call_up, remind, tell_monday

__all__ = [
    "Outcome",
    "add_promise",
    "add_seat",
    "call_up",
    "catch_up",
    "change",
    "create",
    "issue",
    "open_link",
    "refuse",
    "refuse_by_link",
    "remind",
    "remove_promise",
    "remove_seat",
    "reseat",
    "send_code",
    "send_link",
    "settle",
    "sign",
    "sign_all",
    "sign_by_link",
    "skip",
    "tell_monday",
    "vacate",
    "void",
]

"""Every write of this part. Keyword-only, `by` is the actor, the ledger entry inside.

`sign`, `sign_all` and `sign_by_link` call the signing service and must not run inside a transaction of the caller.
"""

from sebayu.programmes.movement.commitments.actions.ceremony import (
    add_scan,
    catch_up,
    conclude,
    pause,
    resume,
    settle,
    sign_on_paper,
    start,
    to_paper,
)
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
from sebayu.programmes.movement.commitments.actions.rehearsal import end_rehearsal, rehearse, rehearse_sign
from sebayu.programmes.movement.commitments.actions.seating import refuse, reseat, skip, vacate
from sebayu.programmes.movement.commitments.actions.signing import Outcome, sign, sign_all
from sebayu.programmes.movement.commitments.actions.telling import call_up, remind, tell_monday

__all__ = [
    "Outcome",
    "add_promise",
    "add_scan",
    "add_seat",
    "call_up",
    "catch_up",
    "change",
    "conclude",
    "create",
    "end_rehearsal",
    "issue",
    "open_link",
    "pause",
    "refuse",
    "refuse_by_link",
    "rehearse",
    "rehearse_sign",
    "remind",
    "remove_promise",
    "remove_seat",
    "reseat",
    "resume",
    "send_code",
    "send_link",
    "settle",
    "sign",
    "sign_all",
    "sign_by_link",
    "sign_on_paper",
    "skip",
    "start",
    "tell_monday",
    "to_paper",
    "vacate",
    "void",
]

"""Every write of signing. Keyword-only, `by` is the actor, the ledger entry inside.

`sign`, `sign_all` and `sign_by_link` call the signing service and must not run inside a transaction of the caller.
"""

from sebayu.programmes.movement.signing.actions.guests import refuse_by_link, send_code, sign_by_link
from sebayu.programmes.movement.signing.actions.issuing import issue, void
from sebayu.programmes.movement.signing.actions.linking import open_link, send_link
from sebayu.programmes.movement.signing.actions.seating import refuse, reseat, skip, vacate
from sebayu.programmes.movement.signing.actions.settling import catch_up, settle
from sebayu.programmes.movement.signing.actions.signing import Outcome, sign, sign_all
from sebayu.programmes.movement.signing.actions.telling import call_up, remind

__all__ = [
    "Outcome",
    "call_up",
    "catch_up",
    "issue",
    "open_link",
    "refuse",
    "refuse_by_link",
    "remind",
    "reseat",
    "send_code",
    "send_link",
    "settle",
    "sign",
    "sign_all",
    "sign_by_link",
    "skip",
    "vacate",
    "void",
]

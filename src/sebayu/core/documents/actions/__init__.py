"""Every write of this room. Keyword-only, `by` is the actor, one transaction each, the ledger entry inside it.

`sign`, `seal` and `sign_many` call another machine and therefore use two transactions: one before the call, one after it. They must
not run inside a transaction of the caller; what has to happen together with the signature is handed over as `and_then`.
"""

from sebayu.core.documents.actions.drafting import draft, redraft
from sebayu.core.documents.actions.ending import replace, revoke, void
from sebayu.core.documents.actions.issuing import issue
from sebayu.core.documents.actions.joint import conclude, seal_joint, sign_joint, turn
from sebayu.core.documents.actions.reading import mark_delivered, open_file, picture
from sebayu.core.documents.actions.settling import mark_hanging, reconcile
from sebayu.core.documents.actions.signing import Outcome, seal, sign, sign_many, signer_status

__all__ = [
    "Outcome",
    "conclude",
    "draft",
    "issue",
    "mark_delivered",
    "mark_hanging",
    "open_file",
    "picture",
    "reconcile",
    "redraft",
    "replace",
    "revoke",
    "seal",
    "seal_joint",
    "sign",
    "sign_joint",
    "sign_many",
    "signer_status",
    "turn",
    "void",
]

"""For which records of other rooms a gathering may be held. Whoever keeps such records says who may: those who come are counted there.

A kind of record nobody declares counts for nothing, so anybody may write it.
"""

from __future__ import annotations

from collections.abc import Callable

from sebayu.core.ledger import Actor

MayHold = Callable[[Actor, str], bool]
_kinds: dict[str, MayHold] = {}


def declare(kind: str, may_hold: MayHold) -> None:
    """`kind` is what stands before the colon of an `owner_ref`; `may_hold` gets the actor and what stands behind it."""
    _kinds[kind] = may_hold


def may_hold(actor: Actor, owner_ref: str) -> bool:
    kind, _colon, key = owner_ref.partition(":")
    return kind not in _kinds or _kinds[kind](actor, key)

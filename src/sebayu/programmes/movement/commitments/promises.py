"""The promises as they stand: computed from indicators and the plan, never typed. For pages, the board and the Monday message.

A promise belongs to the post of its seat: whoever holds the post today answers for it, and an office that was merged or renamed hands its
promises to the one it became. The name on the paper stays the name of who signed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db.models import QuerySet
from django.utils import timezone

from sebayu.core.identity.enums import Role
from sebayu.core.identity.models import Post
from sebayu.core.ledger import Actor
from sebayu.programmes.movement.commitments.enums import (
    PROMISE_TONES,
    CommitmentState,
    PromiseState,
    SeatMark,
)
from sebayu.programmes.movement.commitments.models import Commitment, Undertaking
from sebayu.programmes.movement.commitments.weighing import Promise, many
from sebayu.programmes.movement.structure import current

__all__ = [
    "PROMISE_TONES",
    "Promise",
    "PromiseState",
    "by_post",
    "counts",
    "due",
    "everything",
    "many",
    "of_actor",
    "of_commitment",
    "of_office",
    "state",
]
RUNNING = (CommitmentState.SIGNING, CommitmentState.CONCLUDED)


def _all() -> QuerySet[Undertaking]:
    """Promises that hold: of commitments that are signed or being signed, at seats that did sign."""
    return (
        Undertaking.objects.filter(
            seat__commitment__state__in=RUNNING,
            seat__commitment__rehearsal_of=None,
            seat__mark__in=[SeatMark.SIGNED, SeatMark.PAPER],
        )
        .select_related("seat__commitment", "initiative")
        .order_by("due_on", "seat__position", "order", "id")
    )


def state(undertaking: Undertaking, on: dt.date | None = None) -> PromiseState:
    return many([undertaking], on)[0].state


def of_commitment(
    commitment: Commitment, on: dt.date | None = None, *, public: bool = False
) -> list[Promise]:
    """All promises of a commitment, in the order of the paper, signed or not; `public` as everybody may read them."""
    rows = Undertaking.objects.filter(seat__commitment=commitment).select_related(
        "seat__commitment", "initiative"
    )
    return many(rows.order_by("seat__position", "order", "id"), on, public=public)


def of_office(office_key: str, on: dt.date | None = None) -> list[Promise]:
    """What this office has promised, by its own posts and by those of the offices it follows."""
    day = on or timezone.localdate()
    offices = [office_key, *(old for old, new in current.successors(day).items() if new == office_key)]
    posts = Post.objects.filter(office_id__in=offices).values_list("key", flat=True)
    return many(_all().filter(seat__post_key__in=list(posts)), day)


def due(until: dt.date, on: dt.date | None = None, *, public: bool = False) -> list[Promise]:
    """What falls due by that day and is not kept yet, the nearest first; what is overdue is among it."""
    found = many(_all().filter(due_on__lte=until), on, public=public)
    return [promise for promise in found if promise.state != PromiseState.KEPT]


def count() -> int:
    """How many promises hold, kept ones included."""
    return _all().count()


def everything(on: dt.date | None = None, *, public: bool = False) -> list[Promise]:
    return many(_all(), on, public=public)


def counts(found: Iterable[Promise]) -> dict[str, int]:
    """How many promises are in which state: for a bar, or a sentence."""
    shown = {state.value: 0 for state in PromiseState}
    for promise in found:
        shown[promise.state.value] += 1
    return shown


def of_actor(actor: Actor, on: dt.date | None = None) -> list[Promise]:
    """The promises with one's own post: of every post held today, and of the heads of offices that were merged into one's own."""
    day = on or timezone.localdate()
    return many(_all().filter(seat__post_key__in=posts_of(actor, day)), day)


def posts_of(actor: Actor, on: dt.date) -> set[str]:
    follows = current.successors(on)
    led = {key for key in actor.offices if f"{Role.HEAD.value}@{key}" in actor.roles}
    merged = [old for old, new in follows.items() if new in led]
    heads = Post.objects.filter(office_id__in=merged, role=Role.HEAD).values_list("key", flat=True)
    return set(actor.posts) | set(heads if merged else ())


def by_post(on: dt.date) -> dict[str, list[Promise]]:
    """For the Monday message: under the post that answers today, which may follow the one on the paper."""
    follows = current.successors(on)
    found: dict[str, list[Promise]] = {}
    for promise in everything(on):
        key = promise.seat.post_key
        office, _dot, name = key.rpartition(".")
        if key:
            found.setdefault(f"{follows[office]}.{name}" if office in follows else key, []).append(promise)
    return found

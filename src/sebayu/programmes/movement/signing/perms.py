"""Who sits in a seat, and as whom the secretariat handles the region's document."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from sebayu.core.identity import perms
from sebayu.core.identity.acting import holder
from sebayu.core.identity.enums import ACTING_NOTE, MandateKind, Role
from sebayu.core.identity.models import Mandate
from sebayu.core.ledger import Actor
from sebayu.programmes.movement.commitments.models import Seat
from sebayu.programmes.movement.structure.perms import WRITE


@dataclass(frozen=True, slots=True)
class Sitting:
    """Somebody in a seat on a day, and in which capacity he came to it."""

    name: str
    title: str
    acting_note: str
    nip: str
    rank: str

    @property
    def named(self) -> str:
        return f"{self.acting_note} {self.title}".strip()


def for_region(actor: Actor, office_key: str) -> Actor:
    """The secretariat acting for the region whose commitment it is: the document belongs to the region, not to the secretariat's office."""
    perms.required(actor, WRITE)
    return replace(actor, roles=actor.roles | {f"{Role.PLANNER.value}@{office_key}"})


def sitting(actor: Actor, seat: Seat, on: dt.date | None = None) -> Sitting | None:
    """This actor in this seat: who holds the post that day (its Plt. or Plh. before the definitive holder), or who has it by mandate."""
    if actor.kind != "officer" or actor.account_id is None or not seat.post_key:
        return None
    who = holder(seat.post_key, on)
    if who is not None and who.account_id == actor.account_id:
        return Sitting(who.name, who.title, who.acting_note, who.nip, who.rank)
    lent = (
        Mandate.objects.on(on)
        .filter(account_id=actor.account_id, post_id=seat.post_key, kind=MandateKind.DELEGATED)
        .select_related("account", "post")
        .first()
    )
    if lent is None:
        return None
    note = ACTING_NOTE[MandateKind.DELEGATED]
    return Sitting(lent.account.name, lent.post.title, note, lent.account.nip, lent.account.rank)

"""What every write shares: the permission, the lock on the edition, and the refusal to change one that is in force."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from sebayu.core.identity import perms
from sebayu.core.ledger import Actor, Purpose
from sebayu.core.ledger.actions import record
from sebayu.programmes.movement.plan.errors import BadMoney, BadPeriod, BadWeight, PlanFrozen
from sebayu.programmes.movement.plan.models import Plan, PlanEvent
from sebayu.programmes.movement.plan.perms import WRITE

BASIS = "Komitmen Bersama Gerakan Menuju Kota Cerdas"


def purpose() -> Purpose:
    return Purpose(_("Menyusun rencana induk kota cerdas"), BASIS)


@contextmanager
def changing(
    *,
    by: Actor,
    plan_id: UUID,
    act: str,
    lineage: UUID | None = None,
    detail: dict[str, Any] | None = None,
    words: str = "",
) -> Iterator[Plan]:
    """One change of a draft: checked, locked, in its history and in the ledger."""
    perms.required(by, WRITE)
    with transaction.atomic():
        plan = Plan.objects.select_for_update().get(pk=plan_id)
        if not plan.is_draft:
            raise PlanFrozen
        yield plan
        note(by=by, act=act, plan=plan, lineage=lineage, detail=detail, words=words)


def note(
    *,
    by: Actor,
    act: str,
    plan: Plan,
    lineage: UUID | None = None,
    detail: dict[str, Any] | None = None,
    words: str = "",
) -> None:
    """`words` are shown in the history; the ledger keeps keys only."""
    PlanEvent.objects.create(
        plan=plan, lineage=lineage, act=act, who=by.name[:200], post=by.post[:200], note=words[:300]
    )
    record(by=by, act=act, purpose=purpose(), detail={"plan": str(plan.id), **(detail or {})})


def check_period(starts_on: Any, ends_on: Any) -> None:
    if ends_on < starts_on:
        raise BadPeriod


def check_money(amount: int) -> None:
    if isinstance(amount, bool) or not isinstance(amount, int) or not 0 <= amount < 2**62:
        raise BadMoney


def check_weight(weight: int) -> None:
    if not isinstance(weight, int) or not 1 <= weight <= 100:
        raise BadWeight

"""Who is responsible for an initiative on a day: an office by itself, or whichever office has the duty then."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from sebayu.core.areas import region
from sebayu.core.identity.models import Office
from sebayu.programmes.movement.plan.models import Initiative, Ownership
from sebayu.programmes.movement.structure import current


@dataclass(frozen=True, slots=True)
class Owner:
    """`office_key` is empty where the duty has no office that day; `is_sure` False where the region has not confirmed it.

    An office that was merged or renamed is followed to the one it became.
    """

    office_key: str
    name: str
    duty: str = ""
    is_sure: bool = True
    was_key: str = ""  # the office the plan names, where it is another one by now

    def __bool__(self) -> bool:
        return bool(self.office_key)


NOBODY = Owner("", "")


def of(initiative: Initiative, on: dt.date | None = None) -> Owner:
    return many([initiative], on).get(initiative.id, NOBODY)


def many(initiatives: Iterable[Initiative], on: dt.date | None = None) -> dict[UUID, Owner]:
    """Owners of all of these in three queries."""
    on = on or timezone.localdate()
    rows = Ownership.objects.on(on).filter(initiative__in=[i.id for i in initiatives]).order_by("valid_from")
    held = {row.initiative_id: _office_of(row, on) for row in rows}
    follows = current.successors(on) if held else {}
    wanted = {follows.get(key, key) for key, _duty, _sure in held.values() if key}
    names = dict(Office.objects.filter(key__in=wanted).values_list("key", "name")) if wanted else {}
    return {pk: _owner(key, duty, sure, follows, names) for pk, (key, duty, sure) in held.items()}


def _office_of(row: Ownership, on: dt.date) -> tuple[str, str, bool]:
    if row.office_key:
        return row.office_key, "", True
    found = region.pack().duty(row.duty, on)
    return (found.office_key, row.duty, found.sure) if found else ("", row.duty, False)


def _owner(key: str, duty: str, sure: bool, follows: dict[str, str], names: dict[str, str]) -> Owner:
    now = follows.get(key, key)
    if now not in names:
        return Owner("", "", duty, False)
    return Owner(now, names[now], duty, sure, key if now != key else "")


def keys_of(office_keys: Iterable[str], on: dt.date | None = None) -> tuple[set[str], set[str]]:
    """(office keys, duties) under which these offices may be named as owner that day, by themselves or as successors."""
    on, wanted = on or timezone.localdate(), set(office_keys)
    follows = current.successors(on)
    keys = wanted | {old for old, new in follows.items() if new in wanted}
    pack = region.pack()
    held = {name: pack.duty(name, on) for name in {row.duty for row in pack.duties}}
    return keys, {name for name, row in held.items() if row is not None and row.office_key in keys}


def owned_by(office_keys: Iterable[str], on: dt.date | None = None) -> QuerySet[Initiative]:
    """Initiatives for which one of these offices is responsible that day; narrow it to an edition yourself."""
    keys, duties = keys_of(office_keys, on)
    held = Ownership.objects.on(on).filter(Q(office_key__in=keys) | Q(duty__in=duties, office_key=""))
    return Initiative.objects.filter(pk__in=held.values("initiative"))

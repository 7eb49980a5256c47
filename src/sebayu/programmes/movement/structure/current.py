"""What holds on a day: edition, taxonomy, dimensions, who coordinates, who sits where. Parts above ask here, never the tables."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.utils import timezone

from sebayu.core.identity.acting import Holder
from sebayu.core.identity.enums import ACTING_NOTE, MandateKind, Role
from sebayu.core.identity.models import Mandate, Office, Post
from sebayu.programmes.movement.structure.enums import Position
from sebayu.programmes.movement.structure.models import (
    Decree,
    Dimension,
    DimensionMapping,
    Edition,
    Member,
    OfficeChange,
    Taxonomy,
)

Day = dt.date | None


@dataclass(frozen=True, slots=True)
class Coordinator:
    """The OPD that coordinates a dimension on a day. `office_key` is today's successor; `named_key` what the decree says."""

    dimension_key: str
    office_key: str
    office: str
    post_key: str
    named_key: str
    named_office: str
    since: dt.date


@dataclass(frozen=True, slots=True)
class Seat:
    """A member with whoever holds the post on that day; `person_name` of the member stays what it was on the paper."""

    member: Member
    holder: Holder | None

    @property
    def is_replaced(self) -> bool:
        """Somebody else sits there now than the paper says; an empty chair is not a replacement."""
        return bool(self.holder and self.member.person_name and self.holder.name != self.member.person_name)

    @property
    def is_vacant(self) -> bool:
        return bool(self.member.post_key) and self.holder is None

    @property
    def name(self) -> str:
        if not self.member.post_key:
            return self.member.person_name
        return self.holder.name if self.holder else ""

    @property
    def title(self) -> str:
        note = self.holder.acting_note if self.holder else ""
        return f"{note} {self.member.title}".strip()


def edition(on: Day = None) -> Edition | None:
    return Edition.objects.on(on).order_by("-valid_from").first()


def taxonomy(on: Day = None) -> Taxonomy | None:
    return Taxonomy.objects.on(on).first()


def dimensions(on: Day = None) -> list[Dimension]:
    """The dimensions in use on the day, in their order; empty in a region where nothing is filled in."""
    day = on or timezone.localdate()
    return list(
        Dimension.objects.filter(taxonomy__in=Taxonomy.objects.on(day))
        .select_related("taxonomy")
        .order_by("order", "key")
    )


def dimension(key: str, on: Day = None) -> Dimension | None:
    return next((d for d in dimensions(on) if d.key == key), None)


def decrees(on: Day = None) -> list[Decree]:
    return list(Decree.objects.on(on).select_related("edition"))


def successors(on: Day = None) -> dict[str, str]:
    """Every office that is no more on the day, with the office that follows it then, over several changes."""
    day = on or timezone.localdate()
    step = dict(OfficeChange.objects.filter(changed_on__lte=day).values_list("old_key", "new_key"))
    found = {}
    for old in step:
        now, seen = old, {old}
        while now in step and step[now] not in seen:
            now = step[now]
            seen.add(now)
        found[old] = now
    return found


def office(office_key: str, on: Day = None) -> str:
    """The office itself, or the one that follows it on the day."""
    return successors(on).get(office_key, office_key)


def coordinators(on: Day = None) -> dict[str, Coordinator]:
    """Who coordinates each dimension on the day, by the dimension's key; four queries for all."""
    day = on or timezone.localdate()
    seats = list(Member.objects.on(day).filter(position=Position.COORDINATOR).select_related("dimension"))
    follows = successors(day)
    now = {seat.id: follows.get(seat.office_key, seat.office_key) for seat in seats}
    keys = set(now.values())
    names = dict(Office.objects.filter(key__in=keys).values_list("key", "name"))
    heads = dict(
        Post.objects.on(day).filter(office_id__in=keys, role=Role.HEAD).values_list("office_id", "key")
    )
    return {
        seat.dimension.key: Coordinator(
            dimension_key=seat.dimension.key,
            office_key=now[seat.id],
            office=names.get(now[seat.id], seat.organisation),
            post_key=heads.get(now[seat.id], ""),
            named_key=seat.office_key,
            named_office=seat.organisation,
            since=seat.valid_from,
        )
        for seat in seats
        if seat.dimension
    }


def coordinator(of: Dimension | str, on: Day = None) -> Coordinator | None:
    key = of if isinstance(of, str) else of.key
    return coordinators(on).get(key)


def holders(post_keys: Iterable[str], on: Day = None) -> dict[str, Holder]:
    """Who holds each of these posts on the day: plt and plh before the definitive holder, as `acting.holder` says; one query."""
    live = (
        Mandate.objects.on(on)
        .filter(post_id__in=set(post_keys) - {""}, account__is_active=True)
        .exclude(kind=MandateKind.DELEGATED)
        .select_related("account", "post")
    )
    found: dict[str, Mandate] = {}
    for mandate in live.order_by("id"):
        if mandate.post_id not in found or mandate.kind != MandateKind.DEFINITIVE:
            found[mandate.post_id] = mandate
    return {
        key: Holder(
            account_id=m.account.id,
            name=m.account.name,
            nip=m.account.nip,
            nik=m.account.signer_nik,
            title=m.post.title,
            rank=m.account.rank,
            acting_note=ACTING_NOTE.get(MandateKind(m.kind), ""),
        )
        for key, m in found.items()
    }


def seats(members: Iterable[Member], on: Day = None) -> list[Seat]:
    """Members with today's holders of their posts."""
    rows = list(members)
    held = holders((m.post_key for m in rows), on)
    return [Seat(m, held.get(m.post_key)) for m in rows]


def read_as(of: Iterable[Dimension], into: Taxonomy) -> dict[str, list[tuple[Dimension, Decimal]]]:
    """Each dimension (by id as text) in the words of another taxonomy, with its share there; its own taxonomy: itself.

    A dimension without a mapping is not there: whoever sums up says so instead of guessing.
    """
    wanted = list(of)
    found: dict[str, list[tuple[Dimension, Decimal]]] = {
        str(d.id): [(d, Decimal(1))] for d in wanted if d.taxonomy_id == into.id
    }
    rows = DimensionMapping.objects.filter(source__in=wanted, target__taxonomy=into).select_related("target")
    for row in rows.order_by("target__order"):
        found.setdefault(str(row.source_id), []).append((row.target, row.share))
    return found

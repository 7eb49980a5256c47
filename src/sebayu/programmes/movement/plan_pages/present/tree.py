"""The plan as a list below its dimensions: filters, search, roll-ups, pages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Q
from django.http import QueryDict
from django.utils.translation import gettext as _

from sebayu.programmes.movement.evidence import numbers, progress
from sebayu.programmes.movement.evidence.enums import ProgressState
from sebayu.programmes.movement.evidence.progress import Progress, Roll
from sebayu.programmes.movement.plan import owners
from sebayu.programmes.movement.plan.enums import Group, Horizon
from sebayu.programmes.movement.plan.models import Initiative, Plan
from sebayu.programmes.movement.plan.owners import Owner

KEYS = ("q", "dimensi", "opd", "jangka", "kelompok", "keadaan", "quickwin")


@dataclass(frozen=True, slots=True)
class Row:
    initiative: Initiative
    owner: Owner
    progress: Progress


@dataclass(frozen=True)
class Listing:
    """All rows that fit, in order, with the whole as one number and each dimension as one."""

    rows: list[Row]
    whole: Roll
    dimensions: list[Roll]
    every: int
    offices: list[tuple[str, str]] = field(default_factory=list)

    @property
    def budget(self) -> int:
        return sum(row.initiative.budget_rupiah for row in self.rows)


def chosen(get: QueryDict) -> dict[str, str]:
    """The filters of an address; a value that is not on offer is no filter."""
    found = {key: get.get(key, "").strip()[:100] for key in KEYS}
    offers = {
        "jangka": Horizon.values,
        "kelompok": Group.values,
        "keadaan": ProgressState.values,
        "quickwin": ["ya"],
    }
    return {key: "" if key in offers and value not in offers[key] else value for key, value in found.items()}


def listing(
    plan: Plan,
    picked: Mapping[str, str],
    on: dt.date | None = None,
    *,
    read: numbers.Source = numbers.computed,
) -> Listing:
    """Bounded queries: the rows, their owners, their proofs and evidence; every number from `read`."""
    wanted = {key: picked.get(key, "") for key in KEYS}
    base = Initiative.objects.filter(plan=plan)
    found = list(_narrowed(base, wanted).select_related("dimension", "sub_dimension", "goal").tree())
    who, shares = owners.many(found, on), progress.many(found, on, read=read)
    offices = sorted({(o.office_key, o.name) for o in who.values() if o}, key=lambda pair: pair[1])
    rows = [Row(i, who.get(i.id, owners.NOBODY), shares[i.id]) for i in found]
    rows = [
        row
        for row in rows
        if wanted["opd"] in ("", row.owner.office_key) and wanted["keadaan"] in ("", row.progress.state)
    ]
    kept = [row.initiative for row in rows]
    return Listing(
        rows=rows,
        whole=progress.whole(kept, shares),
        dimensions=progress.roll_up("dimension", on, initiatives=kept, progress=shares),
        every=base.count(),
        offices=offices,
    )


def _narrowed(found, wanted: Mapping[str, str]):
    if wanted["dimensi"]:
        found = found.filter(dimension__key=wanted["dimensi"])
    if wanted["jangka"]:
        found = found.filter(horizon=wanted["jangka"])
    if wanted["kelompok"]:
        found = found.filter(group=wanted["kelompok"])
    if wanted["quickwin"]:
        found = found.filter(quick_win=True)
    for word in wanted["q"].split():
        text = Q(title__icontains=word) | Q(code__icontains=word) | Q(summary__icontains=word)
        found = found.filter(text | Q(goal__title__icontains=word))
    return found


def grouped(rows: list[Row], dimensions: list[Roll]) -> list[tuple[Roll, list[Row]]]:
    """The rows of one page below their dimensions; the number beside a dimension is that of all its rows."""
    by_key: dict[str, list[Row]] = {}
    for row in rows:
        by_key.setdefault(row.initiative.dimension.key, []).append(row)
    return [(roll, by_key[roll.key]) for roll in dimensions if roll.key in by_key]


def lines(rows: list[Row]) -> tuple[list[str], list[list]]:
    """The list as a file; progress is there to be read and is refused when the file is taken in again."""
    head = [_("Kode"), _("Inisiatif"), _("Dimensi"), _("Subdimensi"), _("Sasaran"), _("Pemilik"), _("Jangka"), _("Kelompok"),
            _("Quick win"), _("Mulai"), _("Selesai"), _("Kode anggaran"), _("Anggaran"), _("Kemajuan (dihitung)"), _("Keadaan"),
            _("Perhitungan")]  # fmt: skip
    return head, [_line(row) for row in rows]


def _line(row: Row) -> list:
    i = row.initiative
    return [
        i.code, i.title, i.dimension.title, i.sub_dimension.title if i.sub_dimension else "", i.goal.title if i.goal else "",
        row.owner.name, str(Horizon(i.horizon).label), str(Group(i.group).label), _("ya") if i.quick_win else "",
        f"{i.starts_on:%d-%m-%Y}", f"{i.ends_on:%d-%m-%Y}", i.budget_code, i.budget_rupiah, row.progress.text,
        str(row.progress.state.label), row.progress.arithmetic,
    ]  # fmt: skip


def by_id(rows: list[Row]) -> dict[UUID, Row]:
    return {row.initiative.id: row for row in rows}

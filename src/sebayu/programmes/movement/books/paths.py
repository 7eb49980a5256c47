"""Book 2: what shall be done, by whom, until when, and what waits for what."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext as _

from sebayu.programmes.movement.books.blocks import Block, Bullets, Chapter, Pairs, Table, Text, Timeline
from sebayu.programmes.movement.evidence import numbers, progress
from sebayu.programmes.movement.evidence.progress import Progress
from sebayu.programmes.movement.plan import owners
from sebayu.programmes.movement.plan.enums import Group, Horizon
from sebayu.programmes.movement.plan.models import Dependency, Initiative, Milestone, Plan
from sebayu.programmes.movement.plan.owners import Owner
from sebayu.web.formats import day, rupiah, short_day

NOBODY_YET = "—"


def rows_of(plan: Plan) -> list[Initiative]:
    return list(plan.initiatives.select_related("dimension", "sub_dimension", "goal").tree())


def by_dimension(plan: Plan, on: dt.date, read: numbers.Source = numbers.computed) -> Chapter:
    """Every initiative with what proves it, below its dimension."""
    rows = rows_of(plan)
    who, shares = owners.many(rows, on), progress.many(rows, on, read=read)
    stones: dict[object, list[Milestone]] = {}
    for stone in Milestone.objects.filter(initiative__in=rows).order_by("due_on", "title"):
        stones.setdefault(stone.initiative_id, []).append(stone)
    groups: dict[str, list[Block]] = {}
    for row in rows:
        blocks = _one(row, who.get(row.id, owners.NOBODY), shares[row.id], stones.get(row.id, []))
        groups.setdefault(row.dimension.title, []).extend(blocks)
    sections = [(title, blocks) for title, blocks in groups.items()]
    return Chapter(_("Inisiatif setiap dimensi"), sections or [("", [Text([_("Belum ada inisiatif.")])])])


def said(share: Progress) -> str:
    """How far it has come, in one line."""
    if share.is_hidden:
        return _("tidak ditampilkan: ada angkanya yang tidak atau belum diumumkan")
    return share.arithmetic or _("belum ada yang membuktikannya")


def _one(row: Initiative, owner: Owner, share: Progress, stones: list[Milestone]) -> list[Block]:
    facts = [
        (f"{row.code} {row.title}", row.summary),
        (_("Pemilik"), owner.name or NOBODY_YET),
        (_("Jangka"), f"{Horizon(row.horizon).label}; {short_day(row.starts_on)} – {short_day(row.ends_on)}"),
        (_("Kelompok"), str(Group(row.group).label)),
        (_("Anggaran"), rupiah(row.budget_rupiah) if row.budget_rupiah else NOBODY_YET),
        (_("Kemajuan"), said(share)),
    ]
    if row.goal:
        facts.insert(1, (_("Sasaran"), row.goal.title))
    blocks: list[Block] = [Pairs(facts)]
    proofs = [
        f"{part.what} ({part.aim})" if part.aim else part.what for part in share.parts if part.kind == "proof"
    ]
    proved = [*proofs, *(f"{stone.title}, {_('batas')} {day(stone.due_on)}" for stone in stones)]
    if proved:
        blocks.append(Bullets(proved))
    return blocks


def by_group(plan: Plan, on: dt.date) -> Chapter:
    """The action plan in its four fixed groups."""
    rows = rows_of(plan)
    who = owners.many(rows, on)
    sections = []
    for group in Group:
        mine = [row for row in rows if row.group == group]
        lines = [
            [row.code, row.title, who.get(row.id, owners.NOBODY).name or NOBODY_YET, short_day(row.ends_on)]
            for row in mine
        ]
        head = [_("Kode"), _("Inisiatif"), _("Pemilik"), _("Selesai")]
        block = (
            Table(str(group.label), head, lines, (1.3, 4.5, 4, 1.8))
            if lines
            else Text([_("Belum ada inisiatif di kelompok ini.")], small=True)
        )
        sections.append((str(group.label), [block]))
    return Chapter(_("Rencana aksi"), sections)


def roadmap(plan: Plan, on: dt.date) -> Chapter:
    """Three horizons as lines over the years."""
    rows = rows_of(plan)
    sections = []
    for horizon in Horizon:
        mine = [row for row in rows if row.horizon == horizon]
        if mine:
            sections.append((str(horizon.label), [_timeline(mine, str(horizon.label))]))
    return Chapter(_("Peta jalan"), sections or [("", [Text([_("Belum ada inisiatif.")])])])


def _timeline(rows: list[Initiative], caption: str) -> Timeline:
    first, last = min(row.starts_on.year for row in rows), max(row.ends_on.year for row in rows)
    begin, days = dt.date(first, 1, 1), (dt.date(last, 12, 31) - dt.date(first, 1, 1)).days + 1

    def at(when: dt.date) -> float:
        return min(1.0, max(0.0, (when - begin).days / days))

    lines = [(f"{row.code} {row.title}", at(row.starts_on), at(row.ends_on)) for row in rows]
    return Timeline(caption, first, last, lines)


def waiting(plan: Plan, on: dt.date) -> Chapter | None:
    """What waits for what."""
    edges = (
        Dependency.objects.filter(initiative__plan=plan)
        .select_related("initiative", "needs")
        .order_by("initiative__code", "needs__code")
    )
    rows = [[f"{e.initiative.code} {e.initiative.title}", f"{e.needs.code} {e.needs.title}"] for e in edges]
    if not rows:
        return None
    return Chapter(
        _("Saling menunggu"),
        [("", [Table(_("Ketergantungan antarinisiatif"), [_("Inisiatif"), _("Menunggu")], rows, (1, 1))])],
    )

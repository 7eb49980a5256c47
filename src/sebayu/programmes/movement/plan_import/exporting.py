"""The plan as the same XLSX that can be taken in again: one sheet for initiatives, one each for what hangs below."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

from sebayu.core.identity.models import Office
from sebayu.programmes.movement.plan.enums import Group, Horizon
from sebayu.programmes.movement.plan.models import Activity, Milestone, Ownership, Plan, Proof
from sebayu.programmes.movement.plan_import import columns
from sebayu.programmes.movement.plan_import.names import DUTY
from sebayu.web.desk.export import plain

SHEETS = {
    columns.INITIATIVE: "Inisiatif",
    columns.MILESTONE: "Tonggak",
    columns.PROOF: "Indikator",
    columns.ACTIVITY: "Kegiatan",
}


def book(plan: Plan) -> bytes:
    """No column for progress: there is none to write back."""
    made = Workbook(write_only=True)
    for kind, name in SHEETS.items():
        sheet = made.create_sheet(name)
        sheet.freeze_panes = "A2"
        sheet.append(
            [_cell(sheet, columns.first_heading(kind, f), bold=True) for f in columns.HEADINGS[kind]]
        )
        for row in ROWS[kind](plan):
            sheet.append([v if isinstance(v, int | float) else _cell(sheet, plain(v)) for v in row])
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def _cell(sheet: Any, text: str, *, bold: bool = False) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, value=text)
    cell.data_type = "s"  # text, whatever it looks like
    if bold:
        cell.font = Font(bold=True)
    return cell


def _initiatives(plan: Plan) -> Iterable[Sequence[Any]]:
    names = dict(Office.objects.values_list("key", "name"))
    held = {
        row.initiative_id: row for row in Ownership.objects.filter(initiative__plan=plan, valid_until=None)
    }
    for i in plan.initiatives.select_related("dimension", "sub_dimension", "goal").tree():
        owner = held.get(i.id)
        said = (
            ""
            if owner is None
            else names.get(owner.office_key, owner.office_key)
            if owner.office_key
            else f"{DUTY} {owner.duty}"
        )
        yield [
            i.code, i.title, i.summary, i.dimension.title, i.sub_dimension.title if i.sub_dimension else "",
            i.goal.title if i.goal else "", said, str(Horizon(i.horizon).label), str(Group(i.group).label),
            "ya" if i.quick_win else "", f"{i.starts_on:%d-%m-%Y}", f"{i.ends_on:%d-%m-%Y}", i.budget_code, i.budget_rupiah,
            i.area_code, i.internal_note,
        ]  # fmt: skip


def _milestones(plan: Plan) -> Iterable[Sequence[Any]]:
    for m in (
        Milestone.objects.filter(initiative__plan=plan)
        .select_related("initiative")
        .order_by("initiative__code", "due_on", "title")
    ):
        yield [m.initiative.code, m.title, f"{m.due_on:%d-%m-%Y}", m.weight]


def _proofs(plan: Plan) -> Iterable[Sequence[Any]]:
    for p in (
        Proof.objects.filter(initiative__plan=plan)
        .select_related("initiative")
        .order_by("initiative__code", "indicator_key")
    ):
        numbers = [float(v) if v is not None else "" for v in (p.baseline, p.target)]
        yield [p.initiative.code, p.indicator_key, p.scope, p.weight, *numbers]


def _activities(plan: Plan) -> Iterable[Sequence[Any]]:
    for a in (
        Activity.objects.filter(initiative__plan=plan)
        .select_related("initiative")
        .order_by("initiative__code", "starts_on", "title")
    ):
        yield [
            a.initiative.code,
            a.title,
            f"{a.starts_on:%d-%m-%Y}",
            f"{a.ends_on:%d-%m-%Y}",
            a.budget_code,
            a.budget_rupiah,
        ]


ROWS = {
    columns.INITIATIVE: _initiatives,
    columns.MILESTONE: _milestones,
    columns.PROOF: _proofs,
    columns.ACTIVITY: _activities,
}

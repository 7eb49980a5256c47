"""The dry run: what each row would do, and what is wrong with it. Nothing is written here."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from sebayu.core.indicators import catalogue
from sebayu.programmes.movement.plan.codes import stem
from sebayu.programmes.movement.plan.enums import Horizon
from sebayu.programmes.movement.plan.models import Plan
from sebayu.programmes.movement.plan_import import columns, tables, values
from sebayu.programmes.movement.plan_import.errors import BadFile
from sebayu.programmes.movement.plan_import.names import Names

NEW, CHANGED, SAME, WRONG = "new", "changed", "same", "wrong"
Reader = Callable[[Any], Any]
READERS: dict[str, Reader] = {
    "budget_rupiah": values.rupiah,
    "horizon": values.horizon,
    "group": values.group,
    "quick_win": values.yes,
    "starts_on": values.day,
    "ends_on": lambda cell: values.day(cell, end=True),
    "due_on": lambda cell: values.day(cell, end=True),
    "weight": values.weight,
    "baseline": values.number,
    "target": values.number,
}
LONGEST = {"code": 40, "title": 200, "budget_code": 60, "summary": 4000, "internal_note": 2000}
REQUIRED = {
    columns.INITIATIVE: ("title", "dimension", "owner", "group"),
    columns.MILESTONE: ("code", "title", "due_on"),
    columns.PROOF: ("code", "indicator_key"),
    columns.ACTIVITY: ("code", "title", "starts_on", "ends_on"),
}


@dataclass
class Row:
    """One row of one table with its verdict."""

    table: str
    number: int
    kind: str
    values: dict[str, Any] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)
    verdict: str = NEW
    changes: list[str] = field(default_factory=list)

    @property
    def code(self) -> str:
        return self.values.get("code", "")

    @property
    def what(self) -> str:
        return str(self.values.get("title") or self.values.get("indicator_key") or "")


@dataclass
class Study:
    """The whole file judged. `digest` names the file, `mapping` what each heading was taken for."""

    plan: Plan
    digest: str
    rows: list[Row]
    mapping: list[tuple[str, str, str, str]]  # table, kind, heading, field or empty

    @property
    def counts(self) -> Counter[str]:
        return Counter(row.verdict for row in self.rows)

    @property
    def wrong(self) -> int:
        return self.counts[WRONG]


def study(content: bytes, plan: Plan, chosen: Mapping[str, str] | None = None) -> Study:
    """Read and judge; raises BadFile where nothing can be read, or where progress would be typed."""
    found = tables.read(content)
    if bad := [heading for table in found for heading in columns.refused(table.headings)]:
        raise BadFile(
            why=_(
                "Kolom “%(h)s” berisi kemajuan. Kemajuan tidak diketik: ia dihitung dari indikator dan bukti tonggak. Hapus kolom itu, lalu tautkan indikator atau tonggaknya."
            )
            % {"h": "”, “".join(bad)[:200]}
        )
    names, rows, mapping = Names(plan), [], []
    for table in found:
        kind = columns.kind_of(table.headings)
        fields = columns.recognise(kind, table.headings, chosen)
        if "title" not in fields.values() and "indicator_key" not in fields.values():
            continue  # a table about something else
        mapping += [(table.name, kind, h, fields.get(n, "")) for n, h in enumerate(table.headings) if h]
        rows += [_row(table.name, number, kind, cells, fields, names) for number, cells in table.rows]
    if not rows:
        raise BadFile(
            why=_(
                "Tidak ada tabel inisiatif di berkas ini. Tabelnya perlu kolom Inisiatif (atau Program), Dimensi, Pemilik (OPD), dan Kelompok."
            )
        )
    _number_codes(rows, names)
    for row in rows:
        _judge(row, names, rows)
    return Study(plan, hashlib.sha256(content).hexdigest(), rows, mapping)


def _row(table: str, number: int, kind: str, cells: list, fields: Mapping[int, str], names: Names) -> Row:
    row = Row(table, number, kind)
    for at, name in fields.items():
        cell = cells[at] if at < len(cells) else None
        try:
            row.values[name] = _value(name, cell, names, row)
        except values.NotUnderstood as problem:
            row.problems.append(f"{columns.first_heading(kind, name)}: {problem}")
    for name in REQUIRED[kind]:
        if row.values.get(name) in (None, "") and not any(
            p.startswith(columns.first_heading(kind, name)) for p in row.problems
        ):
            row.problems.append(_("%(f)s belum diisi") % {"f": columns.first_heading(kind, name)})
    if kind == columns.INITIATIVE:
        _complete(row, names.plan)
    return row


def _value(name: str, cell: Any, names: Names, row: Row) -> Any:
    said = values.text(cell)
    if name in ("horizon", "group") and not said:
        return ""
    if name in READERS:
        return READERS[name](cell)
    if name in ("dimension", "owner", "area_code"):
        return names.find(name, said)
    if name == "sub_dimension":
        return names.sub_dimension(said, row.values.get("dimension"))
    if len(said) > LONGEST.get(name, 300):
        raise values.NotUnderstood(
            _("terlalu panjang (paling banyak %(n)d huruf)") % {"n": LONGEST.get(name, 300)}
        )
    return said


def _complete(row: Row, plan: Plan) -> None:
    """Times that were left open follow from the horizon of the initiative and the years of the plan."""
    given = row.values
    horizon = given.get("horizon") or (Horizon.SHORT if given.get("quick_win") else Horizon.MEDIUM)
    years = {Horizon.SHORT: 1, Horizon.MEDIUM: 5, Horizon.LONG: 10}[Horizon(horizon)]
    given["horizon"] = horizon
    given["starts_on"] = given.get("starts_on") or dt.date(plan.horizon_from, 1, 1)
    given["ends_on"] = given.get("ends_on") or dt.date(given["starts_on"].year + years - 1, 12, 31)
    if given["ends_on"] < given["starts_on"]:
        row.problems.append(_("tanggal selesai mendahului tanggal mulai"))


def _number_codes(rows: list[Row], names: Names) -> None:
    """An initiative without a code gets the next one of its dimension; the same title keeps the code it has."""
    taken = {row.code for row in rows} | set(names.initiatives)
    for row in rows:
        if row.kind != columns.INITIATIVE or row.code or not row.values.get("dimension"):
            continue
        dimension = row.values["dimension"]
        known = names.by_title.get((dimension.id, row.what.casefold()))
        n = 1
        while not known and f"{stem(dimension)}-{n:02d}" in taken:
            n += 1
        row.values["code"] = known or f"{stem(dimension)}-{n:02d}"
        taken.add(row.values["code"])


def _judge(row: Row, names: Names, rows: list[Row]) -> None:
    if row.kind == columns.INITIATIVE:
        _of_initiative(row, names, rows)
    else:
        _of_part(row, names, rows)
    if row.problems:
        row.verdict = WRONG


def _of_initiative(row: Row, names: Names, rows: list[Row]) -> None:
    if row.code and any(o.code == row.code and o is not row for o in rows if o.kind == columns.INITIATIVE):
        row.problems.append(_("kode %(c)s ada dua kali di berkas ini") % {"c": row.code})
    if row.values.get("quick_win"):
        if (
            Horizon(row.values["horizon"]) != Horizon.SHORT
            or (row.values["ends_on"] - row.values["starts_on"]).days > 366
        ):
            row.problems.append(_("quick win selesai dalam satu tahun"))
        same = [
            o
            for o in rows
            if o.kind == row.kind
            and o.values.get("quick_win")
            and o.values.get("dimension") == row.values.get("dimension")
        ]
        if len(same) > 1:
            row.problems.append(_("dimensi ini punya lebih dari satu quick win di berkas ini"))
    known = names.initiatives.get(row.code)
    if known is None:
        return
    row.changes = [columns.first_heading(row.kind, name) for name in names.differences(known, row.values)]
    row.verdict = CHANGED if row.changes else SAME


def _of_part(row: Row, names: Names, rows: list[Row]) -> None:
    if (
        row.code
        and row.code not in names.initiatives
        and not any(o.code == row.code for o in rows if o.kind == columns.INITIATIVE)
    ):
        row.problems.append(_("kode %(c)s tidak ada di rencana maupun di berkas ini") % {"c": row.code})
    if row.kind == columns.PROOF and row.values.get("indicator_key"):
        try:
            catalogue.get(row.values["indicator_key"])
        except catalogue.UnknownIndicator:
            row.problems.append(_("indikator %(k)s tidak dikenal") % {"k": row.values["indicator_key"][:60]})
    if row.kind == columns.ACTIVITY and not row.problems and row.values["ends_on"] < row.values["starts_on"]:
        row.problems.append(_("tanggal selesai mendahului tanggal mulai"))
    if names.has_part(row.kind, row.values):
        row.verdict = SAME

"""Book 2: the money, by dimension and by horizon. Amounts are what the plan says; nothing is estimated here."""

from __future__ import annotations

import datetime as dt
from collections import Counter

from django.utils.translation import gettext as _

from sebayu.programmes.movement.books.blocks import Bars, Chapter, Table, Text
from sebayu.programmes.movement.books.paths import rows_of
from sebayu.programmes.movement.plan.enums import Horizon
from sebayu.programmes.movement.plan.models import Initiative, Plan
from sebayu.web.formats import rupiah


def budget(plan: Plan, on: dt.date) -> Chapter:
    rows = rows_of(plan)
    total = sum(row.budget_rupiah for row in rows)
    if not total:
        return Chapter(_("Anggaran"), [("", [Text([_("Anggaran belum diisi.")])])])
    unknown = sum(not row.budget_rupiah for row in rows)
    by_dimension: Counter[str] = Counter()
    for row in rows:
        by_dimension[row.dimension.title] += row.budget_rupiah
    bars = Bars(
        _("Anggaran setiap dimensi"),
        [(name, amount / total, rupiah(amount)) for name, amount in by_dimension.items()],
    )
    note = Text(
        [
            _("Jumlah %(t)s. Inisiatif yang anggarannya belum diisi: %(n)d.")
            % {"t": rupiah(total), "n": unknown}
        ],
        small=True,
    )
    return Chapter(_("Anggaran"), [("", [bars, _table(rows), note])])


def _table(rows: list[Initiative]) -> Table:
    lines = [
        [
            row.code,
            row.title,
            row.budget_code or "—",
            str(Horizon(row.horizon).label),
            rupiah(row.budget_rupiah),
        ]
        for row in rows
        if row.budget_rupiah
    ]
    head = [_("Kode"), _("Inisiatif"), _("Kode anggaran"), _("Jangka"), _("Anggaran")]
    return Table(_("Anggaran setiap inisiatif"), head, lines, (1.3, 4, 2, 2.4, 2.4), (4,))

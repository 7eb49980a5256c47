"""Book 3, and the sums that close book 2."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext as _

from sebayu.programmes.movement.books.blocks import Bars, Chapter, Pairs, Table, Text
from sebayu.programmes.movement.books.paths import rows_of
from sebayu.programmes.movement.evidence import numbers, progress
from sebayu.programmes.movement.plan import owners
from sebayu.programmes.movement.plan.models import Milestone, Plan
from sebayu.web.formats import day, rupiah, short_day

SOON = dt.timedelta(days=180)


def at_a_glance(plan: Plan, on: dt.date, read: numbers.Source = numbers.computed) -> Chapter:
    """One page for who has one minute."""
    rows = rows_of(plan)
    shares = progress.many(rows, on, read=read)
    whole = progress.whole(rows, shares)
    rolls = progress.roll_up("dimension", on, initiatives=rows, progress=shares)
    facts = [
        (_("Visi"), plan.vision or "—"),
        (
            _("Inisiatif"),
            _("%(n)d, di antaranya %(u)d belum ada bukti") % {"n": whole.count, "u": whole.unproven},
        ),
        (_("Kemajuan"), whole.arithmetic or "—"),
        *([(_("Tidak dirata-rata"), left_out(whole.hidden))] if whole.hidden else []),
        (_("Anggaran"), rupiah(sum(row.budget_rupiah for row in rows))),
    ]
    bars = Bars(
        _("Kemajuan setiap dimensi, dihitung pada %(d)s") % {"d": day(on)},
        [(r.title, r.share or 0.0, r.text) for r in rolls],
    )
    return Chapter(_("Sekilas"), [("", [Pairs(facts), bars])])


def left_out(count: int) -> str:
    """What a mean does not hold, so that nobody takes it for the whole."""
    return _("%(n)d inisiatif, karena ada angkanya yang tidak atau belum diumumkan") % {"n": count}


def quick_wins(plan: Plan, on: dt.date, read: numbers.Source = numbers.computed) -> Chapter:
    """One promise per dimension."""
    rows = [row for row in rows_of(plan) if row.quick_win]
    if not rows:
        return Chapter(_("Quick win"), [("", [Text([_("Quick win belum ditetapkan.")])])])
    who, shares = owners.many(rows, on), progress.many(rows, on, read=read)
    lines = [
        [row.dimension.title, row.title, who.get(row.id, owners.NOBODY).name or "—", short_day(row.ends_on), shares[row.id].text, str(shares[row.id].state.label)]
        for row in rows
    ]  # fmt: skip
    head = [_("Dimensi"), _("Quick win"), _("Pemilik"), _("Selesai"), _("Kemajuan"), _("Keadaan")]
    return Chapter(
        _("Quick win"),
        [
            (
                "",
                [
                    Table(
                        _("Satu setiap dimensi, selesai dalam satu tahun"),
                        head,
                        lines,
                        (2.2, 2.6, 3.4, 1.7, 1.6, 1.8),
                        (4,),
                    )
                ],
            )
        ],
    )


def what_comes(plan: Plan, on: dt.date) -> Chapter:
    """Milestones of the next half year, and those that are late."""
    rows = rows_of(plan)
    shares = progress.many(rows, on)
    late = {part.ref for row in rows for part in shares[row.id].parts if part.is_late}
    stones = (
        Milestone.objects.filter(initiative__in=rows, due_on__lte=on + SOON)
        .select_related("initiative")
        .order_by("due_on", "title")
    )
    coming = [m for m in stones if m.due_on >= on]
    behind = [m for m in stones if str(m.lineage) in late]
    sections = []
    head = [_("Batas"), _("Tonggak"), _("Inisiatif")]
    for title, found in ((_("Lewat batas tanpa bukti"), behind), (_("Enam bulan ke depan"), coming)):
        lines = [[short_day(m.due_on), m.title, f"{m.initiative.code} {m.initiative.title}"] for m in found]
        block = Table(title, head, lines, (1.6, 4, 4)) if lines else Text([_("Tidak ada.")], small=True)
        sections.append((title, [block]))
    return Chapter(_("Yang segera jatuh tempo"), sections)


def _arithmetic(roll: progress.Roll) -> str:
    rest = (
        _("tanpa %(n)d yang angkanya tidak atau belum diumumkan") % {"n": roll.hidden} if roll.hidden else ""
    )
    return "; ".join(part for part in (roll.arithmetic, rest) if part)


def sums(plan: Plan, on: dt.date, read: numbers.Source = numbers.computed) -> Chapter:
    """Every sum of the plan, so that anybody can do it again."""
    rows = rows_of(plan)
    shares = progress.many(rows, on, read=read)
    titles = {
        "dimension": _("Menurut dimensi"),
        "office": _("Menurut perangkat daerah"),
        "horizon": _("Menurut jangka"),
        "area": _("Menurut wilayah"),
    }
    sections = []
    for by, title in titles.items():
        rolls = progress.roll_up(by, on, initiatives=rows, progress=shares)
        lines = [[r.title, r.text, _arithmetic(r), str(r.count)] for r in rolls]
        if lines:
            head = [_("Kelompok"), _("Kemajuan"), _("Perhitungan"), _("Inisiatif")]
            sections.append((title, [Table(title, head, lines, (3, 1.5, 5, 1.3), (1, 3))]))
    note = Text(
        [
            _(
                "Inisiatif yang belum ada bukti dihitung nol. Kemajuan dihitung pada %(d)s dan tidak dapat diketik."
            )
            % {"d": day(on)}
        ],
        small=True,
    )
    return Chapter(_("Kemajuan dan perhitungannya"), [("", [note]), *sections])

"""Readiness as a chapter of book 1: nine items, their scores, what moved since the first scoring, and the evidence (inside only)."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext as _

from sebayu.programmes.movement.bimtek import readiness
from sebayu.programmes.movement.books.blocks import Bars, Block, Chapter, Table, Text
from sebayu.programmes.movement.plan.models import Plan
from sebayu.programmes.movement.structure import current
from sebayu.web.formats import short_day

MOST = 5
Section = tuple[str, list[Block]]


def inside(plan: Plan, on: dt.date) -> Chapter | None:
    return _chapter(on, with_evidence=True)


def public(plan: Plan, on: dt.date) -> Chapter | None:
    """The scores are for everybody; what was shown for them was written for officials."""
    return _chapter(on, with_evidence=False)


def _chapter(on: dt.date, *, with_evidence: bool) -> Chapter | None:
    edition = current.edition(on)
    blocks = readiness.blocks(edition, on)
    if not any(line.latest for block in blocks for line in block.lines):
        return None
    sections: list[Section] = [("", [_means(blocks), _reading(blocks)])]
    sections += [(block.title, _group(block)) for block in blocks]
    if with_evidence:
        sections.append((_("Bukti yang ditunjukkan"), _evidence(blocks)))
    return Chapter(_("Kesiapan daerah"), sections)


def _means(blocks: list[readiness.Block]) -> Bars:
    rows = [
        (block.title, (block.mean or 0) / MOST, _("%(m)s dari 5") % {"m": _one_place(block.mean)})
        if block.mean is not None
        else (block.title, 0.0, _("belum dinilai"))
        for block in blocks
    ]
    return Bars(_("Rata-rata nilai setiap kelompok"), rows)


def _one_place(mean: float) -> str:
    return f"{mean:.1f}".replace(".", ",")


def _reading(blocks: list[readiness.Block]) -> Text:
    lines = [line for block in blocks for line in block.lines]
    counts = {
        "s": sum(line.latest is not None for line in lines),
        "n": len(lines),
        "u": sum((line.change or 0) > 0 for line in lines),
        "d": sum((line.change or 0) < 0 for line in lines),
    }
    said = _("%(s)d dari %(n)d butir sudah dinilai; %(u)d naik dan %(d)d turun sejak penilaian pertama.")
    return Text([said % counts], small=True)


def _group(block: readiness.Block) -> list[Block]:
    head = [_("Butir"), _("Awal"), _("Kini"), _("Perubahan"), _("Keadaan pada")]
    return [Table(block.title, head, [_row(line) for line in block.lines], (4, 1.2, 1.2, 1.8, 2), (1, 2, 3))]


def _evidence(blocks: list[readiness.Block]) -> list[Block]:
    rows = [
        [line.item.title, line.latest.evidence, line.latest.file.name if line.latest.file else "—"]
        for block in blocks
        for line in block.lines
        if line.latest
    ]
    return [
        Table(_("Bukti nilai terakhir"), [_("Butir"), _("Bukti"), _("Berkas")], rows, (2.4, 5, 2.6)),
        Text([_("Bukti hanya dimuat di buku untuk pejabat.")], small=True),
    ]


def _row(line: readiness.Line) -> list[str]:
    if line.latest is None:
        return [line.item.title, "—", "—", _("belum dinilai"), "—"]
    change = f"{line.change:+d}" if line.change else _("tetap") if line.change == 0 else "—"
    first = str(line.scores[0].score) if line.change is not None else "—"
    return [line.item.title, first, str(line.latest.score), change, short_day(line.latest.scored_on)]

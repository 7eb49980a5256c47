"""What the house itself knows about an item: rows computed from running services, plan, papers and surveys. Nobody types them.

Each kind of evidence answers for all items of an edition at once, so the number of queries does not grow with the items.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from uuid import UUID

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from sebayu.core.indicators import catalogue, reading
from sebayu.core.satisfaction import questionnaire, results
from sebayu.core.satisfaction.models import Response
from sebayu.programmes.movement.evaluation import scores
from sebayu.programmes.movement.evaluation.enums import EvidenceKind
from sebayu.programmes.movement.evaluation.models import EvaluationEdition, Item
from sebayu.programmes.movement.evidence import progress
from sebayu.programmes.movement.plan import current as plan
from sebayu.programmes.movement.structure import current as structure
from sebayu.programmes.movement.structure.models import Agreement
from sebayu.web import formats

MOST_ROWS = 30
UNPROVEN = "—"


@dataclass(frozen=True, slots=True)
class Row:
    """One piece of evidence: what, how much, and what stands behind it."""

    kind: str
    label: str
    value: str = UNPROVEN
    detail: str = ""
    ref: str = ""  # an indicator's key, an initiative's code, a paper's number

    @property
    def kind_label(self) -> str:
        return str(EvidenceKind(self.kind).label)

    def as_data(self) -> dict[str, str]:
        return asdict(self)


def digest(rows: list[Row]) -> str:
    text = json.dumps([row.as_data() for row in rows], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def of_edition(edition: EvaluationEdition) -> dict[UUID, list[Row]]:
    """Rows of every item as they are now, at the end of the evaluated period at the latest."""
    items = list(Item.objects.filter(part__edition=edition))
    wanted = {kind for item in items for kind in _kinds(item)}
    on = min(timezone.localdate(), edition.period_until)
    shared = {kind: COLLECT[kind](edition, on) for kind in wanted if kind in COLLECT}
    keys = sorted({spec.get("key", "") for item in items for spec in item.evidence if spec.get("key")})
    read = _indicators(keys, on)
    return {
        item.id: [
            row
            for spec in item.evidence
            for row in (read[spec["key"]] if spec.get("key") else shared.get(spec.get("kind", ""), []))
        ][:MOST_ROWS]
        for item in items
    }


def of_item(item: Item) -> list[Row]:
    """What counts for one item: frozen when it was handed over, live until then."""
    if found := getattr(item, "prefill", None):
        return [Row(**row) for row in found.rows]
    return of_edition(item.part.edition).get(item.id, [])


def _kinds(item: Item) -> set[str]:
    return {spec.get("kind", "") for spec in item.evidence}


def _indicators(keys: list[str], on: dt.date) -> dict[str, list[Row]]:
    """One question for all indicators; one that nobody declares any more, or without a value, says so."""
    known = {row.key: row for row in catalogue.all()}
    values = reading.many([key for key in keys if key in known], at=on)
    found = {}
    for key in keys:
        if key not in known:
            found[key] = [
                Row(EvidenceKind.INDICATOR, key, detail=_("Indikator ini tidak ada lagi."), ref=key)
            ]
            continue
        value = values.get(key)
        has = value is not None and value.value is not None
        detail = (
            _("dihitung %(day)s dari %(rows)s baris")
            % {"day": formats.day(value.computed_at), "rows": formats.number(value.rows)}
            if has
            else _("Belum ada nilai untuk masa ini.")
        )
        found[key] = [
            Row(
                EvidenceKind.INDICATOR, str(_(known[key].title)), value.text if has else UNPROVEN, detail, key
            )
        ]
    return found


def _quick_wins(edition: EvaluationEdition, on: dt.date) -> list[Row]:
    rows = plan.quick_wins(on)
    found = progress.many(rows, on)
    return [
        Row(EvidenceKind.QUICK_WINS, row.title, found[row.id].text, found[row.id].arithmetic, row.code)
        for row in rows
    ]


def _plan(edition: EvaluationEdition, on: dt.date) -> list[Row]:
    return [Row(EvidenceKind.PLAN, roll.title, roll.text, roll.arithmetic, roll.key) for roll in progress.roll_up("dimension", on)]  # fmt: skip


def _budget(edition: EvaluationEdition, on: dt.date) -> list[Row]:
    rows = plan.initiatives(on)
    with_money = [row for row in rows if row.budget_rupiah]
    if not rows:
        return []
    total = formats.rupiah(sum(row.budget_rupiah for row in rows))
    detail = _("%(n)s dari %(all)s inisiatif berkode anggaran") % {"n": len(with_money), "all": len(rows)}
    return [Row(EvidenceKind.BUDGET, _("Anggaran rencana aksi"), total, detail)]


def _papers(edition: EvaluationEdition, on: dt.date) -> list[Row]:
    signed = Agreement.objects.filter(Q(signed_on=None) | Q(signed_on__lte=on))
    rows = [
        Row(EvidenceKind.PAPERS, row.about, formats.day(row.signed_on) if row.signed_on else UNPROVEN, _("perjanjian"), row.number)
        for row in signed
    ]  # fmt: skip
    for row in structure.decrees(on):
        when = formats.day(row.signed_on or row.valid_from)
        rows.append(Row(EvidenceKind.PAPERS, row.about, when, _("keputusan"), row.number))
    return rows


def _satisfaction(edition: EvaluationEdition, on: dt.date) -> list[Row]:
    found = Response.objects.of(since=edition.period_from, until=edition.period_until)
    whole = results.whole(found, on)
    if whole.all.n < questionnaire.on(on).publish_from:
        return [Row(EvidenceKind.SATISFACTION, _("Indeks kepuasan (SKM)"), detail=_("Jawaban belum cukup: %(n)s.") % {"n": whole.all.n})]  # fmt: skip
    detail = _("mutu %(grade)s, %(n)s jawaban") % {"grade": whole.all.grade.letter, "n": whole.all.n}
    return [
        Row(EvidenceKind.SATISFACTION, _("Indeks kepuasan (SKM)"), formats.number(whole.all.value), detail)
    ]


def previous(edition: EvaluationEdition) -> EvaluationEdition | None:
    """The evaluation before this one."""
    earlier = Q(year__lt=edition.year) | Q(year=edition.year, round__lt=edition.round)
    return EvaluationEdition.objects.filter(earlier).select_related("weight_set").first()


def _earlier(edition: EvaluationEdition, on: dt.date) -> list[Row]:
    before = previous(edition)
    if before is None:
        return []
    sheet = scores.sheet(before)
    rows = [Row(EvidenceKind.EARLIER, _("%(part)s, %(edition)s") % {"part": sheet.titles[p.key], "edition": before.title}, p.text) for p in sheet.parts]  # fmt: skip
    index = sheet.index
    return [Row(EvidenceKind.EARLIER, _("Indeks %(edition)s") % {"edition": before.title}, index.text), *rows]


Collect = Callable[[EvaluationEdition, dt.date], list[Row]]
COLLECT: dict[str, Collect] = {
    EvidenceKind.QUICK_WINS: _quick_wins,
    EvidenceKind.PLAN: _plan,
    EvidenceKind.BUDGET: _budget,
    EvidenceKind.PAPERS: _papers,
    EvidenceKind.SATISFACTION: _satisfaction,
    EvidenceKind.EARLIER: _earlier,
}


def add(kind: EvidenceKind, collect: Collect) -> None:
    """A part above knows the evidence of one more kind; said in its `menu.py`."""
    COLLECT[kind] = collect

"""Reading scores: every edition under every weight set, in a bounded number of queries. Nothing here is stored."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from uuid import UUID

from sebayu.programmes.movement.evaluation import arithmetic
from sebayu.programmes.movement.evaluation.arithmetic import Index, PartScore
from sebayu.programmes.movement.evaluation.models import EvaluationEdition, Item, Part, Score, WeightSet


@dataclass(frozen=True, slots=True)
class Line:
    """One item across editions; None where an edition has no such item, or has not scored it."""

    part: str
    code: str
    text: str
    cells: tuple[tuple[bool, Score | None], ...]  # (the edition has this item, its newest score)


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything an edition scored: parts with their means, in order."""

    edition: EvaluationEdition
    parts: tuple[PartScore, ...]
    titles: dict[str, str]

    def under(self, weights: WeightSet) -> Index:
        return arithmetic.index(self.parts, weights.exact)

    @property
    def index(self) -> Index:
        return self.under(self.edition.weight_set)

    @property
    def is_complete(self) -> bool:
        return all(p.scored == p.items for p in self.parts) and any(p.items for p in self.parts)


def newest(items: Iterable[Item]) -> dict[UUID, Score]:
    """The score that holds for each item; one query."""
    ids = [item.id for item in items]
    found = Score.objects.filter(item__in=ids).order_by("item_id", "-version").distinct("item_id")
    return {score.item_id: score for score in found}


def sheets(editions: Sequence[EvaluationEdition]) -> list[Sheet]:
    """Each edition's parts; three queries for any number of editions."""
    parts = list(Part.objects.filter(edition__in=editions).order_by("order", "key"))
    items = list(Item.objects.filter(part__in=parts))
    scores = newest(items)
    found = []
    for edition in editions:
        own = [p for p in parts if p.edition_id == edition.id]
        means = tuple(
            arithmetic.part(p.key, [_pair(item, scores) for item in items if item.part_id == p.id])
            for p in own
        )
        found.append(Sheet(edition, means, {p.key: p.title for p in own}))
    return found


def _pair(item: Item, scores: dict[UUID, Score]) -> tuple[Fraction, Fraction | None]:
    score = scores.get(item.id)
    return Fraction(item.weight), Fraction(score.value) if score else None


def sheet(edition: EvaluationEdition) -> Sheet:
    return sheets([edition])[0]


def lines(editions: Sequence[EvaluationEdition]) -> list[Line]:
    """Items side by side by their code; one that a later edition dropped stays with what it was given then."""
    items = list(Item.objects.filter(part__edition__in=editions).select_related("part"))
    scores = newest(items)
    at: dict[tuple[str, str], dict[UUID, Item]] = {}
    titles: dict[tuple[str, str], tuple[str, str]] = {}
    for item in items:
        key = (item.part.key, item.code)
        at.setdefault(key, {})[item.part.edition_id] = item
        titles.setdefault(key, (item.part.title, item.text))
    found = []
    for key, own in at.items():
        cells = tuple((e.id in own, scores.get(own[e.id].id) if e.id in own else None) for e in editions)
        found.append(Line(titles[key][0], key[1], titles[key][1], cells))
    return found

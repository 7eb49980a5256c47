"""Readiness read over time: the latest score of each item on a day, and what it was before."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone

from sebayu.programmes.movement.bimtek.enums import Group
from sebayu.programmes.movement.bimtek.models import ReadinessItem, ReadinessScore
from sebayu.programmes.movement.structure.models import Edition


@dataclass(frozen=True, slots=True)
class Line:
    """One item: its scores in the order of the days they speak of; the last one counts."""

    item: ReadinessItem
    scores: tuple[ReadinessScore, ...]

    @property
    def latest(self) -> ReadinessScore | None:
        return self.scores[-1] if self.scores else None

    @property
    def change(self) -> int | None:
        """From the first score to the last; None with fewer than two."""
        return self.scores[-1].score - self.scores[0].score if len(self.scores) > 1 else None


@dataclass(frozen=True, slots=True)
class Block:
    group: str
    title: str
    lines: tuple[Line, ...]

    @property
    def mean(self) -> float | None:
        """Over the items that were scored; None where nothing was."""
        found = [line.latest.score for line in self.lines if line.latest]
        return sum(found) / len(found) if found else None


def blocks(edition: Edition | None, on: dt.date | None = None) -> list[Block]:
    """The three groups with their items; two queries."""
    day = on or timezone.localdate()
    by_item: dict = {}
    if edition is not None:
        rows = ReadinessScore.objects.filter(edition=edition, scored_on__lte=day).select_related("file")
        for score in rows.order_by("scored_on", "at", "id"):
            by_item.setdefault(score.item_id, []).append(score)
    items = list(ReadinessItem.objects.order_by("order", "key"))
    return [
        Block(
            group.value,
            str(group.label),
            tuple(Line(i, tuple(by_item.get(i.id, ()))) for i in items if i.group == group),
        )
        for group in Group
        if any(i.group == group for i in items)
    ]


def unscored(edition: Edition | None, on: dt.date | None = None) -> list[ReadinessItem]:
    return [line.item for block in blocks(edition, on) for line in block.lines if line.latest is None]

"""One number for every kelurahan and desa, as tiles grouped by kecamatan: a map where no shapes are at hand, and readable by ear."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from sebayu.core.areas.models import Area
from sebayu.core.indicators import catalogue, reading
from sebayu.core.indicators.declare import Direction, Indicator, Share
from sebayu.core.indicators.public import shelf
from sebayu.core.indicators.reading import Reading
from sebayu.web.room import cards
from sebayu.web.room.panels import Asked

CLASSES = 5
FOLDED = 60  # villages; above, each kecamatan opens its own: two hundred tiles are thirty screens of a phone


@dataclass(frozen=True)
class Tile:
    """One area: `shade` 1 to 5, nought where there is no value."""

    name: str
    value: str
    shade: int
    href: str
    is_worst: bool


@dataclass(frozen=True)
class Group:
    """The villages of a kecamatan, with its own number above them."""

    name: str
    value: str
    tiles: list[Tile]
    is_opened: bool = False  # at first sight: one, the first that holds a worst

    @property
    def worst(self) -> list[Tile]:
        return [tile for tile in self.tiles if tile.is_worst]


@dataclass(frozen=True)
class Band:
    """One step of the legend."""

    shade: int
    text: str


def build(asked: Asked) -> dict[str, Any] | None:
    """The panel: the chosen number (`?peta=`), its tiles, the legend, and what else may be chosen."""
    choices = [row for row in catalogue.all() if row.is_computed and (row.public or not asked.is_public)]
    if not choices:
        return None
    wanted = asked.request.GET.get("peta", "")
    chosen = next((row for row in choices if row.key == wanted), None)
    shares = [row for row in choices if "clock" in row.tags and isinstance(row.formula, Share)]
    chosen = chosen or (shares or choices)[0]
    found = reading.by_scope(chosen.key, kind="area", at=asked.on)
    groups, bands, missing = _drawn(chosen, asked, found)
    return {
        "chosen": chosen,
        "choices": sorted(((row.key, _(row.title)) for row in choices), key=lambda choice: choice[1]),
        "groups": groups,
        "bands": bands,
        "missing": missing,
        "hidden": asked.is_public and any(row.rows for row in found.values()),
        "folded": sum(len(group.tiles) for group in groups) > FOLDED,
        "worst": [tile for group in groups for tile in group.worst],
    }


def _drawn(chosen: Indicator, asked: Asked, found: dict[str, Reading]) -> tuple[list[Group], list[Band], int]:
    if asked.is_public:
        numbers = shelf.published()
        found = {scope: shelf.shown(chosen, row, numbers) for scope, row in found.items()}
    values = {scope.removeprefix("area:"): row.value for scope, row in found.items() if row.value is not None}
    villages = _villages(asked.on)
    here = [values[code] for code, *_names in villages if code in values]
    low, high = (min(here), max(here)) if here else (0.0, 0.0)
    worst = None
    if len(set(here)) > 1 and chosen.direction != Direction.HOLD:
        worst = low if chosen.direction == Direction.UP else high
    groups: dict[str, Group] = {}
    for code, name, above, over in villages:
        value = values.get(code)
        group = groups.setdefault(
            above, Group(over, cards.said(values[above], chosen.unit) if above in values else "", [])
        )
        group.tiles.append(
            Tile(
                name=name,
                value=cards.said(value, chosen.unit),
                shade=_shade(value, low, high),
                href=_address(chosen.key, code, asked),
                is_worst=value is not None and value == worst,
            )
        )
    found_worst = next((above for above, group in groups.items() if group.worst), None)
    if found_worst is not None:
        groups[found_worst] = replace(groups[found_worst], is_opened=True)
    return list(groups.values()), _bands(chosen, low, high) if here else [], len(villages) - len(here)


def _villages(on: dt.date) -> list[tuple[str, str, str, str]]:
    """Code and name of each, and of the kecamatan above it."""
    rows = Area.objects.on(on).villages().order_by("code")
    return [
        (code, name, above or "", over or "")
        for code, name, above, over in rows.values_list("code", "name", "parent_id", "parent__name")
    ]


def _shade(value: float | None, low: float, high: float) -> int:
    if value is None:
        return 0
    if high <= low:
        return 3
    return min(CLASSES, int((value - low) / (high - low) * CLASSES) + 1)


def _bands(chosen: Indicator, low: float, high: float) -> list[Band]:
    if high <= low:
        return [Band(3, cards.said(low, chosen.unit))]
    step = (high - low) / CLASSES
    edges = [low + step * i for i in range(CLASSES + 1)]
    return [
        Band(i + 1, f"{cards.figure(edges[i], chosen.unit)}–{cards.said(edges[i + 1], chosen.unit)}")
        for i in range(CLASSES)
    ]


def _address(key: str, code: str, asked: Asked) -> str:
    page = "room:public_number" if asked.is_public else "room:number"
    return f"{reverse(page, args=[key])}?lingkup=area:{code}"

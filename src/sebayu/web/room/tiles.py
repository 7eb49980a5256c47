"""One number for every kelurahan and desa, as tiles grouped by kecamatan: a map where no shapes are at hand, and readable by ear."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from sebayu.core.areas.models import Area
from sebayu.core.indicators import catalogue, reading
from sebayu.core.indicators.declare import Direction, Indicator, Share
from sebayu.core.indicators.public import shelf
from sebayu.web.room import cards
from sebayu.web.room.panels import Asked

CLASSES = 5


@dataclass(frozen=True)
class Tile:
    """One area: `shade` 1 to 5, nought where there is no value."""

    name: str
    value: str
    shade: int
    href: str
    is_worst: bool


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
    groups, bands, missing = _drawn(chosen, asked)
    return {
        "chosen": chosen,
        "choices": [(row.key, row.title) for row in sorted(choices, key=lambda row: str(row.title))],
        "groups": groups,
        "bands": bands,
        "missing": missing,
        "worst": next((tile for _n, row in groups for tile in row if tile.is_worst), None),
    }


def _drawn(chosen: Indicator, asked: Asked) -> tuple[list[tuple[str, list[Tile]]], list[Band], int]:
    found = reading.by_scope(chosen.key, kind="area", at=asked.on)
    if asked.is_public:
        numbers = shelf.published()
        found = {scope: shelf.shown(chosen, row, numbers) for scope, row in found.items()}
    values = {scope.removeprefix("area:"): row.value for scope, row in found.items() if row.value is not None}
    villages = _villages(asked.on)
    here = [values[code] for code, _name, _over in villages if code in values]
    low, high = (min(here), max(here)) if here else (0.0, 0.0)
    worst = None
    if len(set(here)) > 1 and chosen.direction != Direction.HOLD:
        worst = low if chosen.direction == Direction.UP else high
    groups: dict[str, list[Tile]] = {}
    for code, name, over in villages:
        value = values.get(code)
        groups.setdefault(over, []).append(
            Tile(
                name=name,
                value=cards.said(value, chosen.unit),
                shade=_shade(value, low, high),
                href=_address(chosen.key, code, asked),
                is_worst=value is not None and value == worst,
            )
        )
    return list(groups.items()), _bands(chosen, low, high) if here else [], len(villages) - len(here)


def _villages(on: dt.date) -> list[tuple[str, str, str]]:
    rows = Area.objects.on(on).villages().order_by("code").values_list("code", "name", "parent__name")
    return [(code, name, over or "") for code, name, over in rows]


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

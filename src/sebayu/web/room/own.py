"""The room's own panels: what the core alone can tell, whatever programmes are switched on."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sebayu.core.cases.figures import by_office
from sebayu.core.identity.models import Office
from sebayu.core.indicators import catalogue
from sebayu.web.room import cards, tiles
from sebayu.web.room.panels import MONDAY, PUBLIC, ROOM, Asked, Panel, add
from sebayu.web.room.views.offices import week_began

MOST_BARS, MOST_MOVED = 8, 6


def saved(asked: Asked) -> dict[str, Any] | None:
    """What nobody had to type, photocopy or wait for."""
    shown = cards.tagged("without_forms", asked)
    return {"cards": shown} if shown else None


def moved(asked: Asked) -> dict[str, Any] | None:
    """The numbers that moved, each with its way."""
    every = cards.some(
        asked, catalogue.all(), lines=asked.is_public
    )  # what is published carries no number of before
    changed = [card for card in every.values() if card.moved]
    changed.sort(key=lambda card: ({"warn": 0, "ok": 1, "idle": 2}[card.moved_tone], card.title))
    return {"cards": changed[:MOST_MOVED], "total": len(changed), "every": len(every)}


def late(asked: Asked) -> dict[str, Any] | None:
    """Cases past their deadline now, office by office: bars, the longest first."""
    counted = [row for row in by_office(since=week_began()) if row.late]
    names = dict(
        Office.objects.filter(key__in=[row.office_key for row in counted]).values_list("key", "name")
    )
    bars = sorted(
        ((names.get(row.office_key, row.office_key), row.office_key, row.late) for row in counted),
        key=lambda bar: (-bar[2], bar[0]),
    )
    return {
        "bars": bars[:MOST_BARS],
        "most": bars[0][2] if bars else 0,
        "total": sum(bar[2] for bar in bars),
        "offices": len(bars),
        "now": timezone.now(),
    }


add(
    Panel(
        "map",
        _("Peta menurut wilayah"),
        "room/panels/map.html",
        tiles.build,
        order=30,
        places=(ROOM, PUBLIC),
    )
)
add(
    Panel(
        "saved",
        _("Yang tidak perlu diketik warga"),
        "room/panels/saved.html",
        saved,
        order=50,
        places=(ROOM, MONDAY, PUBLIC),
    )
)
add(
    Panel(
        "late",
        _("Urusan lewat waktu sekarang"),
        "room/panels/late.html",
        late,
        order=60,
        places=(ROOM, MONDAY),
    )
)
add(
    Panel(
        "moved",
        _("Angka yang bergerak"),
        "room/panels/moved.html",
        moved,
        order=70,
        places=(ROOM, MONDAY, PUBLIC),
    )
)

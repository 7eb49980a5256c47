"""What the movement hangs in the room: the six dimensions with their quick wins, what is late and who holds it, and the promises due."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from sebayu.core.areas import region
from sebayu.core.indicators import catalogue
from sebayu.core.indicators.declare import Indicator, Share
from sebayu.programmes.movement.commitments import promises
from sebayu.programmes.movement.evidence import numbers, progress
from sebayu.programmes.movement.evidence.enums import PartKind
from sebayu.programmes.movement.evidence.progress import NOTHING, Progress
from sebayu.programmes.movement.plan import current, owners
from sebayu.programmes.movement.plan.models import Initiative, Milestone, Proof
from sebayu.programmes.movement.structure import current as structure
from sebayu.web.room import cards
from sebayu.web.room.cards import Card
from sebayu.web.room.panels import MONDAY, PUBLIC, ROOM, Asked, Panel, add

ICONS = {
    "smart_governance": "city", "smart_branding": "flag", "smart_economy": "work",
    "smart_living": "lamp", "smart_society": "school", "smart_environment": "leaf",
}  # fmt: skip
MOST_LATE, MOST_DUE, DAYS_AHEAD = 8, 8, 30


@dataclass(frozen=True)
class DimensionCard:
    """One dimension: its quick win by its local name, the number that proves it, and how far the quick win has come."""

    title: str
    icon: str
    quick_win: str
    href: str
    card: Card | None
    progress: Progress
    count: int


@dataclass(frozen=True)
class LateLine:
    """A milestone past its day without evidence, and the office that holds it."""

    due: dt.date
    days: int
    title: str
    initiative: str
    office: str
    href: str


def dimensions(asked: Asked) -> dict[str, Any]:
    """The dimensions in use today; an empty list teaches what comes first."""
    rows = structure.dimensions(asked.on)
    every, shares = _plan(asked)
    wins = {row.dimension.key: row for row in every if row.quick_win}
    proofs = _proofs(list(wins.values()))
    chosen = {
        key: row
        for key in (d.key for d in rows)
        if (row := _headline(key, proofs.get(wins[key].id) if key in wins else None))
    }
    shown = cards.some(asked, {row.key: row for row in chosen.values()}.values())
    counts: dict[str, int] = {}
    for row in every:
        counts[row.dimension.key] = counts.get(row.dimension.key, 0) + 1
    return {
        "dimensions": [
            DimensionCard(
                title=d.title,
                icon=ICONS.get(d.key, "flag"),
                quick_win=_local_name(d.key, wins.get(d.key)),
                href=_address(wins.get(d.key), public=asked.is_public),
                card=shown.get(chosen[d.key].key) if d.key in chosen else None,
                progress=shares.get(wins[d.key].id, NOTHING) if d.key in wins else NOTHING,
                count=counts.get(d.key, 0),
            )
            for d in rows
        ],
    }


def _plan(asked: Asked) -> tuple[list[Initiative], dict[Any, Progress]]:
    """The initiatives in force and how far they have come, for all panels of the page; for the public by what was published."""
    read = numbers.published if asked.is_public else numbers.computed
    every = asked.once("movement.initiatives", lambda: current.initiatives(asked.on))
    return every, asked.once("movement.progress", lambda: progress.many(every, asked.on, read=read))


def _proofs(wins: list[Initiative]) -> dict[Any, str]:
    """The indicator that weighs most in each quick win."""
    found: dict[Any, str] = {}
    for proof in Proof.objects.filter(initiative__in=wins, scope="region").order_by("-weight", "id"):
        found.setdefault(proof.initiative_id, proof.indicator_key)
    return found


def _headline(dimension: str, proof: str | None) -> Indicator | None:
    """The number that proves the quick win with the greatest weight; else the dimension's own first number."""
    if proof:
        try:
            return catalogue.get(proof)
        except catalogue.UnknownIndicator:
            pass
    declared = catalogue.of_dimension(dimension)
    shares = [row for row in declared if "clock" in row.tags and isinstance(row.formula, Share)]
    return (shares or declared or [None])[0]


def _local_name(dimension: str, win: Initiative | None) -> str:
    if win is not None:
        return win.title
    rows = region.pack().programmes.values()
    return next((row.title for row in rows if row.dimension == dimension), "")


def _address(win: Initiative | None, *, public: bool) -> str:
    if win is None:
        return ""
    try:
        if public:
            return reverse("movement_plan:public_initiative", args=[win.code])
        return reverse("movement_plan:initiative", args=[win.id])
    except NoReverseMatch:
        return ""


def late(asked: Asked) -> dict[str, Any] | None:
    """Milestones past their day without evidence: who holds them, the oldest first."""
    every, shares = _plan(asked)
    if not every:
        return None
    who = owners.many(every, asked.on)
    due = _due_days(every)
    lines = []
    for row in every:
        for part in shares[row.id].parts:
            if part.kind != PartKind.MILESTONE or not part.is_late:
                continue
            on = due[row.id, part.ref]
            owner = who.get(row.id, owners.NOBODY)
            lines.append(
                LateLine(
                    due=on,
                    days=(asked.on - on).days,
                    title=part.what,
                    initiative=row.title,
                    office=owner.name,
                    href=_address(row, public=asked.is_public),
                )
            )
    lines.sort(key=lambda line: (line.due, line.title))
    return {"lines": lines[:MOST_LATE], "total": len(lines)}


def _due_days(rows: list[Initiative]) -> dict[tuple[Any, str], dt.date]:
    found = Milestone.objects.filter(initiative__in=[row.id for row in rows])
    return {(row.initiative_id, str(row.lineage)): row.due_on for row in found}


@dataclass(frozen=True)
class PromiseLine:
    """An undertaking that falls due, with whoever answers for it today."""

    due: dt.date
    title: str
    who: str
    href: str
    tone: str
    icon: str
    label: str
    text: str


def due(asked: Asked) -> dict[str, Any] | None:
    """Promises due within thirty days or overdue, the nearest first; a promise belongs to a post, so it has a name today."""
    total = promises.count()
    if not total:
        return None
    near = promises.due(asked.on + dt.timedelta(days=DAYS_AHEAD), asked.on, public=asked.is_public)
    near.sort(key=lambda row: (row.due_on, row.undertaking.text))
    held = structure.holders([row.seat.post_key for row in near[:MOST_DUE]], asked.on)
    lines = [
        PromiseLine(
            due=row.due_on,
            title=row.undertaking.text,
            who=_answers(row, held),
            href=_promise_address(row),
            tone=row.tone[0],
            icon=row.tone[1],
            label=row.label,
            text=row.text,
        )
        for row in near[:MOST_DUE]
    ]
    return {"lines": lines, "near": len(near), "total": total, "days": DAYS_AHEAD}


def _answers(row: promises.Promise, held: dict[str, Any]) -> str:
    """Name and post of who answers for it today; the paper's own name where the seat belongs to a guest."""
    seat = row.seat
    if not seat.post_key:
        return ", ".join(part for part in (seat.name, seat.organisation or seat.title) if part)
    holder = held.get(seat.post_key)
    return f"{holder.name}, {seat.title}" if holder else seat.title


def _promise_address(row: promises.Promise) -> str:
    return f"{reverse('commitments:public_one', args=[row.commitment.slug])}#janji-{row.undertaking.id}"


add(
    Panel(
        "movement.due", _("Janji jatuh tempo"), "board/due.html", due, order=20, places=(ROOM, MONDAY, PUBLIC),
    )
)  # fmt: skip
add(
    Panel(
        "movement.dimensions", _("Enam dimensi"), "board/dimensions.html", dimensions, order=10, wide=True,
        places=(ROOM, MONDAY, PUBLIC),
    )
)  # fmt: skip
add(
    Panel(
        "movement.late", _("Terlambat, dan siapa memegangnya"), "board/late.html", late, order=25,
        places=(ROOM, MONDAY, PUBLIC),
    )
)  # fmt: skip

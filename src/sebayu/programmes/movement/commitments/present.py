"""The commitment as pages and the big screen need it: seats by group with words, icons and moments."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils import timezone
from django.utils.translation import gettext as _

from sebayu.core.documents import sheet
from sebayu.programmes.movement.commitments.enums import (
    MARK_TONES,
    Capacity,
    CommitmentState,
    How,
    SeatMark,
    Stage,
)
from sebayu.programmes.movement.commitments.models import Commitment, Seat
from sebayu.programmes.movement.commitments.moves import seats_of, standing_of

STATE_TONES = {
    CommitmentState.DRAFT: "idle",
    CommitmentState.REHEARSED: "idle",
    CommitmentState.SIGNING: "info",
    CommitmentState.CONCLUDED: "ok",
    CommitmentState.VOID: "bad",
}
LATELY = dt.timedelta(seconds=12)


@dataclass(frozen=True)
class Row:
    """One seat as it is shown."""

    seat: Seat
    may: bool
    is_next: bool
    capacity: str
    tone: str
    icon: str
    word: str
    how: str
    is_fresh: bool

    @property
    def name(self) -> str:
        """Who signed; before that, who is expected."""
        return self.seat.signed_name if self.seat.is_done else self.seat.name

    @property
    def title(self) -> str:
        return self.seat.signed_title if self.seat.is_done else self.seat.title

    @property
    def organisation(self) -> str:
        """Not where the title says it already: Kepala Dinas Perhubungan."""
        return "" if self.seat.organisation in self.seat.title else self.seat.organisation


@dataclass(frozen=True)
class Group:
    number: int
    title: str
    rows: list[Row]

    @property
    def done(self) -> int:
        return sum(row.seat.is_done for row in self.rows)


@dataclass(frozen=True)
class View:
    """Everything a page says about one commitment right now."""

    commitment: Commitment
    groups: list[Group]
    signed: int
    total: int
    latest: Row | None
    upcoming: list[Row]
    is_complete: bool
    holding: list[Row]
    at: dt.datetime
    rows: list[Row] = field(default_factory=list)

    @property
    def hundredths(self) -> int:
        return round(100 * self.signed / self.total) if self.total else 0

    @property
    def badge(self) -> tuple[str, str]:
        state = CommitmentState(self.commitment.state)
        return STATE_TONES[state], str(state.label)

    @property
    def is_simulator(self) -> bool:
        """Nothing signed here is valid: said before the first signature, too."""
        if self.commitment.state == CommitmentState.SIGNING and not self.commitment.is_rehearsal:
            return sheet.is_simulated()
        return any(row.seat.is_simulator for row in self.rows)

    @property
    def stage_word(self) -> str:
        return str(Stage(self.commitment.stage).label)


def view(commitment: Commitment, seats: Iterable[Seat] | None = None, now: dt.datetime | None = None) -> View:
    """One query for the seats, none beside it."""
    at = now or timezone.now()
    rows_of = list(seats) if seats is not None else seats_of(commitment)
    standing = standing_of(commitment, rows_of)
    running = commitment.state == CommitmentState.SIGNING
    rows = [
        _row(seat, seat.id in standing.may and running, standing.group == seat.group and running, at)
        for seat in rows_of
    ]
    done = sorted((row for row in rows if row.seat.is_done), key=lambda row: row.seat.marked_at)
    return View(
        commitment=commitment,
        groups=_groups(rows),
        signed=standing.signed,
        total=standing.total,
        latest=done[-1] if done else None,
        upcoming=[row for row in rows if row.may and row.seat.group == standing.group],
        is_complete=standing.is_complete,
        holding=[row for row in rows if row.seat.id in standing.holding],
        at=at,
        rows=rows,
    )


def _row(seat: Seat, may: bool, is_now: bool, at: dt.datetime) -> Row:
    mark = SeatMark(seat.mark)
    icon = {SeatMark.OPEN: "pen" if may and is_now else "clock", SeatMark.PAPER: "doc"}.get(mark, "")
    word = _("Giliran sekarang") if mark == SeatMark.OPEN and may and is_now else str(mark.label)
    return Row(
        seat=seat,
        may=may,
        is_next=may and is_now,
        capacity=str(Capacity(seat.capacity).label),
        tone="info" if mark == SeatMark.OPEN and may and is_now else MARK_TONES[mark],
        icon=icon,
        word=word,
        how=str(How(seat.how).label) if seat.how else "",
        is_fresh=bool(seat.is_done and seat.marked_at and at - seat.marked_at < LATELY),
    )


def _groups(rows: list[Row]) -> list[Group]:
    numbers = sorted({row.seat.group for row in rows})
    found = []
    for n, number in enumerate(numbers, 1):
        inside = [row for row in rows if row.seat.group == number]
        kinds = list(dict.fromkeys(row.capacity for row in inside))
        found.append(Group(n, ", ".join(kinds), inside))
    return found

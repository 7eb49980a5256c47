"""Which chapters a book has: ours, and those that parts above add."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from django.utils.translation import gettext_lazy as _

from sebayu.programmes.movement.books import budget, movers, paths, situation, summary
from sebayu.programmes.movement.books.blocks import Chapter
from sebayu.programmes.movement.evidence import numbers
from sebayu.programmes.movement.plan.models import Plan

Build = Callable[[Plan, dt.date], Chapter | None]
BOOKS = {
    1: _("Analisis Strategis Kota Cerdas"),
    2: _("Rencana Induk Kota Cerdas"),
    3: _("Ringkasan Eksekutif"),
}
_added: dict[tuple[int, int, str], tuple[Build, Build | None]] = {}


def add_chapter(book: int, order: int, build: Build, *, public: Build | None = None) -> None:
    """Our own stand at 10, 20, 30 and so on; the same function at the same place replaces itself.

    `public` makes the chapter as everybody may read it, often the same function; without it the chapter stays inside.
    """
    if book not in BOOKS:
        raise ValueError(f"no book {book}")
    _added[book, order, f"{build.__module__}.{build.__qualname__}"] = (build, public)


def chapters(plan: Plan, book: int, on: dt.date, *, public: bool = False) -> list[Chapter]:
    """The chapters of a book in order; one that has nothing to say is left out."""
    builds = (_added[key][public] for key in sorted(_added) if key[0] == book)
    made = (build(plan, on) for build in builds if build is not None)
    return [chapter for chapter in made if chapter is not None]


def published(build: Callable[[Plan, dt.date, numbers.Source], Chapter | None]) -> Build:
    """The same chapter for everybody, with nothing in it but published numbers."""
    return lambda plan, on: build(plan, on, numbers.published)


for _book, _order, _counted in (
    (1, 50, situation.baselines),
    (2, 20, paths.by_dimension),
    (2, 70, summary.sums),
    (3, 10, summary.at_a_glance),
    (3, 20, summary.quick_wins),
):
    add_chapter(_book, _order, _counted, public=published(_counted))
for _book, _order, _build in (
    (1, 10, situation.direction),
    (1, 20, movers.movers),
    (1, 40, situation.dimensions),
    (2, 10, situation.direction),
    (2, 30, paths.by_group),
    (2, 40, paths.roadmap),
    (2, 50, budget.budget),
    (2, 60, paths.waiting),
    (3, 30, summary.what_comes),
):
    add_chapter(_book, _order, _build, public=_build)

"""What is read: the initiative of a lineage in force, who follows, what is proven by now."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from uuid import UUID

from sebayu.programmes.movement.evidence import numbers, progress
from sebayu.programmes.movement.evidence.enums import PartKind, ProgressState
from sebayu.programmes.movement.plan.models import Initiative

DONE = "done"


def in_force(lineages: Iterable[UUID]) -> dict[UUID, Initiative]:
    """Initiatives of the edition in force, by lineage."""
    found = (
        Initiative.objects.in_force().filter(lineage__in=set(lineages)).select_related("dimension", "plan")
    )
    return {row.lineage: row for row in found}


def one(lineage: UUID) -> Initiative | None:
    return in_force([lineage]).get(lineage)


def session_ref(lineage: UUID) -> str:
    """How the sessions of an initiative know it, through all editions."""
    return f"movement_plan.Initiative:{lineage}"


def events(initiatives: Iterable[Initiative], on: dt.date | None = None) -> dict[UUID, dict[str, str]]:
    """By lineage: what everybody may see proven by now, each with its title; `done` when the target is reached."""
    rows = list(initiatives)
    found: dict[UUID, dict[str, str]] = {}
    for row_id, state in progress.many(rows, on, read=numbers.published).items():
        row = next(r for r in rows if r.id == row_id)
        proven = {
            f"milestone:{part.ref}": part.what
            for part in state.parts
            if part.kind == PartKind.MILESTONE and part.share
        }
        if state.state == ProgressState.REACHED:
            proven[DONE] = row.title
        found[row.lineage] = proven
    return found

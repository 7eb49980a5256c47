"""Making, copying, adopting editions."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction

from sebayu.core.identity import perms
from sebayu.core.ledger import Actor
from sebayu.programmes.movement.plan.actions.writing import changing, note
from sebayu.programmes.movement.plan.enums import PlanState
from sebayu.programmes.movement.plan.errors import CodeTaken, NotDraft, NothingToAdopt
from sebayu.programmes.movement.plan.models import (
    Activity,
    Dependency,
    Goal,
    Initiative,
    Milestone,
    Ownership,
    Plan,
    Proof,
)
from sebayu.programmes.movement.plan.perms import WRITE

FIELDS = ("edition_label", "title", "horizon_from", "horizon_to", "vision", "mission")


def create_plan(*, by: Actor, **values: Any) -> Plan:
    """An empty draft."""
    perms.required(by, WRITE)
    with transaction.atomic():
        _free_label(values["edition_label"])
        plan = Plan.objects.create(**{name: values[name] for name in FIELDS if name in values})
        note(by=by, act="plan.create", plan=plan)
    return plan


def change_plan(*, by: Actor, plan: Plan, **values: Any) -> Plan:
    """Title, years, vision and mission of a draft."""
    with changing(by=by, plan_id=plan.id, act="plan.change", detail={"fields": sorted(values)}) as found:
        for name in FIELDS:
            setattr(found, name, values.get(name, getattr(found, name)))
        _free_label(found.edition_label, but=found.id)
        found.save()
    return found


def _free_label(label: str, but: UUID | None = None) -> None:
    if Plan.objects.filter(edition_label=label).exclude(pk=but).exists():
        raise CodeTaken(code=label)


def adopt(*, by: Actor, plan: Plan, on: dt.date, basis: str) -> Plan:
    """From this day it is in force and is changed no more; the one before it is superseded."""
    perms.required(by, WRITE)
    with transaction.atomic():
        found = Plan.objects.select_for_update().get(pk=plan.pk)
        if not found.is_draft:
            raise NotDraft
        if not found.initiatives.exists():
            raise NothingToAdopt
        before = Plan.objects.select_for_update().filter(state=PlanState.ADOPTED)
        before.update(state=PlanState.SUPERSEDED, superseded_on=on)
        found.state, found.adopted_on, found.basis = PlanState.ADOPTED, on, basis
        found.save()
        note(by=by, act="plan.adopt", plan=found)
    return found


def copy_plan(*, by: Actor, plan: Plan, edition_label: str) -> Plan:
    """A new draft with everything of this edition. Lineages stay, so the two can be compared and evidence goes on counting."""
    perms.required(by, WRITE)
    with transaction.atomic():
        source = Plan.objects.select_for_update().get(pk=plan.pk)
        _free_label(edition_label)
        fresh = Plan.objects.create(
            edition_label=edition_label,
            title=source.title,
            horizon_from=source.horizon_from,
            horizon_to=source.horizon_to,
            vision=source.vision,
            mission=source.mission,
            copied_from=source,
        )
        _copy_rows(source, fresh)
        note(by=by, act="plan.copy", plan=fresh, detail={"from": str(source.id)})
    return fresh


def _copy_rows(source: Plan, fresh: Plan) -> None:
    goals = _copies(source.goals.all(), plan=fresh)
    Goal.objects.bulk_create(goals.values())
    rows = _copies(source.initiatives.all(), plan=fresh)
    for row in rows.values():
        row.goal = goals[row.goal_id] if row.goal_id else None
    Initiative.objects.bulk_create(rows.values())
    for model in (Ownership, Activity, Proof, Milestone):
        below = list(model._default_manager.filter(initiative__in=rows))
        for row in below:
            row.pk, row.initiative = uuid4(), rows[row.initiative_id]
        model._default_manager.bulk_create(below)
    edges = list(Dependency.objects.filter(initiative__in=rows))
    for edge in edges:
        edge.pk, edge.initiative, edge.needs = uuid4(), rows[edge.initiative_id], rows[edge.needs_id]
    Dependency.objects.bulk_create(edges)


def _copies(rows: Any, *, plan: Plan) -> dict[UUID, Any]:
    """Old id -> the copy, not yet written."""
    found = {}
    for row in rows:
        old = row.pk
        row.pk, row.plan = uuid4(), plan
        row._state.adding = True
        found[old] = row
    return found

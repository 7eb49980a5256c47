"""Writing what a dry run found: one transaction, through the same actions as the screens."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from sebayu.core.ledger import Actor
from sebayu.programmes.movement.plan import actions
from sebayu.programmes.movement.plan.models import Goal, Initiative
from sebayu.programmes.movement.plan_import import columns
from sebayu.programmes.movement.plan_import.errors import RowsWrong
from sebayu.programmes.movement.plan_import.names import Names
from sebayu.programmes.movement.plan_import.studying import CHANGED, NEW, WRONG, Row, Study

OWN = ("title", "summary", "dimension", "sub_dimension", "horizon", "group", "quick_win", "starts_on", "ends_on",
       "budget_code", "budget_rupiah", "area_code", "internal_note")  # fmt: skip


def apply(study: Study, *, by: Actor, skip_wrong: bool = False) -> dict[str, int]:
    """New and changed rows. Wrong ones stop everything unless they shall be left out; what the table does not name stays."""
    if study.wrong and not skip_wrong:
        raise RowsWrong(count=study.wrong)
    with transaction.atomic():
        names = Names(study.plan)
        goals = {(g.dimension_id, g.title): g for g in study.plan.goals.all()}
        for row in study.rows:
            if row.kind == columns.INITIATIVE and row.verdict in (NEW, CHANGED):
                names.initiatives[row.code] = _initiative(row, study, names, goals, by)
        for row in study.rows:
            if row.kind != columns.INITIATIVE and row.verdict == NEW and row.code in names.initiatives:
                _part(row, names.initiatives[row.code], by)
    return {verdict: study.counts[verdict] for verdict in (NEW, CHANGED, WRONG)}


def _initiative(row: Row, study: Study, names: Names, goals: dict[tuple, Goal], by: Actor) -> Initiative:
    given: dict[str, Any] = {name: row.values[name] for name in OWN if name in row.values}
    if title := row.values.get("goal"):
        key = (given["dimension"].id, title)
        if key not in goals:
            goals[key] = actions.add_goal(by=by, plan=study.plan, title=title, dimension=given["dimension"])
        given["goal"] = goals[key]
    known = names.initiatives.get(row.code)
    if known is None:
        return actions.add_initiative(by=by, plan=study.plan, code=row.code, **row.values["owner"], **given)
    if names.owners.get(known.id) != row.values["owner"]:
        since = max(study.plan.created_at.date(), given["starts_on"])
        actions.move_owner(by=by, initiative=known, since=since, basis=row.table, **row.values["owner"])
    return actions.change_initiative(by=by, initiative=known, **given)


def _part(row: Row, initiative: Initiative, by: Actor) -> None:
    given = {name: value for name, value in row.values.items() if name != "code" and value not in (None, "")}
    if row.kind == columns.MILESTONE:
        known = initiative.milestones.filter(title=given["title"]).first()
        if known is None:
            actions.add_milestone(by=by, initiative=initiative, **given)
        else:
            actions.change_milestone(by=by, milestone=known, **{"weight": known.weight, **given})
    elif row.kind == columns.PROOF:
        actions.add_proof(by=by, initiative=initiative, **given)
    else:
        actions.add_activity(by=by, initiative=initiative, **given)

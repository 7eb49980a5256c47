"""What shall prove an initiative: indicators and milestones, written into a draft. Their shares are computed, never written."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from sebayu.core.indicators import catalogue
from sebayu.core.ledger import Actor
from sebayu.programmes.movement.plan.actions.writing import changing, check_weight
from sebayu.programmes.movement.plan.errors import CodeTaken, UnknownIndicator
from sebayu.programmes.movement.plan.models import Initiative, Milestone, Proof


def add_proof(
    *, by: Actor, initiative: Initiative, indicator_key: str, scope: str = "region", weight: int = 1,
    baseline: Decimal | None = None, target: Decimal | None = None,
) -> Proof:  # fmt: skip
    """Link an indicator that is computed elsewhere; its value cannot be given here."""
    check_weight(weight)
    try:
        title = str(catalogue.get(indicator_key).title)
    except catalogue.UnknownIndicator:
        raise UnknownIndicator from None
    detail = {"initiative": str(initiative.id), "indicator": indicator_key}
    with changing(
        by=by,
        plan_id=initiative.plan_id,
        act="plan.add_proof",
        lineage=initiative.lineage,
        detail=detail,
        words=title,
    ):
        if initiative.proofs.filter(indicator_key=indicator_key, scope=scope).exists():
            raise CodeTaken(code=indicator_key)
        return Proof.objects.create(
            initiative=initiative,
            indicator_key=indicator_key,
            scope=scope,
            weight=weight,
            baseline=baseline,
            target=target,
        )


def remove_proof(*, by: Actor, proof: Proof) -> None:
    with changing(
        by=by,
        plan_id=proof.initiative.plan_id,
        act="plan.remove_proof",
        lineage=proof.initiative.lineage,
        words=proof.indicator_key,
    ):
        proof.delete()


def add_milestone(
    *, by: Actor, initiative: Initiative, title: str, due_on: dt.date, weight: int = 1
) -> Milestone:
    """Something to be done by a day, proved by evidence."""
    check_weight(weight)
    detail = {"initiative": str(initiative.id)}
    with changing(
        by=by,
        plan_id=initiative.plan_id,
        act="plan.add_milestone",
        lineage=initiative.lineage,
        detail=detail,
        words=title,
    ):
        return Milestone.objects.create(initiative=initiative, title=title, due_on=due_on, weight=weight)


def change_milestone(
    *, by: Actor, milestone: Milestone, title: str, due_on: dt.date, weight: int
) -> Milestone:
    check_weight(weight)
    detail = {"milestone": str(milestone.id)}
    with changing(
        by=by,
        plan_id=milestone.initiative.plan_id,
        act="plan.change_milestone",
        lineage=milestone.initiative.lineage,
        detail=detail,
        words=title,
    ):
        milestone.title, milestone.due_on, milestone.weight = title, due_on, weight
        milestone.save()
    return milestone


def remove_milestone(*, by: Actor, milestone: Milestone) -> None:
    with changing(
        by=by,
        plan_id=milestone.initiative.plan_id,
        act="plan.remove_milestone",
        lineage=milestone.initiative.lineage,
        words=milestone.title,
    ):
        milestone.delete()

"""Goals, initiatives, their owners, activities, dependencies: what the secretariat writes into a draft."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import uuid4

from django.db import transaction

from sebayu.core.areas import region
from sebayu.core.identity import perms
from sebayu.core.identity.models import Office
from sebayu.core.ledger import Actor
from sebayu.programmes.movement.plan import dependencies
from sebayu.programmes.movement.plan.actions.writing import changing, check_money, check_period, note
from sebayu.programmes.movement.plan.enums import Horizon
from sebayu.programmes.movement.plan.errors import (
    CodeTaken,
    DependencyCircle,
    NoOwner,
    OtherEdition,
    QuickWinTaken,
    QuickWinTooLong,
)
from sebayu.programmes.movement.plan.models import Activity, Dependency, Goal, Initiative, Ownership, Plan
from sebayu.programmes.movement.plan.perms import WRITE

YEAR = dt.timedelta(days=366)
EVER = dt.date(2000, 1, 1)
FIELDS = (
    *("code", "title", "summary", "dimension", "sub_dimension", "goal", "horizon", "group", "quick_win"),
    *(
        "programme_key",
        "area_code",
        "budget_code",
        "budget_rupiah",
        "starts_on",
        "ends_on",
        "is_sure",
        "internal_note",
    ),
)


def add_goal(
    *, by: Actor, plan: Plan, title: str, dimension: Any, sub_dimension: Any = None, order: int = 0
) -> Goal:
    """A goal of a dimension."""
    with changing(by=by, plan_id=plan.id, act="plan.add_goal") as found:
        if Goal.objects.filter(plan=found, dimension=dimension, title=title).exists():
            raise CodeTaken(code=title)
        return Goal.objects.create(
            plan=found, title=title, dimension=dimension, sub_dimension=sub_dimension, order=order
        )


def remove_goal(*, by: Actor, goal: Goal) -> None:
    """Its initiatives stay, without a goal."""
    with changing(by=by, plan_id=goal.plan_id, act="plan.remove_goal"):
        Initiative.objects.filter(goal=goal).update(goal=None)
        goal.delete()


def add_initiative(
    *, by: Actor, plan: Plan, office_key: str = "", duty: str = "", **values: Any
) -> Initiative:
    """A new initiative with its first owner, an office or a duty."""
    lineage, detail = uuid4(), {"code": values["code"]}
    with changing(by=by, plan_id=plan.id, act="plan.add_initiative", lineage=lineage, detail=detail) as found:
        row = Initiative(
            plan=found, lineage=lineage, **{name: values[name] for name in FIELDS if name in values}
        )
        _check(row)
        row.save(force_insert=True)
        _own(row, office_key, duty, since=EVER, basis="")
    return row


def change_initiative(*, by: Actor, initiative: Initiative, **values: Any) -> Initiative:
    """Anything but the owner, which has dates of its own."""
    detail = {"initiative": str(initiative.id), "fields": sorted(values)}
    with changing(
        by=by,
        plan_id=initiative.plan_id,
        act="plan.change_initiative",
        lineage=initiative.lineage,
        detail=detail,
    ):
        row = Initiative.objects.select_for_update().get(pk=initiative.pk)
        for name in FIELDS:
            setattr(row, name, values.get(name, getattr(row, name)))
        _check(row)
        row.save()
    return row


def remove_initiative(*, by: Actor, initiative: Initiative) -> None:
    """Out of the draft; the editions before it keep it."""
    detail = {"code": initiative.code}
    with changing(
        by=by,
        plan_id=initiative.plan_id,
        act="plan.remove_initiative",
        lineage=initiative.lineage,
        detail=detail,
    ):
        initiative.delete()


def _check(row: Initiative) -> None:
    check_period(row.starts_on, row.ends_on)
    check_money(row.budget_rupiah)
    others = Initiative.objects.filter(plan=row.plan_id).exclude(pk=row.pk)
    if others.filter(code=row.code).exists():
        raise CodeTaken(code=row.code)
    if row.goal is not None and row.goal.plan_id != row.plan_id:
        raise OtherEdition
    if not row.quick_win:
        return
    if row.horizon != Horizon.SHORT or row.ends_on - row.starts_on > YEAR:
        raise QuickWinTooLong
    if taken := others.filter(quick_win=True, dimension=row.dimension).first():
        raise QuickWinTaken(title=taken.title)


def _own(row: Initiative, office_key: str, duty: str, *, since: dt.date, basis: str) -> Ownership:
    known = {d.duty for d in region.pack().duties}
    if bool(office_key) == bool(duty) or (duty and duty not in known):
        raise NoOwner
    if office_key and not Office.objects.filter(pk=office_key).exists():
        raise NoOwner
    return Ownership.objects.create(
        initiative=row, office_key=office_key, duty=duty, valid_from=since, basis=basis
    )


def move_owner(
    *, by: Actor, initiative: Initiative, since: dt.date, basis: str, office_key: str = "", duty: str = ""
) -> Ownership:
    """Another office is responsible from that day on. The plan itself stays as it was adopted; what was, stays written."""
    perms.required(by, WRITE)
    with transaction.atomic():
        plan = Plan.objects.select_for_update().get(pk=initiative.plan_id)
        now = Ownership.objects.filter(initiative=initiative, valid_until=None).first()
        if now is not None and now.valid_from >= since:
            now.delete()  # it never held before the move
        elif now is not None:
            now.valid_until = since - dt.timedelta(days=1)
            now.save()
        row = _own(initiative, office_key, duty, since=since, basis=basis)
        detail = {"initiative": str(initiative.id), "to": office_key or duty}
        note(by=by, act="plan.move_owner", plan=plan, lineage=initiative.lineage, detail=detail, words=basis)
    return row


def add_activity(*, by: Actor, initiative: Initiative, title: str, starts_on: dt.date, ends_on: dt.date,
                 budget_code: str = "", budget_rupiah: int = 0) -> Activity:  # fmt: skip
    """One step with its own time and money."""
    check_period(starts_on, ends_on)
    check_money(budget_rupiah)
    detail = {"initiative": str(initiative.id)}
    with changing(
        by=by,
        plan_id=initiative.plan_id,
        act="plan.add_activity",
        lineage=initiative.lineage,
        detail=detail,
        words=title,
    ):
        return Activity.objects.create(
            initiative=initiative,
            title=title,
            starts_on=starts_on,
            ends_on=ends_on,
            budget_code=budget_code,
            budget_rupiah=budget_rupiah,
        )


def remove_activity(*, by: Actor, activity: Activity) -> None:
    with changing(
        by=by,
        plan_id=activity.initiative.plan_id,
        act="plan.remove_activity",
        lineage=activity.initiative.lineage,
        words=activity.title,
    ):
        activity.delete()


def add_dependency(
    *, by: Actor, initiative: Initiative, needs: Initiative, note_text: str = ""
) -> Dependency:
    """`initiative` waits for `needs`; refused when it would close a circle."""
    detail = {"initiative": str(initiative.id), "needs": str(needs.id)}
    with changing(
        by=by,
        plan_id=initiative.plan_id,
        act="plan.add_dependency",
        lineage=initiative.lineage,
        detail=detail,
        words=needs.code,
    ) as plan:
        if needs.plan_id != plan.id:
            raise OtherEdition
        edges = Dependency.objects.filter(initiative__plan=plan).values_list("initiative", "needs")
        if round_trip := dependencies.circle(edges, (initiative.id, needs.id)):
            codes = dict(Initiative.objects.filter(pk__in=round_trip).values_list("pk", "code"))
            raise DependencyCircle(path=" → ".join(codes[pk] for pk in round_trip))
        row, _made = Dependency.objects.get_or_create(
            initiative=initiative, needs=needs, defaults={"note": note_text}
        )
    return row


def remove_dependency(*, by: Actor, dependency: Dependency) -> None:
    with changing(
        by=by,
        plan_id=dependency.initiative.plan_id,
        act="plan.remove_dependency",
        lineage=dependency.initiative.lineage,
        words=dependency.needs.code,
    ):
        dependency.delete()

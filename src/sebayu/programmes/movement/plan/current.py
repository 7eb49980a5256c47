"""The plan in force on a day, for whoever stands above: its edition, its initiatives, its six quick wins."""

from __future__ import annotations

import datetime as dt

from sebayu.programmes.movement.plan.models import Initiative, Plan


def plan(on: dt.date | None = None) -> Plan | None:
    return Plan.objects.on(on).first()


def initiatives(on: dt.date | None = None) -> list[Initiative]:
    return list(Initiative.objects.in_force(on).select_related("dimension", "sub_dimension", "goal").tree())


def quick_wins(on: dt.date | None = None) -> list[Initiative]:
    """One per dimension, in the order of the dimensions; none in a region that has adopted nothing yet."""
    found = Initiative.objects.in_force(on).filter(quick_win=True)
    return list(found.select_related("dimension", "plan").order_by("dimension__order", "code"))

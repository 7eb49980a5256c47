"""The demo's evidence: decrees somebody else has looked at, marked as examples like everything that is not the region's own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from django.utils import timezone

from sebayu.programmes.movement.evidence import actions
from sebayu.programmes.movement.evidence.models import MilestoneEvidence
from sebayu.programmes.movement.plan import current
from sebayu.programmes.movement.plan.demo import MACHINE, MORE


def seed(say: Callable[[str], None]) -> None:
    plan, today = current.plan(), timezone.localdate()
    if plan is None or MilestoneEvidence.objects.exists():
        return
    for more in MORE:
        for title, _due, ago in more[-1]:
            row = plan.initiatives.filter(title=more[1]).first()
            if ago is None or row is None:
                continue
            added = actions.add_evidence(
                by=MACHINE,
                milestone=row.milestones.get(title=title),
                kind="decree",
                number=f"Berita acara {ago}/{today.year} (contoh)",
                taken_on=today - dt.timedelta(days=ago),
            )
            actions.check_evidence(by=MACHINE, evidence_id=added.id)
    say(f"Bukti tonggak: {MilestoneEvidence.objects.count()} (contoh)")

"""Stages, gates, homework and the readiness items, from the region pack. Loading again adds what is new and removes nothing."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction

from sebayu.core.ledger import Actor
from sebayu.programmes.movement.bimtek import actions
from sebayu.programmes.movement.bimtek.models import Gate, Homework, ReadinessItem, Stage
from sebayu.programmes.movement.structure import current
from sebayu.programmes.movement.structure.actions.noting import noted
from sebayu.programmes.movement.structure.models import Edition
from sebayu.programmes.movement.structure.pack import movement
from sebayu.programmes.movement.structure.perms import WRITE


def _day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def load(*, by: Actor, key: str = "") -> int:
    """Returns how many stages there are now."""
    pack = movement(key)
    with transaction.atomic():
        with noted(by, "bimtek.load", permission=WRITE):
            _readiness(pack["readiness"])
            stages = [_stage(n, row) for n, row in enumerate(pack["bimtek"]["stages"], start=1)]
        for stage, row in zip(stages, pack["bimtek"]["stages"], strict=True):
            for task in row.get("homework", ()) if stage else ():
                if Homework.objects.filter(stage=stage, title=task["title"]).exists():
                    continue  # given once; a dimension that came later gets it on the screen
                actions.give_homework(by=by, stage=stage, title=task["title"], asks=task.get("asks", ""))
    return Stage.objects.count()


def _readiness(groups: list[dict[str, Any]]) -> None:
    order = 0
    for group in groups:
        for item in group["items"]:
            order += 1
            ReadinessItem.objects.update_or_create(
                key=item["key"],
                defaults={
                    "group": group["key"],
                    "title": item["title"],
                    "asks": item.get("asks", ""),
                    "order": order,
                },
            )


def _stage(order: int, row: dict[str, Any]) -> Stage | None:
    edition = Edition.objects.filter(key=row["edition"]).first() if "edition" in row else current.edition()
    if edition is None:
        return None
    stage, _made = Stage.objects.get_or_create(
        edition=edition,
        key=row["key"],
        defaults={
            "order": order,
            "title": row["title"],
            "about": row.get("about", ""),
            "starts_on": _day(row.get("from")),
            "ends_on": _day(row.get("until")),
            "place": row.get("place", ""),
            "people_reported": row.get("people"),
            "outputs": row.get("outputs", []),
            "note": row.get("note", ""),
            "source": row.get("source", ""),
        },
    )
    for n, gate in enumerate(row.get("gates", ()), start=1):
        Gate.objects.get_or_create(
            stage=stage, title=gate["title"], defaults={"order": n, "check_key": gate.get("check", "")}
        )
    return stage

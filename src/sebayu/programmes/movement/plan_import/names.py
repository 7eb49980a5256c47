"""What the words of a table name here: dimensions, offices, duties, areas; and what the plan already holds."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from sebayu.core.areas import region
from sebayu.core.identity.models import Office
from sebayu.programmes.movement.plan.models import Activity, Initiative, Milestone, Ownership, Plan, Proof
from sebayu.programmes.movement.plan_import import columns
from sebayu.programmes.movement.plan_import.values import NotUnderstood
from sebayu.programmes.movement.structure import current
from sebayu.programmes.movement.structure.models import Dimension, SubDimension

DUTY = "tugas:"


def bare(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", " ", text.casefold()).strip()


class Names:
    """Everything is loaded once, for one dry run."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        used = Dimension.objects.filter(pk__in=plan.initiatives.values("dimension"))
        self.dimensions: dict[str, Dimension] = {}
        for row in [*used, *current.dimensions()]:
            for word in (row.key, row.title, row.title.removeprefix("Smart ")):
                self.dimensions[bare(word)] = row
        subs = SubDimension.objects.filter(dimension__in=set(self.dimensions.values()))
        self.subs = {(row.dimension_id, bare(word)): row for row in subs for word in (row.key, row.title)}
        pack = region.pack()
        self.offices = {
            bare(word): key
            for key, name in Office.objects.on().values_list("key", "name")
            for word in (key, name)
        }
        shorts = {bare(row.short): row.key for row in pack.offices if getattr(row, "short", "")}
        self.offices = {**shorts, **self.offices}
        self.duties = {row.duty for row in pack.duties}
        self.areas = {bare(word): row.code for row in pack.areas for word in (row.code, row.name)} | {
            "seluruh wilayah": "",
            "": "",
        }
        self._of_plan(plan)

    def _of_plan(self, plan: Plan) -> None:
        rows = list(plan.initiatives.select_related("goal"))
        self.initiatives: dict[str, Initiative] = {row.code: row for row in rows}
        self.by_title = {(row.dimension_id, row.title.casefold()): row.code for row in rows}
        held = Ownership.objects.on().filter(initiative__plan=plan)
        self.owners: dict[UUID, dict[str, str]] = {
            row.initiative_id: {"office_key": row.office_key} if row.office_key else {"duty": row.duty}
            for row in held
        }
        of_plan = {"initiative__plan": plan}
        self.parts = {
            (columns.MILESTONE, m.initiative.code, m.title, m.due_on, m.weight)
            for m in Milestone.objects.filter(**of_plan).select_related("initiative")
        }
        self.parts |= {
            (columns.PROOF, p.initiative.code, p.indicator_key, p.scope)
            for p in Proof.objects.filter(**of_plan).select_related("initiative")
        }
        self.parts |= {
            (
                columns.ACTIVITY,
                a.initiative.code,
                a.title,
                a.starts_on,
                a.ends_on,
                a.budget_code,
                a.budget_rupiah,
            )
            for a in Activity.objects.filter(**of_plan).select_related("initiative")
        }

    def find(self, name: str, said: str) -> Any:
        """A dimension, an owner as {office_key} or {duty}, or the code of an area."""
        if name == "owner":
            return self.owner(said)
        known: Mapping[str, Any] = self.dimensions if name == "dimension" else self.areas
        if bare(said) in known:
            return known[bare(said)]
        if not said:
            return ""
        raise NotUnderstood(_("“%(t)s” tidak dikenal") % {"t": said[:60]})

    def owner(self, said: str) -> dict[str, str] | str:
        if not said:
            return ""
        if said.casefold().startswith(DUTY) and said[len(DUTY) :].strip() in self.duties:
            return {"duty": said[len(DUTY) :].strip()}
        if bare(said) in self.offices:
            return {"office_key": self.offices[bare(said)]}
        raise NotUnderstood(_("perangkat daerah “%(t)s” tidak dikenal") % {"t": said[:60]})

    def sub_dimension(self, said: str, dimension: Dimension | str | None) -> SubDimension | None:
        if not said or not isinstance(dimension, Dimension):
            return None
        found = self.subs.get((dimension.id, bare(said)))
        if found is None:
            raise NotUnderstood(_("“%(t)s” bukan subdimensi %(d)s") % {"t": said[:60], "d": dimension.title})
        return found

    def differences(self, row: Initiative, given: Mapping[str, Any]) -> list[str]:
        """Fields in which a row of a table says something else than the plan."""
        now = {name: getattr(row, name) for name in given if hasattr(row, name)}
        now |= {"goal": row.goal.title if row.goal else "", "owner": self.owners.get(row.id, "")}
        return [
            name
            for name, value in given.items()
            if now.get(name) != value and not (now.get(name) is None and value == "")
        ]

    def has_part(self, kind: str, given: Mapping[str, Any]) -> bool:
        fields = {
            columns.MILESTONE: ("code", "title", "due_on", "weight"),
            columns.PROOF: ("code", "indicator_key", "scope"),
            columns.ACTIVITY: ("code", "title", "starts_on", "ends_on", "budget_code", "budget_rupiah"),
        }[kind]
        defaults = {"weight": 1, "scope": "region", "budget_code": "", "budget_rupiah": 0}
        return (kind, *(given.get(name) or defaults.get(name) for name in fields)) in self.parts

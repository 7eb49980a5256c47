"""Two editions side by side: what was added, dropped, moved, made dearer, later, or given to somebody else."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sebayu.programmes.movement.plan import owners
from sebayu.programmes.movement.plan.enums import Group, Horizon
from sebayu.programmes.movement.plan.models import Initiative, Milestone, Plan, Proof
from sebayu.web.formats import rupiah, short_day

WORDS: Mapping[str, Any] = {
    "title": gettext_lazy("Nama"),
    "code": gettext_lazy("Kode"),
    "dimension": gettext_lazy("Dimensi"),
    "sub_dimension": gettext_lazy("Subdimensi"),
    "goal": gettext_lazy("Sasaran"),
    "owner": gettext_lazy("Pemilik"),
    "horizon": gettext_lazy("Jangka"),
    "group": gettext_lazy("Kelompok"),
    "quick_win": gettext_lazy("Quick win"),
    "starts_on": gettext_lazy("Mulai"),
    "ends_on": gettext_lazy("Selesai"),
    "budget_code": gettext_lazy("Kode anggaran"),
    "budget_rupiah": gettext_lazy("Anggaran"),
    "area_code": gettext_lazy("Wilayah"),
    "proofs": gettext_lazy("Indikator bukti"),
    "milestones": gettext_lazy("Tonggak"),
}


@dataclass(frozen=True, slots=True)
class Change:
    """One field: what it was and what it is. `delta` for amounts and dates: so much more, so many days later."""

    field: str
    label: str
    before: str
    after: str
    delta: str = ""


@dataclass(frozen=True, slots=True)
class Pair:
    before: Initiative
    after: Initiative
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class Comparison:
    """`budget` is (before, after) of the whole plan."""

    old: Plan
    new: Plan
    added: list[Initiative] = field(default_factory=list)
    dropped: list[Initiative] = field(default_factory=list)
    changed: list[Pair] = field(default_factory=list)
    same: int = 0
    budget: tuple[int, int] = (0, 0)

    @property
    def difference(self) -> str:
        return _more(self.budget[1] - self.budget[0])


def compare(old: Plan, new: Plan, on: dt.date | None = None) -> Comparison:
    """Matched by lineage, so a new code or a new name is a change and not a loss."""
    before, after = _load(old, on), _load(new, on)
    added = [row for key, (row, _v) in after.items() if key not in before]
    dropped = [row for key, (row, _v) in before.items() if key not in after]
    changed, same = [], 0
    for key, (row, values) in after.items():
        if key not in before:
            continue
        other, then = before[key]
        if changes := _changes(then, values):
            changed.append(Pair(other, row, changes))
        else:
            same += 1
    total = tuple(sum(row.budget_rupiah for row, _v in side.values()) for side in (before, after))
    return Comparison(old, new, added, dropped, changed, same, (total[0], total[1]))


def _load(plan: Plan, on: dt.date | None) -> dict[UUID, tuple[Initiative, dict[str, Any]]]:
    rows = list(plan.initiatives.select_related("dimension", "sub_dimension", "goal").order_by("code", "id"))
    who = owners.many(rows, on)
    proofs: dict[UUID, list[str]] = {}
    for proof in Proof.objects.filter(initiative__in=rows).order_by("indicator_key", "scope"):
        target = f" → {proof.target.normalize():f}" if proof.target is not None else ""
        proofs.setdefault(proof.initiative_id, []).append(f"{proof.indicator_key}{target}")
    stones: dict[UUID, list[str]] = {}
    for stone in Milestone.objects.filter(initiative__in=rows).order_by("due_on", "title"):
        stones.setdefault(stone.initiative_id, []).append(f"{stone.title} ({short_day(stone.due_on)})")
    return {
        row.lineage: (
            row,
            _values(row, who.get(row.id, owners.NOBODY).name, proofs.get(row.id, []), stones.get(row.id, [])),
        )
        for row in rows
    }


def _values(row: Initiative, owner: str, proofs: list[str], stones: list[str]) -> dict[str, Any]:
    own = {
        name: getattr(row, name)
        for name in WORDS
        if hasattr(row, name) and name not in ("proofs", "milestones")
    }
    return own | {
        "dimension": row.dimension.title,
        "sub_dimension": row.sub_dimension.title if row.sub_dimension else "",
        "goal": row.goal.title if row.goal else "",
        "owner": owner,
        "horizon": str(Horizon(row.horizon).label),
        "group": str(Group(row.group).label),
        "proofs": "; ".join(proofs),
        "milestones": "; ".join(stones),
    }


def _changes(then: dict[str, Any], now: dict[str, Any]) -> tuple[Change, ...]:
    return tuple(
        Change(
            name, str(label), _said(name, then[name]), _said(name, now[name]), _delta(then[name], now[name])
        )
        for name, label in WORDS.items()
        if then[name] != now[name]
    )


def _said(name: str, value: Any) -> str:
    if isinstance(value, bool):
        return _("ya") if value else _("tidak")
    if name == "budget_rupiah":
        return rupiah(value)
    if isinstance(value, dt.date):
        return short_day(value)
    return str(value) or "—"


def _delta(then: Any, now: Any) -> str:
    if isinstance(now, dt.date) and isinstance(then, dt.date):
        days = (now - then).days
        return (
            _("%(n)d hari lebih lambat") % {"n": days}
            if days > 0
            else _("%(n)d hari lebih cepat") % {"n": -days}
        )
    if isinstance(now, int) and isinstance(then, int) and not isinstance(now, bool):
        return _more(now - then)
    return ""


def _more(amount: int) -> str:
    if amount == 0:
        return _("tetap")
    return f"{'+' if amount > 0 else '−'}{rupiah(abs(amount))}"

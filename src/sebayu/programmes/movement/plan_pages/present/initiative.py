"""One initiative as a page: who, what proves it, what it waits for, what happened to it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sebayu.core.gatherings import attending
from sebayu.core.identity.models import Office
from sebayu.core.ledger import Actor
from sebayu.programmes.movement.evidence import conf, numbers, progress, worth
from sebayu.programmes.movement.evidence import perms as proving
from sebayu.programmes.movement.evidence.arithmetic import Part
from sebayu.programmes.movement.evidence.worth import Worth
from sebayu.programmes.movement.plan import owners, perms
from sebayu.programmes.movement.plan.models import Dependency, Initiative, Milestone, Ownership, PlanEvent
from sebayu.programmes.movement.plan_pages import duties

# What the ledger says, in the words of the page.
ACTS = {
    "plan.add_initiative": gettext_lazy("Inisiatif ditulis"),
    "plan.change_initiative": gettext_lazy("Inisiatif diubah"),
    "plan.move_owner": gettext_lazy("Pemilik dipindahkan"),
    "plan.add_milestone": gettext_lazy("Tonggak ditambahkan"),
    "plan.change_milestone": gettext_lazy("Tonggak diubah"),
    "plan.add_proof": gettext_lazy("Indikator bukti ditambahkan"),
    "plan.add_activity": gettext_lazy("Kegiatan ditambahkan"),
    "plan.add_dependency": gettext_lazy("Ketergantungan ditambahkan"),
    "plan.remove_milestone": gettext_lazy("Tonggak dihapus"),
    "plan.remove_proof": gettext_lazy("Indikator bukti dihapus"),
    "plan.remove_activity": gettext_lazy("Kegiatan dihapus"),
    "plan.remove_dependency": gettext_lazy("Ketergantungan dihapus"),
    "plan.add_evidence": gettext_lazy("Bukti ditambahkan"),
    "plan.check_evidence": gettext_lazy("Bukti diperiksa"),
    "plan.withdraw_evidence": gettext_lazy("Bukti ditarik"),
}
MOST_HISTORY = 15


@dataclass(frozen=True, slots=True)
class Stone:
    """A milestone with its part of the sum and its evidence."""

    milestone: Milestone
    part: Part
    worths: tuple[Worth, ...]
    withdrawn: int = 0


def owner_ref(initiative: Initiative) -> str:
    """What a session carries that is held for this initiative; the same in every edition."""
    return f"movement_plan.Initiative:{initiative.lineage}"


def _owners(initiative: Initiative) -> list[tuple[str, Ownership]]:
    """Who owned it when, each by the name of the office, or by its duty."""
    rows = list(Ownership.objects.filter(initiative=initiative).order_by("valid_from"))
    if len(rows) < 2:
        return []
    names = dict(Office.objects.filter(key__in=[row.office_key for row in rows]).values_list("key", "name"))
    return [(names.get(row.office_key, row.office_key) or duties.title(row.duty), row) for row in rows]


def stones(initiative: Initiative, found: progress.Progress, on: dt.date) -> list[Stone]:
    rows = list(initiative.milestones.order_by("due_on", "title", "id"))
    worths = worth.of(rows, on=on, fading=conf.fading())
    parts = {part.ref: part for part in found.parts if part.kind == "milestone"}
    return [Stone(row, parts[str(row.lineage)], tuple(worths.get(row.lineage, ()))) for row in rows]


def page(initiative: Initiative, actor: Actor, on: dt.date | None = None) -> dict[str, Any]:
    """Everything the desk's page shows."""
    on = on or timezone.localdate()
    found, owner = progress.of(initiative, on), owners.of(initiative, on)
    waits, needed = waiting(initiative, on)
    return {
        "i": initiative,
        "plan": initiative.plan,
        "owner": owner,
        "owner_duty": duties.title(owner.duty) if owner.duty else "",
        "owners": _owners(initiative),
        "progress": found,
        "proofs": [part for part in found.parts if part.kind == "proof"],
        "proof_rows": [{"id": p.id, "key": f"{p.indicator_key}@{p.scope}"} for p in initiative.proofs.all()],
        "stones": stones(initiative, found, on),
        "activities": list(initiative.activities.all()),
        "waits": waits,
        "needed": needed,
        "sessions": attending.count(owner_ref(initiative)),
        "history": history(initiative),
        "may_write": perms.can_write(actor) and initiative.plan.is_draft,
        "may_move": perms.can_write(actor),
        "may_prove": proving.can_add_evidence(actor, owner),
        "may_check": proving.can_check_evidence(actor),
        "me": actor.account_id,
    }


def waiting(
    initiative: Initiative, on: dt.date, *, read: numbers.Source = numbers.computed
) -> tuple[list[tuple], list[tuple]]:
    """(what it waits for, what waits for it), each with its progress."""
    edges = list(
        Dependency.objects.filter(Q(initiative=initiative) | Q(needs=initiative)).select_related(
            "needs", "initiative"
        )
    )
    others = [e.needs if e.initiative_id == initiative.id else e.initiative for e in edges]
    shares = progress.many(others, on, read=read) if others else {}
    waits = [(e.needs, shares[e.needs_id], e.id) for e in edges if e.initiative_id == initiative.id]
    needed = [(e.initiative, shares[e.initiative_id], e.id) for e in edges if e.needs_id == initiative.id]
    return waits, needed


def history(initiative: Initiative) -> list[dict[str, Any]]:
    """What was done to it in any edition, by which post, newest first."""
    rows = PlanEvent.objects.filter(lineage=initiative.lineage).select_related("plan")[:MOST_HISTORY]
    return [
        {
            "what": str(ACTS.get(r.act, r.act)),
            "note": r.note,
            "who": r.post or r.who,
            "at": r.at,
            "edition": r.plan.edition_label,
        }
        for r in rows
    ]


def waits_text(waits: list[tuple]) -> str:
    """One line: what it still waits for."""
    rest = [row.code for row, share, _edge in waits if (share.share or 0) < 1]
    return _("Menunggu %(codes)s") % {"codes": ", ".join(rest)} if rest else ""

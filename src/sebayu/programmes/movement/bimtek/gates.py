"""What must exist before the next stage, computed where the data are ours. A new check is a function in CHECKS."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from sebayu.core.documents.enums import State
from sebayu.core.documents.models import Document
from sebayu.programmes.movement.bimtek import readiness
from sebayu.programmes.movement.bimtek.enums import HomeworkState
from sebayu.programmes.movement.bimtek.models import Gate, Homework, ReadinessItem, Stage
from sebayu.programmes.movement.plan import current as plan_current
from sebayu.programmes.movement.plan.models import Initiative, Plan
from sebayu.programmes.movement.structure import current
from sebayu.programmes.movement.structure.models import Agreement


@dataclass(frozen=True, slots=True)
class Finding:
    """Open or not, and what was found; `view` leads to where it is mended."""

    is_open: bool
    said: str
    view: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    gate: Gate
    finding: Finding

    @property
    def is_open(self) -> bool:
        return self.finding.is_open or bool(self.gate.waived_because)


def _agreement(stage: Stage, day: dt.date) -> Finding:
    there = Agreement.objects.filter(edition=stage.edition).first()
    said = (there.number or _("tercatat, nomor belum diisi")) if there else _("belum dicatat")
    return Finding(there is not None, said, "movement_structure:overview")


def _decree(stage: Stage, day: dt.date) -> Finding:
    there = current.decrees(day)
    return Finding(
        bool(there), there[0].number if there else _("belum ada yang berlaku"), "movement_structure:overview"
    )


def _coordinators(stage: Stage, day: dt.date) -> Finding:
    wanted, there = current.dimensions(day), current.coordinators(day)
    return _each([d.title for d in wanted if d.key not in there], len(wanted), "movement_structure:overview")


def _readiness(stage: Stage, day: dt.date) -> Finding:
    missing = [item.title for item in readiness.unscored(stage.edition, day)]
    return _each(missing, ReadinessItem.objects.count(), "movement_bimtek:readiness")


def _quick_wins(stage: Stage, day: dt.date) -> Finding:
    """A candidate counts as soon as it stands in a plan, also one that is still a draft."""
    wanted = current.dimensions(day)
    drafts = Initiative.objects.filter(
        plan__in=Plan.objects.filter(state__in=["draft", "adopted"]), quick_win=True
    )
    there = set(drafts.values_list("dimension__key", flat=True))
    return _each([d.title for d in wanted if d.key not in there], len(wanted), "movement_plan:quick_wins")


def _homework(stage: Stage, day: dt.date) -> Finding:
    rows = Homework.objects.filter(stage=stage).select_related("dimension")
    missing = [row.dimension.title for row in rows if row.state != HomeworkState.ACCEPTED]
    return _each(missing, len(rows), "movement_bimtek:homework_list")


def _plan_adopted(stage: Stage, day: dt.date) -> Finding:
    there = plan_current.plan(day)
    said = there.edition_label if there else _("belum ditetapkan")
    return Finding(there is not None, said, "movement_plan:editions")


def _commitment_signed(stage: Stage, day: dt.date) -> Finding:
    """The paper itself says so: a Komitmen Bersama of this house, signed by all."""
    there = (
        Document.objects.filter(letter_key="komitmen_bersama", state=State.SIGNED)
        .order_by("-issued_at")
        .first()
    )
    return Finding(
        there is not None, there.number if there else _("belum ada yang ditandatangani semua pihak")
    )


def _each(missing: list[str], total: int, view: str = "") -> Finding:
    """All of several: how many are there, and which are not."""
    if not total:
        return Finding(False, _("belum ada datanya"), view)
    said = _("%(n)s dari %(total)s") % {"n": total - len(missing), "total": total}
    return Finding(not missing, f"{said}; {_('belum')}: {', '.join(missing[:6])}" if missing else said, view)


CHECKS: dict[str, Callable[[Stage, dt.date], Finding]] = {
    "agreement": _agreement,
    "decree": _decree,
    "coordinators": _coordinators,
    "readiness": _readiness,
    "quick_wins": _quick_wins,
    "homework": _homework,
    "plan_adopted": _plan_adopted,
    "commitment_signed": _commitment_signed,
}


def find(gate: Gate, on: dt.date | None = None) -> Finding:
    """What a gate's check finds today; a check nobody knows stays closed and says so."""
    day = on or timezone.localdate()
    if not gate.check_key:
        return Finding(bool(gate.evidence or gate.file_id), gate.evidence or _("menunggu bukti"))
    check = CHECKS.get(gate.check_key)
    if check is None:
        return Finding(False, _("pemeriksaan “%s” tidak dikenal; betulkan paket wilayah") % gate.check_key)
    return check(gate.stage, day)


def standings(stage: Stage, on: dt.date | None = None) -> list[Standing]:
    rows = stage.gates.select_related("stage__edition", "file").order_by("order", "id")
    return [Standing(gate, find(gate, on)) for gate in rows]

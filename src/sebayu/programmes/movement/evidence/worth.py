"""What each piece of evidence is worth today: a letter may have been revoked since, a photo may not have been looked at yet."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from sebayu.core.cases.enums import CaseState
from sebayu.core.cases.models import Case
from sebayu.core.documents.enums import State
from sebayu.core.documents.models import Document
from sebayu.programmes.movement.evidence import arithmetic
from sebayu.programmes.movement.evidence.conf import Fading
from sebayu.programmes.movement.evidence.enums import EvidenceKind
from sebayu.programmes.movement.evidence.models import MilestoneEvidence
from sebayu.programmes.movement.plan.models import Milestone


@dataclass(frozen=True, slots=True)
class Worth:
    """One piece of evidence, its share today and the reason in words."""

    row: MilestoneEvidence
    share: float
    why: str
    simulator: bool = False


def of(milestones: Iterable[Milestone], *, on: dt.date, fading: Fading) -> dict[UUID, list[Worth]]:
    """Evidence by lineage of the milestone, best first: three queries whatever the number."""
    lineages = {m.lineage for m in milestones}
    rows = list(MilestoneEvidence.objects.filter(lineage__in=lineages, withdrawn_at=None)) if lineages else []
    letters, cases = _letters(rows), _cases(rows)
    found: dict[UUID, list[Worth]] = {}
    for row in rows:
        found.setdefault(row.lineage, []).append(_worth(row, on, fading, letters, cases))
    for worths in found.values():
        worths.sort(key=lambda w: -w.share)
    return found


def _ids(rows: Iterable[MilestoneEvidence], kind: EvidenceKind) -> set[str]:
    return {row.ref for row in rows if row.kind == kind}


def _letters(rows: list[MilestoneEvidence]) -> dict[str, tuple[str, bool]]:
    ids = _ids(rows, EvidenceKind.DOCUMENT)
    found = Document.objects.filter(pk__in=ids).values_list("pk", "state", "is_simulator") if ids else []
    return {str(pk): (state, bool(simulator)) for pk, state, simulator in found}


def _cases(rows: list[MilestoneEvidence]) -> dict[str, str]:
    ids = _ids(rows, EvidenceKind.CASE)
    return (
        {str(pk): state for pk, state in Case.objects.filter(pk__in=ids).values_list("pk", "state")}
        if ids
        else {}
    )


def _worth(
    row: MilestoneEvidence,
    on: dt.date,
    fading: Fading,
    letters: Mapping[str, tuple[str, bool]],
    cases: Mapping[str, str],
) -> Worth:
    state, simulator = letters.get(row.ref, ("", False))
    if row.kind == EvidenceKind.DOCUMENT and state != State.SIGNED:
        return Worth(row, 0.0, _("surat ini tidak lagi berlaku"))
    if row.kind == EvidenceKind.CASE and cases.get(row.ref) != CaseState.ISSUED:
        return Worth(row, 0.0, _("urusan ini tidak selesai"))
    if row.needs_check and row.checked_at is None:
        return Worth(row, 0.0, _("menunggu diperiksa sekretariat"))
    if not row.counts(proves_itself=True, on=on):
        return Worth(row, 0.0, _("bertanggal setelah hari ini"))
    share = arithmetic.fresh(row.taken_on, on, fresh_days=fading.fresh_days, gone_days=fading.gone_days)
    if share == 1:
        return Worth(row, share, _("ditandatangani dengan simulator") if simulator else "", simulator)
    if share == 0:
        return Worth(row, share, _("bukti terlalu lama, perlu yang baru"), simulator)
    return Worth(row, share, _("bukti mulai pudar karena lama"), simulator)

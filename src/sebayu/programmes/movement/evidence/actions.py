"""Evidence for milestones: the owner's office adds it, a second person looks at photos and decrees, nobody edits it."""

from __future__ import annotations

import datetime as dt
import hashlib
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from sebayu.core.cases.enums import CaseState
from sebayu.core.cases.models import Case
from sebayu.core.documents.enums import State
from sebayu.core.documents.models import Document
from sebayu.core.identity.errors import NotAllowed
from sebayu.core.ledger import Actor
from sebayu.programmes.movement.evidence import perms, photos
from sebayu.programmes.movement.evidence.enums import EvidenceKind
from sebayu.programmes.movement.evidence.errors import (
    BadPhoto,
    EvidenceFromTomorrow,
    EvidenceIncomplete,
    EvidenceNotFound,
    EvidenceTwice,
    NotYours,
    OwnEvidence,
)
from sebayu.programmes.movement.evidence.models import MilestoneEvidence, PhotoFile
from sebayu.programmes.movement.plan import owners
from sebayu.programmes.movement.plan.actions.writing import note
from sebayu.programmes.movement.plan.models import Milestone


def add_evidence(
    *, by: Actor, milestone: Milestone, kind: str, number: str = "", taken_on: dt.date | None = None,
    note_text: str = "", photo: bytes = b"",
) -> MilestoneEvidence:  # fmt: skip
    """`number` is the number of the letter, case or decree. Dates of letters and cases are their own."""
    initiative = milestone.initiative
    if not perms.can_add_evidence(by, owners.of(initiative)):
        raise NotYours
    picture = _picture(photo) if kind == EvidenceKind.PHOTO else None
    ref, label, day = _found(kind, number.strip(), taken_on, picture)
    if day > timezone.localdate():
        raise EvidenceFromTomorrow
    with transaction.atomic():
        Milestone.objects.select_for_update().get(pk=milestone.pk)
        if MilestoneEvidence.objects.filter(
            lineage=milestone.lineage, kind=kind, ref=ref, withdrawn_at=None
        ).exists():
            raise EvidenceTwice
        row = MilestoneEvidence.objects.create(
            milestone=milestone,
            lineage=milestone.lineage,
            kind=kind,
            ref=ref,
            label=label,
            taken_on=day,
            note=note_text[:300],
            by_id=by.account_id,
            by_name=by.name[:200],
            by_office=by.office[:200],
        )
        if picture is not None:
            PhotoFile.objects.create(
                evidence=row,
                content=picture.content,
                mime=picture.mime,
                width=picture.width,
                height=picture.height,
            )
        _note(by, "plan.add_evidence", row)
    return row


def _note(by: Actor, act: str, row: MilestoneEvidence) -> None:
    initiative = row.milestone.initiative
    detail = {"evidence": str(row.id), "milestone": str(row.milestone_id), "kind": row.kind}
    words = f"{row.milestone.title}: {EvidenceKind(row.kind).label}"
    note(by=by, act=act, plan=initiative.plan, lineage=initiative.lineage, detail=detail, words=words)


def _picture(content: bytes) -> photos.Photo:
    try:
        return photos.clean(content)
    except photos.NotAPhoto:
        raise BadPhoto from None


def _found(
    kind: str, number: str, taken_on: dt.date | None, picture: photos.Photo | None
) -> tuple[str, str, dt.date]:
    """(ref, label, day) of what is offered; what this house itself issued is looked up, never believed."""
    if kind == EvidenceKind.DOCUMENT:
        letter = Document.objects.filter(number=number, state=State.SIGNED).first() if number else None
        if letter is None or letter.signed_at is None:
            raise EvidenceNotFound(kind=EvidenceKind.DOCUMENT.label)
        return str(letter.id), letter.number, timezone.localdate(letter.signed_at)
    if kind == EvidenceKind.CASE:
        case = (
            Case.objects.filter(number=number, state=CaseState.ISSUED)
            .only("id", "number", "closed_at")
            .first()
        )
        if case is None or case.closed_at is None:
            raise EvidenceNotFound(kind=EvidenceKind.CASE.label)
        return str(case.id), case.number, timezone.localdate(case.closed_at)
    if taken_on is None or (kind == EvidenceKind.DECREE and not number):
        raise EvidenceIncomplete
    if picture is not None:
        return hashlib.sha256(picture.content).hexdigest(), number[:240], taken_on
    return number[:120], number[:240], taken_on


def check_evidence(*, by: Actor, evidence_id: UUID) -> MilestoneEvidence:
    """Say that it shows what the milestone asks for. Whoever added it does not check it."""
    if not perms.can_check_evidence(by):
        raise NotAllowed
    with transaction.atomic():
        row = MilestoneEvidence.objects.select_for_update().get(pk=evidence_id, withdrawn_at=None)
        if row.by_id is not None and row.by_id == by.account_id:
            raise OwnEvidence
        if row.checked_at is None:
            row.checked_at, row.checked_by = timezone.now(), by.name[:200]
            row.save(update_fields=["checked_at", "checked_by"])
            _note(by, "plan.check_evidence", row)
    return row


def withdraw_evidence(*, by: Actor, evidence_id: UUID, because: str) -> MilestoneEvidence:
    """It counts no more; it stays written with the reason. The secretariat, an assessor, or the office that added it."""
    if not because.strip():
        raise EvidenceIncomplete
    with transaction.atomic():
        row = MilestoneEvidence.objects.select_for_update().get(pk=evidence_id, withdrawn_at=None)
        mine = perms.can_add_evidence(by, owners.of(row.milestone.initiative))
        if not (mine or perms.can_check_evidence(by)):
            raise NotYours
        row.withdrawn_at, row.withdrawn_because = timezone.now(), because.strip()[:300]
        row.save(update_fields=["withdrawn_at", "withdrawn_because"])
        _note(by, "plan.withdraw_evidence", row)
    return row

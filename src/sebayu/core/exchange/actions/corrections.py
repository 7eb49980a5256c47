""" "Data ini salah": from the citizen to the owner of the register, and the answer back."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from sebayu.core.exchange.enums import CorrectionState
from sebayu.core.exchange.errors import BadValue, CorrectionClosed, NotNeeded, ReadRefused
from sebayu.core.exchange.models import CorrectionRequest, Evidence, SourceConfig
from sebayu.core.exchange.perms import CITIZENS, STAFF, may_answer_correction
from sebayu.core.exchange.types import plain
from sebayu.core.facts import vocabulary
from sebayu.core.ledger import Actor, Purpose
from sebayu.core.ledger.access import writing
from sebayu.core.ledger.actions import record
from sebayu.core.ledger.errors import Forbidden

PURPOSE = Purpose(
    "Perbaikan data yang dinyatakan salah oleh pemiliknya", "UU 27/2022 tentang Pelindungan Data Pribadi"
)
LONGEST = 1000


def request_correction(
    *,
    by: Actor,
    path: str,
    says: str,
    subject_id: UUID,
    evidence: Evidence | None = None,
    within: timedelta | None = None,
    purpose: Purpose = PURPOSE,
) -> CorrectionRequest:
    """Tell the register's owner what the citizen says is right. `path` is the fact as the evidence names it, or the
    vocabulary's own path; `within` is the region's promise, if it made one.
    """
    says = says.strip()
    if not 0 < len(says) <= LONGEST:
        raise BadValue(_("yang benar menurut Anda"))
    with writing():
        shown, source, fact_path = _shown(evidence, path, subject_id)
        fact = vocabulary().get(fact_path)
        if fact is None or not fact.registers:
            raise NotNeeded(path)
        if by.kind in CITIZENS and not _is_hers(by, evidence, path, subject_id):
            raise ReadRefused
        if by.kind not in CITIZENS | STAFF:
            raise ReadRefused
        found = _same_open(by, fact_path, subject_id)
        if found:
            return found
        request = CorrectionRequest.objects.create(
            path=fact_path,
            subject_id=subject_id,
            evidence_id=evidence.pk if evidence else None,
            source=source or fact.registers[0],
            owner=fact.owner,
            owner_office_key=_owner_office(fact.owner),
            shown=plain(shown),
            says=says,
            reporter_id=by.person_id or by.account_id,
            reporter_name=by.name,
            due_at=timezone.now() + within if within else None,
        )
        _enter(request, by, "correction.request", purpose)
    return request


def answer_correction(
    *, by: Actor, request: CorrectionRequest, accepted: bool, answer: str, at: datetime | None = None
) -> CorrectionRequest:
    """The owner says whether the register was put right, or why it was right already; name and post are copied."""
    answer = answer.strip()
    if len(answer) > LONGEST or not (accepted or answer):
        raise BadValue(_("jawaban"))
    with writing():
        fresh = _open(request)
        if not may_answer_correction(by, fresh.owner_office_key):
            raise Forbidden(_("Hanya kantor pemilik data yang dapat menjawab laporan ini."))
        fresh.state = CorrectionState.ACCEPTED if accepted else CorrectionState.DECLINED
        fresh.answer, fresh.answered_by, fresh.answered_post = answer, by.name, by.post
        return _close(fresh, by, "correction.answer", at)


def withdraw_correction(*, by: Actor, request: CorrectionRequest) -> CorrectionRequest:
    with writing():
        fresh = _open(request)
        if fresh.reporter_id is None or fresh.reporter_id not in {by.person_id, by.account_id}:
            raise ReadRefused
        fresh.state = CorrectionState.WITHDRAWN
        return _close(fresh, by, "correction.withdraw", None)


def _shown(evidence: Evidence | None, path: str, subject_id: UUID) -> tuple[Any, str, str]:
    """What the citizen saw, where it came from, and the vocabulary's name of it."""
    if evidence is None:
        return None, "", path
    fresh = Evidence.objects.get(pk=evidence.pk)
    item = fresh.items.get(path)
    if item is None:
        raise NotNeeded(path)
    return item.value, item.source, fresh.fact_path(path)


def _is_hers(by: Actor, evidence: Evidence | None, path: str, subject_id: UUID) -> bool:
    if subject_id == by.subject_id:
        return True
    if evidence is None:
        return False
    fresh = Evidence.objects.get(pk=evidence.pk)
    root = path.split(".", 1)[0]
    ref = fresh.ref(root)
    return root in fresh.own_roots and ref is not None and ref.id == subject_id


def _same_open(by: Actor, path: str, subject_id: UUID) -> CorrectionRequest | None:
    """Two taps are one report."""
    mine = by.person_id or by.account_id
    return CorrectionRequest.objects.filter(
        state="open", path=path, subject_id=subject_id, reporter_id=mine
    ).first()


def _owner_office(owner: str) -> str:
    keys = SourceConfig.objects.filter(source=owner).values_list("owner_office_key", flat=True)
    return next(iter(keys), "")


def _open(request: CorrectionRequest) -> CorrectionRequest:
    fresh = CorrectionRequest.objects.select_for_update().get(pk=request.pk)
    if fresh.state != CorrectionState.OPEN:
        raise CorrectionClosed
    return fresh


def _close(request: CorrectionRequest, by: Actor, act: str, at: datetime | None) -> CorrectionRequest:
    request.closed_at = at or timezone.now()
    request.save()
    _enter(request, by, act, PURPOSE)
    return request


def _enter(request: CorrectionRequest, by: Actor, act: str, purpose: Purpose) -> None:
    record(
        by=by,
        act=act,
        purpose=purpose,
        subjects=[request.subject_id],
        facts=[request.path],
        detail={"correction": str(request.pk), "owner": request.owner, "state": request.state},
    )

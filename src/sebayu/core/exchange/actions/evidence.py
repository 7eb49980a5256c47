"""What people add to evidence, and locking it with the decision.

Each brings the given evidence up to date with its locked row first and returns it: two people adding at once both stay.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone

from sebayu.core.exchange.errors import BadValue, EvidenceFrozen, NotNeeded, ReadRefused
from sebayu.core.exchange.gathering import put_answer, settle_void
from sebayu.core.exchange.models import Evidence
from sebayu.core.exchange.perms import STAFF, is_desk
from sebayu.core.exchange.types import Item, Other
from sebayu.core.facts import vocabulary
from sebayu.core.facts.kinds import coerce
from sebayu.core.ledger import Actor, Purpose
from sebayu.core.ledger.access import writing
from sebayu.core.ledger.actions import record

LONGEST_TEXT = 4000


def add_answer(
    *,
    by: Actor,
    evidence: Evidence,
    key: str,
    value: Any,
    fact_path: str = "",
    purpose: Purpose | None = None,
) -> Evidence:
    """The citizen's answer to the question `key`; `fact_path` is the fact it becomes where no register has one."""
    if isinstance(value, str) and len(value) > LONGEST_TEXT:
        raise BadValue(key)
    with writing():
        fresh = _locked(evidence)
        put_answer(fresh, f"answers.{key}", fact_path, value, _now())
        return _save(
            fresh, by, "evidence.answer", purpose, [f"answers.{key}", *([fact_path] if fact_path else [])]
        )


def add_manual(
    *,
    by: Actor,
    evidence: Evidence,
    path: str,
    value: Any,
    seen_in: str,
    seen_at: datetime | None = None,
    purpose: Purpose | None = None,
) -> Evidence:
    """An officer looked it up in `seen_in` (a portal, a paper) and records what was seen, when. Settles a conflict."""
    if not is_desk(by):
        raise ReadRefused
    if not seen_in.strip():
        raise BadValue("sumber yang dilihat")
    with writing():
        fresh = _locked(evidence)
        before = _needed(fresh, path)
        item = Item(
            value=_valid(fresh, path, value),
            kind=before.kind,
            source="manual",
            mode="manual",
            status="known",
            as_of=(seen_at or timezone.now()).isoformat(timespec="seconds"),
            fetched_at=_now(),
            basis=fresh.basis,
            others=_with_before(before),
            reason="confirmed_by_officer" if before.status == "conflict" else "",
            by=f"{by.name}, {by.post} ({seen_in.strip()[:120]})",
        )
        fresh.put(path, item)
        settle_void(fresh)
        return _save(fresh, by, "evidence.manual", purpose, [path])


def add_attestation(
    *,
    by: Actor,
    evidence: Evidence,
    path: str,
    value: bool | None,
    note: str = "",
    purpose: Purpose | None = None,
) -> Evidence:
    """RT, RW or an officer vouches, with name and post. None means "saya tidak tahu": the fact stays open for an officer."""
    if by.kind not in STAFF:
        raise ReadRefused
    with writing():
        fresh = _locked(evidence)
        before = _needed(fresh, path)
        if "attest" not in vocabulary()[fresh.fact_path(path)].sources:
            raise NotNeeded(path)
        item = Item(
            value=None if value is None else _valid(fresh, path, value),
            kind=before.kind,
            source="attest",
            mode="attest",
            status="missing" if value is None else "known",
            as_of=_now(),
            fetched_at=_now(),
            basis=fresh.basis,
            others=_with_before(before),
            reason="judgement" if value is None else "",
            next="manual" if value is None else "",
            by=", ".join(part for part in (by.name, by.post, note.strip()[:200]) if part),
        )
        fresh.put(path, item)
        return _save(fresh, by, "evidence.attest", purpose, [path])


def attach_case(
    *, by: Actor, evidence: Evidence, case_id: UUID, purpose: Purpose | None = None, held: bool = False
) -> Evidence:
    """The case that was opened with this evidence. `held`: the caller locked this very row in this transaction."""
    with writing():
        fresh = evidence if held else _locked(evidence)
        fresh.case_id = case_id
        return _save(fresh, by, "evidence.attach", purpose, [], changed=["case_id"])


def freeze(*, by: Actor, evidence: Evidence, purpose: Purpose | None = None, held: bool = False) -> Evidence:
    """Lock the evidence with the decision that rests on it; the database refuses every later change. `held` as above."""
    with writing():
        fresh = evidence if held else _locked(evidence)
        fresh.digest, fresh.frozen_at = fresh.content_digest(), timezone.now()
        return _save(fresh, by, "evidence.freeze", purpose, [], changed=["digest", "frozen_at"])


def reopen(*, by: Actor, evidence: Evidence, purpose: Purpose | None = None) -> Evidence:
    """A new, open copy that follows the frozen one; the frozen one stays what the first decision rested on."""
    with writing():
        old = Evidence.objects.get(pk=evidence.pk)
        fresh = Evidence(
            **{
                f.attname: getattr(old, f.attname)
                for f in old._meta.concrete_fields
                if f.name not in _NOT_COPIED
            },
            follows=old,
        )
        fresh.save(force_insert=True)
        _enter(fresh, by, "evidence.reopen", purpose, [])
        return fresh


def discard_unused(*, by: Actor, older_than: timedelta = timedelta(days=2)) -> int:
    """Throw away what was gathered for a page that led to no case: data nobody needs any more may not be kept."""
    with writing():
        unused = Evidence.objects.filter(
            case_id=None, frozen_at=None, created_at__lt=timezone.now() - older_than
        )
        count, _by_table = unused.delete()
        purpose = Purpose(
            "Membuang data yang tidak jadi dipakai", "UU 27/2022 tentang Pelindungan Data Pribadi"
        )
        record(by=by, act="evidence.discard", purpose=purpose, detail={"count": count})
    return count


_NOT_COPIED = {"id", "created_at", "frozen_at", "digest", "follows"}


def _locked(evidence: Evidence) -> Evidence:
    evidence.refresh_from_db(from_queryset=Evidence.objects.select_for_update())
    evidence.__dict__.pop("items", None)
    if evidence.frozen_at:
        raise EvidenceFrozen
    return evidence


def _needed(evidence: Evidence, path: str) -> Item:
    """The item at a path this service asked for: data it does not need may not be collected."""
    if path not in evidence.contents or path.startswith("answers."):
        raise NotNeeded(path)
    return evidence.items[path]


def _valid(evidence: Evidence, path: str, value: Any) -> Any:
    fact = vocabulary()[evidence.fact_path(path)]
    try:
        typed = coerce(fact.kind, value)
    except ValueError:
        raise BadValue(fact.label) from None
    if fact.choices and fact.label_of(typed) is None:
        raise BadValue(fact.label)
    if isinstance(typed, str) and not 0 < len(typed.strip()) <= LONGEST_TEXT:
        raise BadValue(fact.label)
    return typed


def _with_before(before: Item) -> tuple[Other, ...]:
    if before.value is None:
        return before.others
    seen = before.as_of or before.fetched_at  # a register that answers live is as of the moment it was asked
    was = Other(before.source, before.mode, before.status, before.value, seen, before.reason)
    return (was, *before.others)


def _save(
    evidence: Evidence,
    by: Actor,
    act: str,
    purpose: Purpose | None,
    facts: list[str],
    *,
    changed: Iterable[str] = ("contents",),
) -> Evidence:
    evidence.save(update_fields=changed)
    _enter(evidence, by, act, purpose, facts)
    return evidence


def _enter(evidence: Evidence, by: Actor, act: str, purpose: Purpose | None, facts: list[str]) -> None:
    purpose = purpose or Purpose(
        evidence.purpose, evidence.basis, evidence.case_id, service=evidence.service_key
    )
    if purpose.case_id is None and evidence.case_id is not None:
        purpose = replace(purpose, case_id=evidence.case_id)
    subjects = [
        UUID(ref["id"]) for ref in evidence.roles.values() if ref["kind"] == "person" and ref.get("id")
    ]
    record(
        by=by, act=act, purpose=purpose, subjects=subjects, facts=facts, detail={"evidence": str(evidence.pk)}
    )


def _now() -> str:
    return timezone.now().isoformat(timespec="seconds")

"""What people decide about numbers: targets, baselines, and signed statements about what lies outside. Nobody sets a number."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from sebayu.core.areas.region import pack
from sebayu.core.documents import actions as documents
from sebayu.core.documents.enums import State
from sebayu.core.documents.models import Document
from sebayu.core.identity.acting import holder
from sebayu.core.identity.models import Office, Post
from sebayu.core.indicators import catalogue, periods, perms, words
from sebayu.core.indicators.declare import Indicator
from sebayu.core.indicators.enums import REGION, StatementState
from sebayu.core.indicators.errors import (
    AlreadySigned,
    BasisRequired,
    CannotBeTyped,
    EvidenceRequired,
    NotANumber,
    NotTheirs,
    PeriodNotOver,
    StillAtSigner,
    UnknownScope,
)
from sebayu.core.indicators.models import Baseline, Statement, Target, Value
from sebayu.core.indicators.owners import owner_of
from sebayu.core.ledger import Actor, Purpose
from sebayu.core.ledger.actions import record
from sebayu.core.ledger.errors import Forbidden

BASIS = "Perpres 39/2019 tentang Satu Data Indonesia"
LETTER = "pernyataan_indikator"
_SCOPE = re.compile(r"region|(office|area):[A-Za-z0-9_.]{2,80}")


def set_target(
    *,
    by: Actor,
    key: str,
    year: int,
    value: Decimal | float | str,
    basis: str,
    scope: str = REGION,
    band: Decimal | float | str = 0,
) -> Target:
    """What is wanted by the end of a year; a later decision replaces it and the earlier one stays to be read."""
    indicator = _to_decide(by, key, scope, basis)
    number, width = words.number_of(value), words.number_of(band)
    if width < 0:
        raise NotANumber
    return _decide(Target, by, indicator, scope, year, basis, value=number, band=width)


def set_baseline(
    *,
    by: Actor,
    key: str,
    year: int,
    basis: str,
    value: Decimal | float | str | None = None,
    scope: str = REGION,
) -> Baseline:
    """Where the counting starts. Without a value it is the number computed for that year; a value is for a year before there was one.

    Raises CannotBeTyped for a year the house itself has computed.
    """
    indicator = _to_decide(by, key, scope, basis)
    computed = Value.objects.current().filter(
        indicator_key=key, scope=scope, frequency="year", period_start=dt.date(year, 1, 1), value__isnull=False, rows__gt=0
    )  # fmt: skip
    if value is not None and indicator.is_computed and computed.exists():
        raise CannotBeTyped
    number = None if value is None else words.number_of(value)
    return _decide(Baseline, by, indicator, scope, year, basis, value=number)


def state(
    *, by: Actor, key: str, period: dt.date, value: Decimal | float | str, evidence: str, scope: str = REGION
) -> Statement:
    """The head of the owning office states a number from outside the house, with its evidence. It counts once signed.

    `period` is any day of the period it speaks of. Raises CannotBeTyped for whatever the house computes, NotTheirs, EvidenceRequired.
    """
    indicator = catalogue.get(key)
    if indicator.is_computed:
        raise CannotBeTyped
    owner = owner_of(indicator, timezone.localdate())
    if not owner or not perms.can_state(by, owner):
        raise NotTheirs
    if not _SCOPE.fullmatch(scope):
        raise UnknownScope
    if not evidence.strip():
        raise EvidenceRequired
    begin = periods.start(indicator.frequency, period)
    if begin > timezone.localdate():
        raise PeriodNotOver
    with transaction.atomic():
        office, post = Office.objects.get(key=owner), _head_post(owner)
        statement = Statement.objects.create(
            indicator_key=key,
            scope=scope,
            frequency=str(indicator.frequency),
            period_start=begin,
            value=words.number_of(value),
            evidence=evidence.strip()[:500],
            office_key=owner,
            office_name=office.name,
            post_key=post.key,
            post_title=post.title,
            stated_by=by.name[:200],
        )
        statement.document_id = _draft(by, indicator, statement).id
        statement.save(update_fields=["document_id"])
        _note(
            by,
            "indicator.state",
            indicator,
            statement=str(statement.id),
            period=periods.key(statement.frequency, begin),
        )
    return statement


@sensitive_variables("passphrase", "totp")
def sign_statement(*, by: Actor, statement_id: UUID, passphrase: str = "", totp: str = "") -> Statement:
    """Number and sign the letter; with the signature the statement counts and an earlier one of the same period gives way.

    Never inside a transaction; raises what signing raises, and then the statement does not count.
    """
    statement = Statement.objects.get(pk=statement_id)
    if not perms.can_state(by, statement.office_key):
        raise NotTheirs
    if statement.state != StatementState.DRAFT or statement.replaced_at:
        raise AlreadySigned
    document = Document.objects.get(pk=statement.document_id)
    if document.state == State.SIGNED:  # an unknown outcome was settled since: what is left is to count it
        with transaction.atomic():
            _count(by, statement_id, document)
        statement.refresh_from_db()
        return statement
    if document.state == State.DRAFT:
        document = documents.issue(by=by, document=document)

    def count(signed: Document) -> None:
        _count(by, statement_id, signed)

    documents.sign(by=by, document=document, passphrase=passphrase, totp=totp, and_then=count)
    statement.refresh_from_db()
    return statement


def discard_statement(*, by: Actor, statement_id: UUID) -> Statement:
    """Throw away a statement that was never signed: it waits for nobody any more. A number its letter has taken stays taken, with the reason.

    Raises NotTheirs, AlreadySigned, and StillAtSigner while nobody knows whether the signature came about.
    """
    with transaction.atomic():
        statement = Statement.objects.select_for_update().get(pk=statement_id)
        if not perms.can_state(by, statement.office_key):
            raise NotTheirs
        if statement.state != StatementState.DRAFT or statement.replaced_at:
            raise AlreadySigned
        document = Document.objects.get(pk=statement.document_id)
        if document.state in (State.SIGNING, State.UNKNOWN):
            raise StillAtSigner
        if document.state not in (State.DRAFT, State.NUMBERED, State.VOID):
            raise AlreadySigned  # the letter is signed, only to be counted
        if document.state == State.NUMBERED:
            documents.void(by=by, document=document, reason=_("Pernyataan dibuang sebelum ditandatangani"))
        statement.replaced_at = timezone.now()
        statement.save(update_fields=["replaced_at"])
        _note(
            by,
            "indicator.discard_statement",
            catalogue.get(statement.indicator_key),
            statement=str(statement.id),
        )
    return statement


def _count(by: Actor, statement_id: UUID, document: Document) -> None:
    if document.state != State.SIGNED:
        return
    statement = Statement.objects.select_for_update().get(pk=statement_id)
    now = timezone.now()
    same = {
        name: getattr(statement, name) for name in ("indicator_key", "scope", "frequency", "period_start")
    }
    Statement.objects.counting().filter(**same).update(replaced_at=now)
    statement.state, statement.signed_at, statement.document_number = (
        StatementState.SIGNED,
        now,
        document.number,
    )
    statement.save(update_fields=["state", "signed_at", "document_number"])
    _note(by, "indicator.sign_statement", catalogue.get(statement.indicator_key), statement=str(statement.id))


def _head_post(office_key: str) -> Post:
    post = Post.objects.on(timezone.localdate()).filter(office_id=office_key, role="head").first()
    if post is None or holder(post.key, timezone.localdate()) is None:
        raise NotTheirs
    return post


def _draft(by: Actor, indicator: Indicator, statement: Statement) -> Document:
    return documents.draft(
        by=by,
        letter_key=LETTER,
        context={
            "answers.indicator": str(indicator.title),
            "answers.period": words.period(statement.frequency, statement.period_start),
            "answers.value": words.exactly(statement.value, indicator.unit),
            "answers.scope": pack().name if statement.scope == REGION else statement.scope.partition(":")[2],
            "answers.evidence": statement.evidence,
            "answers.about": str(indicator.about or indicator.title),
        },
        office_key=statement.office_key,
        subject_id=None,
        signer_post=statement.post_key,
    )


def _to_decide(by: Actor, key: str, scope: str, basis: str) -> Indicator:
    if not perms.can_decide(by):
        raise Forbidden
    if not _SCOPE.fullmatch(scope):
        raise UnknownScope
    if not basis.strip():
        raise BasisRequired
    return catalogue.get(key)


def _decide(
    model: type[models.Model], by: Actor, indicator: Indicator, scope: str, year: int, basis: str, **more: Any
) -> Any:
    same = {"indicator_key": indicator.key, "scope": scope} | ({"year": year} if model is Target else {})
    with transaction.atomic():
        model.objects.filter(**same, replaced_at=None).update(replaced_at=timezone.now())  # type: ignore[attr-defined]
        made = model.objects.create(  # type: ignore[attr-defined]
            indicator_key=indicator.key,
            scope=scope,
            year=year,
            basis=basis.strip()[:300],
            set_by=by.name[:200],
            set_by_post=by.post[:200],
            **more,
        )
        _note(by, f"indicator.set_{model._meta.model_name}", indicator, scope=scope, year=year)
    return made


def _note(by: Actor, act: str, indicator: Indicator, **detail: Any) -> None:
    record(
        by=by,
        act=act,
        purpose=Purpose(f"Indikator: {indicator.title}"[:300], BASIS),
        detail={"indicator": indicator.key, **detail},
    )

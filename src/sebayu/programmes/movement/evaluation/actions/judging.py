"""What assessors do: score, ask, listen. Scoring again appends; nothing is overwritten."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal, InvalidOperation
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from sebayu.core.identity import perms as house
from sebayu.core.identity.acting import actor_for
from sebayu.core.identity.enums import Role
from sebayu.core.identity.models import Account
from sebayu.core.ledger import Actor
from sebayu.programmes.movement.evaluation import perms
from sebayu.programmes.movement.evaluation.enums import EditionState
from sebayu.programmes.movement.evaluation.errors import (
    AssessorConflict,
    BadScore,
    EditionClosed,
    MoveNotAllowed,
    NotAssigned,
    TextMissing,
)
from sebayu.programmes.movement.evaluation.models import (
    Assignment,
    EvaluationEdition,
    EvidenceRequest,
    Interview,
    Item,
    Score,
)
from sebayu.programmes.movement.evaluation.recording import note


@transaction.atomic
def assign(*, by: Actor, edition: EvaluationEdition, account_id: UUID, organisation: str) -> Assignment:
    """Give one evaluation to an assessor from outside. Who holds any other post of the region is refused (conflict of interest)."""
    house.required(by, perms.WRITE)
    if not organisation.strip():
        raise TextMissing
    account = Account.objects.filter(pk=account_id, is_active=True).first()
    if account is None:
        raise NotAssigned
    judge = actor_for(account)
    if Role.ASSESSOR.value not in judge.roles or not perms.is_from_outside(judge):
        raise AssessorConflict
    found, is_new = Assignment.objects.get_or_create(
        edition=edition,
        account_id=account.id,
        ended_at=None,
        defaults={"name": account.name, "organisation": organisation.strip()},
    )
    if is_new:
        note(by, "assign", edition)
    return found


@transaction.atomic
def end_assignment(*, by: Actor, assignment: Assignment) -> None:
    house.required(by, perms.WRITE)
    if assignment.ended_at is None:
        assignment.ended_at = timezone.now()
        assignment.save(update_fields=["ended_at"])
        note(by, "unassign", assignment.edition)


def may_judge(by: Actor, edition: EvaluationEdition) -> None:
    """Raises, in words, unless this actor may assess this edition now."""
    if not perms.is_from_outside(by):
        raise AssessorConflict
    edition.refresh_from_db(fields=["state"])  # somebody may have handed it over since the page was opened
    if edition.state == EditionState.FILLING:
        raise EditionClosed(
            _("Penilaian mandiri belum diserahkan; tunggu sampai sekretariat menyerahkannya.")
        )
    if not perms.can_score(by, edition):
        raise NotAssigned


@transaction.atomic
def score(*, by: Actor, item: Item, value: Decimal | str | int, evidence: str) -> Score:
    """Score an item 0 to 100 with the evidence seen. Again: the next version, also of a concluded year."""
    item = Item.objects.select_for_update(of=("self",)).select_related("part__edition").get(pk=item.pk)
    edition = item.part.edition
    may_judge(by, edition)
    try:
        number = Decimal(str(value).replace(",", ".")).quantize(Decimal("0.01"))
    except InvalidOperation:
        raise BadScore from None
    if not (number.is_finite() and 0 <= number <= 100) or not evidence.strip():
        raise BadScore
    last = item.scores.aggregate(last=Max("version"))["last"] or 0
    made = Score.objects.create(
        item=item, version=last + 1, value=number, evidence=evidence.strip(), account_id=by.account_id,
        who=by.name, post=by.post,
    )  # fmt: skip
    note(by, "score", edition, item=item.code, version=made.version)
    return made


@transaction.atomic
def note_interview(
    *,
    by: Actor,
    edition: EvaluationEdition,
    with_whom: str,
    held_on: dt.date,
    notes: str,
    item: Item | None = None,
) -> Interview:
    may_judge(by, edition)
    if not (with_whom.strip() and notes.strip()):
        raise TextMissing
    note(by, "interview", edition, item=item.code if item else "")
    return Interview.objects.create(
        edition=edition,
        item=item,
        with_whom=with_whom.strip(),
        held_on=held_on,
        notes=notes.strip(),
        who=by.name,
    )


@transaction.atomic
def ask_for_evidence(*, by: Actor, item: Item, text: str, due_on: dt.date) -> EvidenceRequest:
    may_judge(by, item.part.edition)
    if not text.strip():
        raise TextMissing
    note(by, "request", item.part.edition, item=item.code)
    return EvidenceRequest.objects.create(item=item, text=text.strip(), due_on=due_on, asked_by=by.name)


@transaction.atomic
def conclude(*, by: Actor, edition: EvaluationEdition) -> EvaluationEdition:
    """Close the round; its scores stay, and may still be corrected by an assessor as a new version."""
    house.required(by, perms.WRITE)
    edition = EvaluationEdition.objects.select_for_update().get(pk=edition.pk)
    if edition.state != EditionState.ASSESSING:
        raise MoveNotAllowed
    edition.state, edition.concluded_at = EditionState.CONCLUDED, timezone.now()
    edition.save(update_fields=["state", "concluded_at"])
    note(by, "conclude", edition)
    return edition

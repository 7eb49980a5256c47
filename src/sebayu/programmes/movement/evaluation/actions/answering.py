"""The region's own part: words and evidence beside what is computed, handed over once."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from sebayu.core.identity import perms as house
from sebayu.core.identity.errors import NotAllowed
from sebayu.core.ledger import Actor
from sebayu.programmes.movement.evaluation import evidence, perms
from sebayu.programmes.movement.evaluation.enums import EditionState
from sebayu.programmes.movement.evaluation.errors import EditionClosed, MoveNotAllowed, TextMissing
from sebayu.programmes.movement.evaluation.models import (
    Attachment,
    EvaluationEdition,
    EvidenceRequest,
    Item,
    Prefill,
    Words,
)
from sebayu.programmes.movement.evaluation.recording import note


def _may_answer(by: Actor, item: Item) -> EvaluationEdition:
    edition = EvaluationEdition.objects.select_for_update().get(pk=item.part.edition_id)
    if edition.state != EditionState.FILLING:
        raise EditionClosed
    if not perms.can_answer(by, edition, item):
        raise NotAllowed
    return edition


@transaction.atomic
def write_words(*, by: Actor, item: Item, text: str) -> Words:
    """Say something about an item in one's own words; the newest holds, older ones stay."""
    edition = _may_answer(by, item)
    if not text.strip():
        raise TextMissing
    note(by, "words", edition, item=item.code)
    return Words.objects.create(item=item, text=text.strip(), who=by.name, post=by.post)


@transaction.atomic
def attach(*, by: Actor, item: Item, title: str, ref: str) -> Attachment:
    """Add a decree, a document by number, an address. There is no field for a value: those are computed."""
    edition = _may_answer(by, item)
    if not (title.strip() and ref.strip()):
        raise TextMissing
    note(by, "attach", edition, item=item.code)
    return Attachment.objects.create(
        item=item, title=title.strip()[:200], ref=ref.strip()[:300], who=by.name, post=by.post
    )


@transaction.atomic
def hand_over(*, by: Actor, edition: EvaluationEdition) -> EvaluationEdition:
    """Freeze the computed evidence as it is now and give everything to the assessors."""
    house.required(by, perms.WRITE)
    edition = EvaluationEdition.objects.select_for_update().get(pk=edition.pk)
    if edition.state != EditionState.FILLING:
        raise EditionClosed
    found = evidence.of_edition(edition)
    Prefill.objects.bulk_create(
        Prefill(item_id=item_id, rows=[row.as_data() for row in rows], digest=evidence.digest(rows))
        for item_id, rows in found.items()
    )
    edition.state, edition.handed_over_at = EditionState.ASSESSING, timezone.now()
    edition.save(update_fields=["state", "handed_over_at"])
    note(by, "hand_over", edition, items=len(found))
    return edition


@transaction.atomic
def answer_request(*, by: Actor, request: EvidenceRequest, answer: str) -> EvidenceRequest:
    """Answer what an assessor asked for; once, by the secretariat or the office of the item."""
    request = (
        EvidenceRequest.objects.select_for_update().select_related("item__part__edition").get(pk=request.pk)
    )
    item = request.item
    if not (house.can(by, perms.WRITE) or (item.office_key and house.works_at(by, item.office_key))):
        raise NotAllowed
    if request.answered_at:
        raise MoveNotAllowed
    if not answer.strip():
        raise TextMissing
    request.answer, request.answered_at, request.answered_by = answer.strip(), timezone.now(), by.name
    request.save()
    note(by, "request.answer", item.part.edition, item=item.code)
    return request

"""Recommendations: made by assessors, worked on by the office they were made to, accepted by somebody else."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_noop as _

from sebayu.core.identity.enums import Role
from sebayu.core.identity.errors import NotAllowed
from sebayu.core.identity.models import Office
from sebayu.core.ledger import Actor
from sebayu.core.notify import actions as notify
from sebayu.core.notify import templates
from sebayu.programmes.movement.evaluation.actions import may_judge
from sebayu.programmes.movement.evaluation.errors import MoveNotAllowed, TextMissing
from sebayu.programmes.movement.evaluation.models import EvaluationEdition, Item
from sebayu.programmes.movement.evaluation.recording import note
from sebayu.programmes.movement.follow_ups import perms
from sebayu.programmes.movement.follow_ups.enums import MOVES, FollowUpState
from sebayu.programmes.movement.follow_ups.models import FollowUpEvent, Recommendation

templates.register(
    "evaluation_follow_up",
    _("Rekomendasi untuk kantor Anda"),
    _("Penilai memberi rekomendasi kepada kantor Anda, paling lambat %(due)s. Buka:\n%(link)s"),
)


@transaction.atomic
def recommend(
    *,
    by: Actor,
    edition: EvaluationEdition,
    text: str,
    office: Office,
    due_on: dt.date,
    item: Item | None = None,
) -> Recommendation:
    """Recommend something to one office by a day; its head is told and it lies in the office's box from now on."""
    may_judge(by, edition)
    if not text.strip():
        raise TextMissing
    made = Recommendation.objects.create(
        edition=edition, item=item, text=text.strip(), office_key=office.key, office_name=office.name, due_on=due_on,
        made_by=by.name,
    )  # fmt: skip
    _event(made, by, "")
    notify.tell_desk(
        office_key=office.key,
        role=Role.HEAD,
        template="evaluation_follow_up",
        context={"due": f"{due_on:%d-%m-%Y}", "path": reverse("follow_ups:one", args=[made.id])},
        by=by,
    )
    note(by, "recommend", edition, office=office.key)
    return made


@transaction.atomic
def move(*, by: Actor, recommendation: Recommendation, state: str, text: str = "") -> Recommendation:
    """Take it up, report it done with what was done, accept or give it back with a reason."""
    row = (
        Recommendation.objects.select_for_update(of=("self",))
        .select_related("edition")
        .get(pk=recommendation.pk)
    )
    wanted = FollowUpState(state)
    if wanted not in MOVES[FollowUpState(row.state)]:
        raise MoveNotAllowed
    is_verdict = row.state == FollowUpState.REPORTED
    if not (perms.can_accept(by, row) if is_verdict else perms.can_work_on(by, row)):
        raise NotAllowed
    explains = wanted == FollowUpState.REPORTED or (is_verdict and wanted == FollowUpState.STARTED)
    if explains and not text.strip():  # what was done, or what is still missing
        raise TextMissing
    row.state = wanted
    if not is_verdict:
        row.holder_id, row.holder_name = by.account_id, by.name
    row.save()
    _event(row, by, text)
    note(by, f"follow_up.{wanted}", row.edition, office=row.office_key)
    return row


def _event(row: Recommendation, by: Actor, text: str) -> None:
    FollowUpEvent.objects.create(
        recommendation=row,
        state=row.state,
        who=by.name if by.kind != "system" else "",
        post=by.post,
        office=by.office,
        note=text.strip(),
    )

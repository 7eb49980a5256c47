"""What the follow-ups hang on the rail and on the pages of an evaluation, and the evidence they are for the next one."""

import datetime as dt
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from sebayu.core.identity import perms as house
from sebayu.core.identity.acting import actor_of
from sebayu.programmes.movement.evaluation import evidence
from sebayu.programmes.movement.evaluation import perms as evaluation
from sebayu.programmes.movement.evaluation.enums import EvidenceKind
from sebayu.programmes.movement.evaluation.evidence import Row
from sebayu.programmes.movement.evaluation.models import EvaluationEdition, Item
from sebayu.programmes.movement.evaluation.places import EDITION, ITEM
from sebayu.programmes.movement.follow_ups import perms
from sebayu.programmes.movement.follow_ups.models import Recommendation
from sebayu.programmes.movement.plan import sections
from sebayu.web.menu import DESK, Entry, add


def _of_edition(request: HttpRequest, edition: EvaluationEdition) -> dict[str, Any] | None:
    """Everybody who reads the edition reads what was recommended; a link for those who may open it."""
    rows = list(Recommendation.objects.filter(edition=edition))
    actor = actor_of(request)
    mine = perms.visible(actor).filter(edition=edition) if house.can(actor, perms.FOLLOW) else None
    opened = set(mine.values_list("id", flat=True)) if rows and mine is not None else set()
    return {"recommendations": [(row, row.id in opened) for row in rows]} if rows else None


def _of_item(request: HttpRequest, item: Item) -> dict[str, Any] | None:
    return {} if evaluation.can_score(actor_of(request), item.part.edition) else None


def _rows(edition: EvaluationEdition, on: dt.date) -> list[Row]:
    """What became of the recommendations of the evaluation before."""
    before = evidence.previous(edition)
    found = Recommendation.objects.filter(edition=before).order_by("due_on") if before else []
    return [
        Row(EvidenceKind.FOLLOW_UPS, row.text[:200], str(row.get_state_display()), row.office_name)
        for row in found
    ]


add(Entry(DESK, _("Tindak lanjut"), "follow_ups:box", "clock", (perms.FOLLOW,), _("Gerakan"), 61))
sections.add(sections.Section("follow_ups", EDITION, "follow_ups/edition.html", _of_edition))
sections.add(sections.Section("follow_ups", ITEM, "follow_ups/item.html", _of_item))
evidence.add(EvidenceKind.FOLLOW_UPS, _rows)

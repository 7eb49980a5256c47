"""Minutes as documents of the house: drawn and numbered by the secretariat, signed by the head of its office."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db import transaction

from sebayu.core.documents import actions as documents
from sebayu.core.documents.models import Document
from sebayu.core.gatherings import attending
from sebayu.core.ledger import Actor
from sebayu.programmes.movement.bimtek.enums import MinutesKind
from sebayu.programmes.movement.bimtek.errors import NoOffice
from sebayu.programmes.movement.bimtek.models import Minutes, Stage
from sebayu.programmes.movement.structure.actions.noting import noted
from sebayu.programmes.movement.structure.pack import movement
from sebayu.programmes.movement.structure.perms import WRITE

LETTERS = {MinutesKind.NOTULA: "notula_bimtek", MinutesKind.BERITA_ACARA: "berita_acara_bimtek"}


def secretariat(by: Actor) -> str:
    """The office in which this actor keeps the movement's secretariat."""
    found = sorted(role.partition("@")[2] for role in by.roles if role.startswith("planner@"))
    if not found:
        raise NoOffice
    return found[0]


def write_minutes(
    *,
    by: Actor,
    stage: Stage,
    held_on: dt.date,
    points: Iterable[str],
    decisions: Iterable[str],
    kind: str = MinutesKind.NOTULA,
    place: str = "",
    led_by: str = "",
) -> Minutes:
    """Draw and number the minutes in one transaction; a number is never taken for minutes that could not be drawn."""
    kind = MinutesKind(kind)
    office = secretariat(by)
    with transaction.atomic(), noted(by, "minutes.write", permission=WRITE) as detail:
        people = attending.count(stage.owner_ref).people or stage.people_reported
        document = documents.draft(
            by=by,
            letter_key=LETTERS[kind],
            office_key=office,
            subject_id=None,
            archive_code=movement()["bimtek"].get("archive_code", "local"),
            context={
                "answers.activity": f"{stage.title}: {stage.about}" if stage.about else stage.title,
                "answers.held_on": held_on.isoformat(),
                "answers.place": place or stage.place,
                "answers.led_by": led_by,
                "answers.people": str(people or ""),
                "minutes.points": [{"name": text} for text in points],
                "minutes.decisions": [{"name": text} for text in decisions],
            },
        )
        document = documents.issue(by=by, document=document)
        made = Minutes.objects.create(
            stage=stage,
            kind=kind,
            held_on=held_on,
            title=f"{kind.label} {stage.title}",
            document_id=document.id,
            number=document.number,
        )
        detail |= {"stage": stage.key, "number": document.number}
    return made


def sign_minutes(*, by: Actor, minutes: Minutes, passphrase: str) -> Document:
    """The head of the secretariat's office signs; the document's room sees to it that nobody else can."""
    document = Document.objects.get(pk=minutes.document_id)
    return documents.sign(by=by, document=document, passphrase=passphrase)

"""Issuing: number, signers, letterhead and bytes, all in one transaction. What fails takes the number back with it."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sebayu.core.areas.region import pack
from sebayu.core.documents import kinds, numbers, office, perms, present, render, seats, sheet
from sebayu.core.documents.enums import SignerKind, State
from sebayu.core.documents.errors import LetterIncomplete
from sebayu.core.documents.models import Document, DocumentContent
from sebayu.core.documents.moves import locked, move, note, require
from sebayu.core.documents.recording import keep
from sebayu.core.identity.models import Office
from sebayu.core.ledger import Actor
from sebayu.core.ledger.access import writing
from sebayu.core.ledger.errors import Forbidden

MANY = _("Para penanda tangan")  # a document of many signers names none of them first


def issue(
    *, by: Actor, document: Document, rule: numbers.NumberingRule | None = None, held: bool = False
) -> Document:
    """Take the number and freeze the page. `rule` overrides the region pack's numbering (tests, other registers); `held`: the caller
    drafted or locked this very row in this transaction, nobody else can have changed it."""
    if not perms.can_draft(by, document.office_key):
        raise Forbidden
    kind = kinds.get(document.letter_key)
    with writing():
        document = document if held else locked(document.id)
        require(document, State.DRAFT)
        content = document.content
        if missing := present.empty(kind.placeholders, content.context):
            raise LetterIncomplete(missing=present.labels(missing, content.context["roles"]))
        seat = document.seat
        signers = _signers_of_today(document, seat)
        now = timezone.now()
        on = timezone.localtime(now).date()
        taken = _number(document, content.context["archive_code"], seat, on, rule)
        days = content.context.get("valid_days")
        document.valid_until = on + dt.timedelta(days=days) if days else None
        document.number, document.issued_at = taken.text, now
        document.simulator = sheet.is_simulated()
        document.signer_name, document.signer_title = (
            (signers[0].name, _title(signers[0])) if signers else (str(MANY), "")
        )
        _freeze(document, content, office.printed(seat), signers, on)
        note(by, "issue", document, number=document.number)
    return document


def _signers_of_today(document: Document, seat: Office) -> list[office.Signer]:
    """The holders of the posts on the day of issue: a draft may be older than a change in office."""
    today = timezone.localdate()
    drafted = list(document.signers.all())
    seated = [
        office.seal_of(seat)
        if signer.kind == SignerKind.SEAL
        else office.signer_of(signer.post_key, seat, today, signer.kind)
        for signer in drafted
    ]
    seats.write(document, seated, drafted)
    return seated


def _title(signer: office.Signer) -> str:
    return f"{signer.acting_note} {signer.title}".strip()[:200]


def _number(
    document: Document, archive_code: str, seat: Office, on: dt.date, rule: numbers.NumberingRule | None
) -> numbers.Taken:
    region = pack()
    if archive_code == "local":
        archive_code = numbers.code_for(region, kinds.get(document.letter_key).archive_key, on)
    occasion = numbers.Occasion(
        letter_key=document.letter_key,
        office_key=document.office_key,
        code=archive_code,
        unit=seat.unit_code,
        on=on,
    )
    return numbers.take(
        rule=rule or numbers.rule_for(region, document.letter_key, seat.kind, on),
        occasion=occasion,
        document=document,
    )


def _freeze(
    document: Document, content: DocumentContent, head: dict, signers: list[office.Signer], on: dt.date
) -> None:
    page = sheet.build(
        content=content.context,
        head=head,
        signers=[signer.printed() for signer in signers],
        paper=document.paper,
        number=document.number,
        token=document.token,
        issued_on=on,
        valid_until=document.valid_until,
        simulator=document.simulator,
    )
    drawn = render.pdf(document.letter_key, sheet.ready(page), at=document.issued_at)
    frozen = {key: value for key, value in page.items() if key not in {"values", "shown", "lists"}}
    content.context |= {"sheet": frozen, "frames": [vars(frame) for frame in drawn.frames]}
    content.save(update_fields=["context"])
    document.unsigned_sha256 = keep(document, 0, drawn.pdf)
    move(document, State.NUMBERED)
    document.save()

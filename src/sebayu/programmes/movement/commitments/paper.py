"""What is printed: the commitment as the plain values its letter is drawn from."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from sebayu.core.documents import office, render, sheet
from sebayu.core.identity.models import Office
from sebayu.core.indicators import catalogue
from sebayu.programmes.movement.commitments.enums import Capacity
from sebayu.programmes.movement.commitments.models import Commitment, Seat, Undertaking
from sebayu.web.formats import day


def context(commitment: Commitment, seats: Iterable[Seat]) -> dict[str, Any]:
    """Flat, as `documents.draft` takes it; every value text."""
    rows = list(seats)
    return {
        "answers.about": commitment.title,
        "answers.preamble": commitment.preamble,
        "answers.place": commitment.place,
        "commitment.reasons": [{"name": text} for text in commitment.reasons],
        "commitment.seats": [
            {
                "number": str(seat.position),
                "group": str(seat.group),
                "name": seat.name,
                "title": seat.title,
                "organisation": "" if seat.organisation in seat.title else seat.organisation,
                "capacity": str(Capacity(seat.capacity).label),
                "guest": _("ya") if seat.is_guest else "",
            }
            for seat in rows
        ],
        "commitment.promises": [
            {"number": str(seat.position), "text": p.text, "due": day(p.due_on), "proof": proof_text(p)}
            for seat in rows
            for p in seat.undertakings.all()
        ],
    }


def proof_text(promise: Undertaking) -> str:
    """ "Surat selesai tepat waktu: 90": what will prove it, in words."""
    if not promise.indicator_key:
        return ""
    try:
        title = str(catalogue.get(promise.indicator_key).title)
    except catalogue.UnknownIndicator:
        title = promise.indicator_key
    start = amount(promise, promise.baseline)
    return f"{title}: {_('dari %(a)s menjadi %(b)s') % {'a': start, 'b': amount(promise, promise.target)} if start else amount(promise, promise.target)}"


def amount(promise: Undertaking, value: Decimal | None) -> str:
    if value is None:
        return ""
    number = f"{Decimal(value).normalize():f}".replace(".", ",")
    try:
        unit = catalogue.get(promise.indicator_key).unit
    except catalogue.UnknownIndicator:
        return number
    ends = {"percent": " %", "days": _(" hari"), "hours": _(" jam"), "people": _(" orang"), "kilogram": " kg"}
    return f"Rp {number}" if unit == "rupiah" else f"{number}{ends.get(unit, '')}"


def pictures(commitment: Commitment, seats: Iterable[Seat], *, ppi: int = 80) -> list[bytes]:
    """The draft as it will look, before it has a number."""
    place = Office.objects.select_related("parent__parent__parent").get(key=commitment.office_key)
    drawn = sheet.of_values(context(commitment, seats), head=office.printed(place))
    return render.png("komitmen_bersama", drawn, ppi=ppi)

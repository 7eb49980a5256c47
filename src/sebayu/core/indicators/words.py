"""How a number reads in Indonesian: 62 %, 1.234, Rp 1.000, 2,4 jam. Pure."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal, InvalidOperation

from django.utils.dates import MONTHS
from django.utils.translation import gettext as _

from sebayu.core.indicators.declare import Frequency, Unit
from sebayu.core.indicators.errors import NotANumber

NBSP = "\u00a0"


def number(value: float) -> str:
    """At most one decimal, a comma before it, dots between thousands."""
    rounded = round(value, 1)
    whole = rounded == int(rounded)
    text = f"{int(rounded):,}" if whole else f"{rounded:,.1f}"
    return text.translate(str.maketrans(",.", ".,"))


def exactly(value: Decimal, unit: str) -> str:
    """For a paper that is signed: every digit that was stated."""
    digits = f"{value.normalize():,f}".translate(str.maketrans(",.", ".,"))
    return text(float(value), unit, shown=digits)


def text(value: float | None, unit: str, *, shown: str = "") -> str:
    if value is None:
        return "–"
    shown = shown or number(round(value) if unit == Unit.RUPIAH else value)
    match unit:
        case Unit.PERCENT:
            return f"{shown}{NBSP}%"
        case Unit.DAYS:
            return f"{shown}{NBSP}{_('hari')}"
        case Unit.HOURS:
            return f"{shown}{NBSP}{_('jam')}"
        case Unit.RUPIAH:
            return f"Rp{NBSP}{shown}"
        case Unit.PEOPLE:
            return f"{shown}{NBSP}{_('orang')}"
        case Unit.KILOGRAM:
            return f"{shown}{NBSP}kg"
    return shown


def period(frequency: str, begin: dt.date) -> str:
    """Which time a number speaks of: 2026, triwulan 4 2026, November 2026, pekan 16 November 2026, 21 November 2026."""
    day = f"{begin.day} {MONTHS[begin.month]} {begin.year}"
    match frequency:
        case Frequency.YEAR:
            return str(begin.year)
        case Frequency.QUARTER:
            return _("triwulan %(n)d %(year)d") % {"n": (begin.month + 2) // 3, "year": begin.year}
        case Frequency.MONTH:
            return f"{MONTHS[begin.month]} {begin.year}"
        case Frequency.WEEK:
            return _("pekan %(day)s") % {"day": day}
    return day


def number_of(value: Decimal | float | str) -> Decimal:
    """Indonesian or plain: 12,5 and 12.5 are the same; dots before three digits are thousands, but not after a nought."""
    text = str(value).strip()
    if isinstance(value, str):
        thousands = re.fullmatch(r"-?[1-9]\d{0,2}(\.\d{3})+(,\d+)?", text)
        text = text.replace(".", "").replace(",", ".") if thousands or "," in text else text
    try:
        number = Decimal(text)
    except InvalidOperation:
        raise NotANumber from None
    if not number.is_finite() or abs(number) >= Decimal(10) ** 20:
        raise NotANumber
    return number.quantize(Decimal("0.000001"))

"""Values as Indonesian people write them, and the same values with most of them covered."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sebayu.core.facts.kinds import coerce
from sebayu.core.facts.mark import _
from sebayu.core.facts.vocabulary import Fact, vocabulary

MONTHS = (
    *("Januari", "Februari", "Maret", "April", "Mei", "Juni"),
    *("Juli", "Agustus", "September", "Oktober", "November", "Desember"),
)
UNKNOWN = _("belum diketahui")
DOT = "•"


def show(path: str, value: Any, *, subject: str | None = None) -> str:
    """`value` of the fact at `path`; `subject` is the kind behind a role (`deceased.birth_date`, person)."""
    if value is None or value == "":
        return UNKNOWN
    fact = _fact(path, subject)
    if fact is None:
        return show_value(value)
    try:
        value = coerce(fact.kind, value)
    except ValueError:
        return show_value(value)
    if fact.kind == "money":
        return rupiah(value)
    if fact.kind == "choice":
        return fact.label_of(value) or str(value)
    if fact.kind == "code" and fact.mask == "number":
        return grouped(value)
    return show_value(value)


def show_value(value: Any) -> str:
    if isinstance(value, bool):
        return _("Ya") if value else _("Tidak")
    if isinstance(value, date | datetime):
        return long_date(value)
    if isinstance(value, int | float | Decimal):
        return number(value)
    if isinstance(value, Mapping):
        return str(value.get("name") or value.get("label") or UNKNOWN)
    if isinstance(value, list | tuple):
        return ", ".join(show_value(item) for item in value) or _("tidak ada")
    return str(value)


def mask(path: str, value: Any, *, subject: str | None = None) -> str:
    """Enough to recognise one's own, too little to learn another's. What has no way of its own is covered whole."""
    if value is None or value == "":
        return UNKNOWN
    fact = _fact(path, subject)
    if fact is not None and fact.sensitivity == "open":
        return show(path, value, subject=subject)
    how = fact.mask if fact is not None else "all"
    if how == "number":
        return _mask_number(str(value))
    if how == "phone":
        return DOT * 6 + str(value)[-3:] if len(str(value)) > 6 else DOT * 6
    if how == "name":
        return " ".join(word[0] + DOT * 3 for word in str(value).split())
    if how == "date":
        return f"{DOT * 2} {DOT * 4} {str(value)[:4]}"
    return DOT * 6


def address(facts: Mapping[str, Any], root: str = "person") -> str:
    """One line from the parts: Jl. Sangir No. 14, RT 004/RW 005, Mintaragen, Tegal Timur, Kota Tegal."""
    part = {name: facts.get(f"{root}.{name}") for name in ("address", "hamlet", "rt", "rw")}
    places = [facts.get(f"{root}.{name}") for name in ("village", "district", "regency")]
    hamlet = f"Dusun {part['hamlet']}" if part["hamlet"] else None
    rt_rw = f"RT {part['rt']}/RW {part['rw']}" if part["rt"] and part["rw"] else None
    return ", ".join(str(piece) for piece in (part["address"], hamlet, rt_rw, *places) if piece)


def long_date(value: date) -> str:
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}"


def rupiah(value: int | float | Decimal) -> str:
    sign, amount = ("-", -value) if value < 0 else ("", value)
    return f"{sign}Rp {number(amount, decimals=0 if amount == int(amount) else 2)}"


def number(value: int | float | Decimal, *, decimals: int | None = None) -> str:
    text = f"{value:,}" if decimals is None else f"{value:,.{decimals}f}"
    return text.translate(str.maketrans(",.", ".,"))


def grouped(text: str) -> str:
    """Long numbers in fours, so that a person can read them out: 3376 0255 0785 0001."""
    if not text.isdigit() or len(text) < 9:
        return text
    return " ".join(text[start : start + 4] for start in range(0, len(text), 4))


def _mask_number(text: str) -> str:
    if len(text) < 12:
        return DOT * 6
    covered = text[:6] + DOT * (len(text) - 10) + text[-4:]
    return " ".join(covered[start : start + 4] for start in range(0, len(covered), 4))


def _fact(path: str, subject: str | None) -> Fact | None:
    words = vocabulary()
    return words.as_role(path, subject) if subject else words.get(path)

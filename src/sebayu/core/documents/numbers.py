"""Numbers of letters: a pattern, the scope of its counter, and the one way to take the next.

Pattern and scope are dated data of the region pack (Permendagri 83/2022 gives the codes; the rest is local).
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from string import Formatter

from django.db import connection

from sebayu.core.areas.region import Pack
from sebayu.core.documents.errors import NumberingMissing
from sebayu.core.documents.models import Document, IssuedNumber
from sebayu.core.ledger.errors import NotInTransaction

_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
_FIELDS = frozenset({"code", "n", "unit", "month", "month_roman", "year"})
_SCOPES = ("office", "letter", "code", "year", "month")
_SPEC = re.compile(r"(0?\d{1,2}d)?\Z")


@dataclass(frozen=True)
class NumberingRule:
    """How numbers look and when counting begins again: one counter for each combination of `scope`."""

    pattern: str
    scope: tuple[str, ...] = ("office", "year")
    basis: str = ""

    def __post_init__(self) -> None:
        names = [(name, spec) for _, name, spec, _ in Formatter().parse(self.pattern) if name is not None]
        if {name for name, _ in names} - _FIELDS or not all(_SPEC.match(spec or "") for _, spec in names):
            raise ValueError(
                f"number pattern {self.pattern!r}: known fields are {', '.join(sorted(_FIELDS))}"
            )
        if "n" not in {name for name, _ in names}:
            raise ValueError(f"number pattern {self.pattern!r} has no {{n}}")
        if set(self.scope) - set(_SCOPES) or not self.scope:
            raise ValueError(f"number scope {self.scope!r}: known are {', '.join(_SCOPES)}")


@dataclass(frozen=True)
class Occasion:
    """What a number is taken for."""

    letter_key: str
    office_key: str
    code: str
    unit: str
    on: dt.date


@dataclass(frozen=True)
class Taken:
    record: IssuedNumber
    text: str


def show(rule: NumberingRule, n: int, occasion: Occasion) -> str:
    return rule.pattern.format(
        n=n,
        code=occasion.code,
        unit=occasion.unit,
        month=occasion.on.month,
        month_roman=_ROMAN[occasion.on.month - 1],
        year=occasion.on.year,
    )


def scope_key(rule: NumberingRule, occasion: Occasion) -> str:
    """The name of the counter: "office=kel_mintaragen year=2026"."""
    values = {
        "office": occasion.office_key,
        "letter": occasion.letter_key,
        "code": occasion.code,
        "year": str(occasion.on.year),
        "month": f"{occasion.on:%Y-%m}",
    }
    return " ".join(f"{part}={values[part]}" for part in _SCOPES if part in rule.scope)


def take(*, rule: NumberingRule, occasion: Occasion, document: Document | None = None) -> Taken:
    """The next number, inside the transaction that issues.

    The counter's row stays locked until that transaction ends: whoever comes next waits, and a rollback gives the number back.
    So there is no duplicate and no gap, at the price of one issue at a time per counter.
    """
    if not connection.in_atomic_block:
        raise NotInTransaction("a number is taken inside the transaction that issues")
    scope = scope_key(rule, occasion)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO documents_numberseries (scope, last) VALUES (%s, 1)"
            " ON CONFLICT (scope) DO UPDATE SET last = documents_numberseries.last + 1 RETURNING last",
            [scope],
        )
        n = cursor.fetchone()[0]
    text = show(rule, n, occasion)
    return Taken(IssuedNumber.objects.create(series_id=scope, n=n, text=text, document=document), text)


def gaps(scope: str) -> list[int]:
    """Numbers of a counter that nobody can explain: must always be empty."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT g FROM documents_numberseries s, generate_series(1, s.last) g WHERE s.scope = %s"
            " AND NOT EXISTS (SELECT 1 FROM documents_issuednumber i WHERE i.series_id = s.scope AND i.n = g)",
            [scope],
        )
        return [row[0] for row in cursor.fetchall()]


def rule_for(pack: Pack, letter_key: str, office_kind: str, on: dt.date) -> NumberingRule:
    """The region pack's rule in force for this kind of letter and office."""
    row = pack.numbering_rule(letter_key, office_kind, on)
    if row is None:
        raise NumberingMissing(what="pola nomor")
    return NumberingRule(row.pattern, tuple(row.scope), row.basis)


def code_for(pack: Pack, archive_key: str, on: dt.date) -> str:
    """The classification code of a kind of letter on that day."""
    row = pack.letter_code(archive_key, on)
    if row is None:
        raise NumberingMissing(what=f"kode klasifikasi surat “{archive_key}”")
    return row.code

"""Evaluating one expression over facts: true, false, or unknown with what was missing.

Values are dates, numbers, texts, booleans, lists and maps. Dates become CEL timestamps at midnight UTC, so they
compare; a text written exactly like an ISO date counts as that date, so facts replayed from JSON decide the same.
`None` and an empty text mean "not known", as does a path that is absent: the register's "there is none" is a fact of
its own.
"""

from __future__ import annotations

import logging
import math
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any

import cel

from sebayu.core.facts.kinds import coerce
from sebayu.core.facts.mark import _
from sebayu.core.rules.expression import read

# The engine logs a failing helper together with its exception: keep persons' facts out of every log.
logging.getLogger("cel").setLevel(logging.CRITICAL + 1)

_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_INT64 = 2**63
MAX_DEPTH = 8  # a register's answer nested deeper is not one
_ERRORS: dict[type[BaseException], str] = {
    TypeError: _("Jenis data tidak cocok dengan aturannya."),
    ZeroDivisionError: _("Aturan membagi dengan nol."),
    OverflowError: _("Angka terlalu besar untuk dihitung."),
    KeyError: _("Data anggota daftar tidak lengkap."),
}


@dataclass(frozen=True)
class Truth:
    value: bool | None
    missing: tuple[str, ...] = ()
    error: str = ""


class Unusable(ValueError):
    """A value that cannot be decided over; carries no value."""


def evaluate(text: str, facts: Mapping[str, Any], on: date, kinds: Mapping[str, str] | None = None) -> Truth:
    """Decide one condition. Never raises for what the facts hold; only for an expression that cannot be read."""
    expression = read(text)
    return run(text, environment(expression.facts, facts, on, kinds or {}))


@dataclass(frozen=True)
class Environment:
    context: cel.Context
    missing: frozenset[str]
    unusable: frozenset[str]


def environment(
    paths: Iterable[str], facts: Mapping[str, Any], on: date, kinds: Mapping[str, str]
) -> Environment:
    """Only the facts that are used go in: an irrelevant fact cannot change anything."""
    tree: dict[str, Any] = {}
    missing: set[str] = set()
    unusable: set[str] = set()
    for path in paths:
        root, name = path.split(".", 1)
        branch = tree.setdefault(root, {})
        value = facts.get(path)
        if value is None or value == "":
            missing.add(path)
            continue
        try:
            branch[name] = to_cel(coerce(kinds[path], value) if path in kinds else value)
        except ValueError:
            unusable.add(path)
    tree["on"] = to_cel(on)
    context = cel.Context(variables=tree, functions=functions_on(on))
    return Environment(context, frozenset(missing), frozenset(unusable))


def run(text: str, env: Environment) -> Truth:
    """A true or false that the known facts force stands, even while others are missing (`false && ?`)."""
    used = read(text).facts
    missing = tuple(sorted(used & env.missing))
    try:
        value = program(text).execute(env.context)
    except Exception as error:
        return Truth(None, missing, "" if missing else _reason(error, bool(used & env.unusable)))
    if isinstance(value, bool):
        return Truth(value)
    return Truth(None, missing, _("Aturan ini tidak menghasilkan ya atau tidak."))


def _reason(error: Exception, is_unusable: bool) -> str:
    if is_unusable:
        return _("Isi data tidak sesuai jenisnya.")
    for kind, text in _ERRORS.items():
        if isinstance(error, kind):
            return text
    return _("Aturan ini tidak dapat dihitung dengan data yang ada.")


@lru_cache(maxsize=4096)
def program(text: str) -> cel.Program:
    return cel.compile(text)


def to_cel(value: Any, depth: int = 0) -> Any:
    """A fact as the engine takes it; raises Unusable for what no rule can mean (half a character, infinity)."""
    if isinstance(value, str):
        return _timestamp(value) or _whole_text(value)
    if isinstance(value, date):
        return _moment(value)
    if isinstance(value, bool | int | float | Decimal):
        return _number(value)
    if depth < MAX_DEPTH and isinstance(value, Mapping):
        return {_whole_text(str(k)): to_cel(item, depth + 1) for k, item in value.items() if item is not None}
    if depth < MAX_DEPTH and isinstance(value, list | tuple):
        return [to_cel(item, depth + 1) for item in value if item is not None]
    raise Unusable("a kind of value that rules do not know")


def _moment(value: date) -> datetime:
    if isinstance(value, datetime):
        return value if value.tzinfo else value.replace(tzinfo=UTC)
    return datetime(value.year, value.month, value.day, tzinfo=UTC)


def _number(value: bool | int | float | Decimal) -> bool | int | float:
    if isinstance(value, Decimal):
        if not value.is_finite():
            raise Unusable("not a number")
        value = int(value) if value == value.to_integral_value() else float(value)
    if not -_INT64 <= value < _INT64 or (isinstance(value, float) and not math.isfinite(value)):
        raise Unusable("a number out of range")
    return value


def _whole_text(text: str) -> str:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        raise Unusable("half a character") from None
    return text


def _timestamp(text: str) -> datetime | None:
    if not _ISO_DATE.fullmatch(text):
        return None
    try:
        return datetime.combine(date.fromisoformat(text), datetime.min.time(), tzinfo=UTC)
    except ValueError:
        return None


@lru_cache(maxsize=64)
def functions_on(on: date) -> dict[str, Callable[..., Any]]:
    today = to_cel(on)
    return {
        "age": lambda born: years_between(born, today),
        "years_between": years_between,
        "months_between": months_between,
        "days_between": lambda start, end: (_day(end) - _day(start)).days,
        "date": _literal_date,
    }


def years_between(start: Any, end: Any) -> int:
    """Whole years; someone born on 29 February turns a year older on 1 March of a common year."""
    first, last = _day(start), _day(end)
    return last.year - first.year - ((last.month, last.day) < (first.month, first.day))


def months_between(start: Any, end: Any) -> int:
    first, last = _day(start), _day(end)
    return (last.year - first.year) * 12 + last.month - first.month - (last.day < first.day)


def _day(value: Any) -> date:
    if isinstance(value, datetime):
        return value.date()
    raise TypeError("a date is needed")


def _literal_date(value: Any) -> datetime:
    if isinstance(value, datetime):
        return value
    found = _timestamp(value) if isinstance(value, str) else None
    if found is None:
        raise TypeError("a date is needed")
    return found

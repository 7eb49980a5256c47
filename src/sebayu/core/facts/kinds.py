"""The kinds a fact's value may have, and turning what came through JSON back into such a value."""

from __future__ import annotations

import math
from datetime import date, datetime
from decimal import Decimal
from typing import Any

KINDS = ("text", "date", "int", "number", "bool", "choice", "list", "code", "money")
_TEXTS = {"text", "choice", "code"}
_WHOLE = {"int", "money"}


def coerce(kind: str, value: Any) -> Any:
    """`value` as `kind`; raises ValueError (never naming the value) when it is something else.

    Strict on purpose: "3" is not a decile, and a comparison with it would be false without anyone noticing.
    """
    if kind == "date":
        return _date(value)
    if kind in _TEXTS and isinstance(value, str):
        return value
    if kind in _WHOLE and isinstance(value, int) and not isinstance(value, bool):
        return value
    if kind == "number":
        return _number(value)
    if kind == "bool" and isinstance(value, bool):
        return value
    if kind == "list" and isinstance(value, list | tuple):
        return list(value)
    raise ValueError(f"not a {kind}")


def _date(value: Any) -> date:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, str) and len(value) == 10:
        return date.fromisoformat(value)
    raise ValueError("not a date")


def _number(value: Any) -> int | float:
    if isinstance(value, Decimal):
        value = int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value):
        return value
    raise ValueError("not a number")

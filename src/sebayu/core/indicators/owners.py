"""Whose a number is: by its duty in the region pack, which may move from one office to another, or by the office it names."""

from __future__ import annotations

import datetime as dt

from sebayu.core.areas.region import pack
from sebayu.core.indicators.declare import Indicator


def owner_of(indicator: Indicator, on: dt.date) -> str:
    """The key of the office that owns it that day; empty when nobody does."""
    row = pack().duty(indicator.duty, on) if indicator.duty else None
    return row.office_key if row else indicator.office

"""Calendar periods: where one begins and ends, and how it is named. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from sebayu.core.indicators.declare import Frequency
from sebayu.core.indicators.enums import ROLLING


def start(frequency: str, day: dt.date) -> dt.date:
    """The first day of the period that holds `day`; weeks begin on Monday."""
    match frequency:
        case Frequency.WEEK:
            return day - dt.timedelta(days=day.weekday())
        case Frequency.MONTH:
            return day.replace(day=1)
        case Frequency.QUARTER:
            return day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1)
        case Frequency.YEAR:
            return day.replace(month=1, day=1)
    return day


def after(frequency: str, begin: dt.date) -> dt.date:
    """The first day of the next period."""
    match frequency:
        case Frequency.WEEK:
            return begin + dt.timedelta(days=7)
        case Frequency.MONTH:
            return (begin.replace(day=1) + dt.timedelta(days=32)).replace(day=1)
        case Frequency.QUARTER:
            return (begin.replace(day=1) + dt.timedelta(days=93)).replace(day=1)
        case Frequency.YEAR:
            return begin.replace(year=begin.year + 1)
    return begin + dt.timedelta(days=1)


def end(frequency: str, begin: dt.date) -> dt.date:
    """The last day, inclusive."""
    return after(frequency, begin) - dt.timedelta(days=1)


def before(frequency: str, begin: dt.date) -> dt.date:
    """The first day of the period before."""
    return start(frequency, begin - dt.timedelta(days=1))


def days(frequency: str, begin: dt.date, window: int = 0) -> tuple[dt.date, dt.date]:
    """First and last day that count: for a rolling value the `window` days up to its day."""
    if frequency == ROLLING:
        return begin - dt.timedelta(days=max(window, 1) - 1), begin
    return begin, end(frequency, begin)


def starts(frequency: str, counted: Iterable[dt.date]) -> list[dt.date]:
    """The periods these days lie in, each once."""
    return sorted({start(frequency, day) for day in counted})


def months(year: dt.date) -> list[dt.date]:
    """The first days of the twelve months of a year."""
    return [year.replace(month=month, day=1) for month in range(1, 13)]


def key(frequency: str, begin: dt.date) -> str:
    """As statistical exchange writes it: 2026, 2026-Q4, 2026-11, 2026-W47, 2026-11-21."""
    match frequency:
        case Frequency.YEAR:
            return f"{begin.year}"
        case Frequency.QUARTER:
            return f"{begin.year}-Q{(begin.month + 2) // 3}"
        case Frequency.MONTH:
            return f"{begin:%Y-%m}"
        case Frequency.WEEK:
            year, week, _day = begin.isocalendar()
            return f"{year}-W{week:02d}"
    return begin.isoformat()

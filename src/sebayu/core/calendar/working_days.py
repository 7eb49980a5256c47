"""This region's working days: the door every room uses."""

import datetime as dt
from collections.abc import Sequence
from functools import lru_cache

from django.utils import timezone

from sebayu.core.areas import region
from sebayu.core.areas.packs.model import Hours
from sebayu.core.calendar.clock import WorkingCalendar


@lru_cache(maxsize=16)
def _calendar(key: str) -> WorkingCalendar:
    pack = region.load(key)
    return WorkingCalendar(pack.hours, pack.holidays, pack.time_zone)


def calendar(office_hours: Sequence[Hours] | None = None) -> WorkingCalendar:
    """The calendar of this region, or the same holidays with the hours of one office."""
    pack = region.pack()
    if office_hours is None:
        return _calendar(pack.key)
    return WorkingCalendar(office_hours, pack.holidays, pack.time_zone)


def add(
    start: dt.datetime,
    *,
    days: int | None = None,
    hours: float | None = None,
    office_hours: Sequence[Hours] | None = None,
) -> dt.datetime:
    """The last moment of a promise: `days=` working days (close of work), or `hours=` of working time. One of the two."""
    if (days is None) == (hours is None):
        raise ValueError("give either days or hours")
    own = calendar(office_hours)
    if days is not None:
        return own.add_days(start, days)
    return own.add_hours(start, dt.timedelta(hours=hours or 0))


def between(a: dt.datetime, b: dt.datetime, *, office_hours: Sequence[Hours] | None = None) -> dt.timedelta:
    """Working time from a to b."""
    return calendar(office_hours).between(a, b)


def is_working_day(day: dt.date) -> bool:
    return calendar().is_working_day(day)


def is_open(moment: dt.datetime | None = None) -> bool:
    """Whether the offices are at work at this moment."""
    return calendar().is_open(moment or timezone.now())


def holiday(day: dt.date) -> str | None:
    """The name of the holiday, or None."""
    return calendar().holiday(day)


def check(today: dt.date | None = None) -> list[str]:
    """What the calendar lacks for promises made today: shown by `sebayu check`."""
    return calendar().gaps(today or timezone.localdate())

"""Working-time arithmetic over dated hours and holidays: pure, no database.

All moments are aware and are answered in the calendar's own zone. Spans are closed: 12.00 sharp is still working time when
work stops at 12.00, so that "four hours from 08.00" ends at 12.00 and not after lunch.
"""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from zoneinfo import ZoneInfo

from sebayu.core.areas.packs.model import HolidayYear, Hours
from sebayu.core.calendar.errors import NoWorkingHours

# Used for a year the packs say nothing about: the holidays that have the same date every year. `gaps` reports such a year.
FIXED = frozenset({(1, 1), (5, 1), (6, 1), (8, 17), (12, 25)})
# Nobody promises further ahead; a search that goes on longer means the hours have no working day left.
HORIZON = 3_700

Span = tuple[dt.datetime, dt.datetime]


class WorkingCalendar:
    """Which moments are working time."""

    def __init__(self, hours: Sequence[Hours], holidays: Mapping[int, HolidayYear], zone: str) -> None:
        self.hours = tuple(hours)
        self.zone = ZoneInfo(zone)
        self.years = dict(holidays)
        self._off = {day.date: day.name for year in holidays.values() for day in year.days}
        self.spans = lru_cache(maxsize=4096)(self._spans)

    def holiday(self, day: dt.date) -> str | None:
        """The name of the holiday, or None. A year without data has only the holidays of fixed date."""
        if day.year in self.years:
            return self._off.get(day)
        return "Hari libur nasional" if (day.month, day.day) in FIXED else None

    def _hours_on(self, day: dt.date) -> Hours:
        found = [row for row in self.hours if row.holds(day)]
        if not found:
            raise NoWorkingHours
        return found[-1]

    def _spans(self, day: dt.date) -> tuple[Span, ...]:
        """The spans of work on a day, in order; none on a holiday or free weekday."""
        if self.holiday(day) is not None:
            return ()
        times = self._hours_on(day).days.get(day.weekday(), ())
        return tuple(
            (dt.datetime.combine(day, a, self.zone), dt.datetime.combine(day, b, self.zone)) for a, b in times
        )

    def is_working_day(self, day: dt.date) -> bool:
        return bool(self.spans(day))

    def is_open(self, moment: dt.datetime) -> bool:
        local = self._local(moment)
        return any(a <= local <= b for a, b in self.spans(local.date()))

    def _local(self, moment: dt.datetime) -> dt.datetime:
        if moment.tzinfo is None:
            raise ValueError("a moment needs a time zone")
        return moment.astimezone(self.zone)

    def _working_days(self, day: dt.date) -> Iterator[dt.date]:
        """Working days from this one on."""
        for _step in range(HORIZON):
            if self.spans(day):
                yield day
            day += dt.timedelta(days=1)
        raise NoWorkingHours

    def opening(self, moment: dt.datetime) -> dt.datetime:
        """This moment if it is working time, else the next moment at which work begins."""
        local = self._local(moment)
        for day in self._working_days(local.date()):
            for start, end in self.spans(day):
                if local <= end:
                    return max(local, start)
        raise NoWorkingHours  # unreachable: _working_days raises first

    def add_hours(self, start: dt.datetime, length: dt.timedelta) -> dt.datetime:
        """The moment at which so much working time has passed."""
        if length < dt.timedelta(0):
            raise ValueError("working time only runs forward")
        at = self.opening(start)
        for day in self._working_days(at.date()):
            for begin, end in self.spans(day):
                begin = max(begin, at)
                if begin > end:
                    continue
                if length <= end - begin:
                    return begin + length
                length -= end - begin
        raise NoWorkingHours  # unreachable: _working_days raises first

    def add_days(self, start: dt.datetime, days: int) -> dt.datetime:
        """Close of work on the n-th working day after the day of receipt.

        What comes in after hours or on a free day is received when work next begins. `days=0` is the close of that same day.
        """
        if days < 0:
            raise ValueError("working time only runs forward")
        for number, day in enumerate(self._working_days(self.opening(start).date())):
            if number == days:
                return self.spans(day)[-1][1]
        raise NoWorkingHours  # unreachable: _working_days raises first

    def between(self, a: dt.datetime, b: dt.datetime) -> dt.timedelta:
        """Working time from a to b; negative when b comes first."""
        if b < a:
            return -self.between(b, a)
        first, last = self._local(a), self._local(b)
        total, day = dt.timedelta(0), first.date()
        while day <= last.date():
            for begin, end in self.spans(day):
                total += max(min(end, last) - max(begin, first), dt.timedelta(0))
            day += dt.timedelta(days=1)
        return total

    def gaps(self, today: dt.date) -> list[str]:
        """What is missing for promises made today, as sentences for an official."""
        found = []
        for year in (today.year, today.year + 1):
            known = self.years.get(year)
            if known is None:
                found.append(
                    f"Hari libur {year} belum ada: hanya libur bertanggal tetap yang diperhitungkan."
                )
            elif not known.complete:
                found.append(f"Hari libur {year} belum lengkap: {known.source}.")
            elif unsure := [day for day in known.days if not day.sure]:
                found.append(f"{len(unsure)} hari libur {year} belum dipastikan.")
        return found

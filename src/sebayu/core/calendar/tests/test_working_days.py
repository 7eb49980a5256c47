"""Promises on the working calendar, by example and by property."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sebayu.core.areas import region
from sebayu.core.areas.packs.model import Holiday, HolidayYear, Hours
from sebayu.core.calendar import working_days
from sebayu.core.calendar.clock import WorkingCalendar
from sebayu.core.calendar.errors import NoWorkingHours

WIB = ZoneInfo("Asia/Jakarta")
TEGAL = WorkingCalendar(
    region.load("kota_tegal").hours, region.load("kota_tegal").holidays, region.load("kota_tegal").time_zone
)


def at(text):
    return dt.datetime.fromisoformat(text).replace(tzinfo=WIB)


# From before Ramadan hours to after the year without complete data, and a year with no data at all.
moments = st.datetimes(dt.datetime(2025, 1, 1), dt.datetime(2028, 6, 30)).map(
    lambda t: t.replace(microsecond=0, tzinfo=WIB)
)
lengths = st.integers(0, 300 * 3600).map(lambda s: dt.timedelta(seconds=s))
days = st.integers(0, 60)


@pytest.mark.parametrize(
    ("start", "given", "due"),
    [
        ("2026-11-23T10:00", {"days": 1}, "2026-11-24T16:00"),  # Monday -> Tuesday, close of work
        ("2026-11-20T10:00", {"days": 1}, "2026-11-23T16:00"),  # Friday -> Monday
        ("2026-11-21T10:00", {"days": 1}, "2026-11-24T16:00"),  # Saturday is received on Monday
        ("2026-11-23T20:00", {"days": 1}, "2026-11-25T16:00"),  # after hours is received the next day
        ("2026-11-23T10:00", {"days": 0}, "2026-11-23T16:00"),
        ("2026-11-19T10:00", {"days": 1}, "2026-11-20T16:30"),  # Friday closes later
        ("2026-12-23T10:00", {"days": 1}, "2026-12-28T16:00"),  # joint leave, Christmas, week-end
        ("2026-12-31T10:00", {"days": 1}, "2027-01-04T16:00"),  # into the next year
        ("2026-03-17T10:00", {"days": 1}, "2026-03-25T16:00"),  # Nyepi and Idulfitri: a week
        ("2026-11-23T11:00", {"hours": 2}, "2026-11-23T14:00"),  # across lunch
        ("2026-11-23T15:30", {"hours": 1}, "2026-11-24T08:00"),
        ("2026-11-23T08:00", {"hours": 4}, "2026-11-23T12:00"),
        ("2026-11-23T12:30", {"hours": 0}, "2026-11-23T13:00"),
        (
            "2026-03-02T14:00",
            {"hours": 2},
            "2026-03-03T09:00",
        ),  # Ramadan: work stops at 15.00, begins at 08.00
    ],
)
def test_promise_falls_on_the_working_calendar(settings, start, given, due):
    settings.SEBAYU_REGION = "kota_tegal"
    assert working_days.add(at(start), **given) == at(due)


def test_moment_in_another_zone_is_the_same_moment():
    jakarta, utc = at("2026-11-23T10:00"), at("2026-11-23T10:00").astimezone(dt.UTC)
    assert working_days.add(utc, days=2) == working_days.add(jakarta, days=2)
    assert working_days.add(utc, hours=9) == working_days.add(jakarta, hours=9)


def test_holidays_and_week_ends_are_not_working_days():
    assert not working_days.is_working_day(dt.date(2026, 8, 17))
    assert not working_days.is_working_day(dt.date(2026, 12, 24))
    assert not working_days.is_working_day(dt.date(2026, 11, 22))
    assert working_days.is_working_day(dt.date(2026, 11, 23))
    assert working_days.holiday(dt.date(2026, 8, 17)) == "Proklamasi Kemerdekaan"
    assert working_days.is_open(at("2026-11-23T10:00"))
    assert not working_days.is_open(at("2026-11-23T12:30"))


def test_a_working_week_has_the_hours_of_the_presidential_regulation():
    week = TEGAL.between(at("2026-11-23T00:00"), at("2026-11-30T00:00"))
    ramadan = TEGAL.between(at("2026-03-02T00:00"), at("2026-03-09T00:00"))
    assert (week, ramadan) == (dt.timedelta(hours=37.5), dt.timedelta(hours=32.5))


@settings(deadline=None)
@given(moments, lengths)
def test_hours_added_are_the_hours_between(start, length):
    assert TEGAL.between(start, TEGAL.add_hours(start, length)) == length


@settings(deadline=None)
@given(moments, lengths)
def test_result_lies_in_working_hours_and_never_before_the_start(start, length):
    due = TEGAL.add_hours(start, length)
    assert TEGAL.is_open(due)
    assert due >= start


@settings(deadline=None)
@given(moments, days)
def test_days_end_at_close_of_a_working_day(start, count):
    due = TEGAL.add_days(start, count)
    assert due >= start
    assert due == TEGAL.spans(due.date())[-1][1]
    later = [start.date() + dt.timedelta(days=i) for i in range((due.date() - start.date()).days + 1)]
    # received on the first working day at or after the start, which itself is not counted
    assert count <= sum(map(TEGAL.is_working_day, later)) <= count + 2


@settings(deadline=None)
@given(moments, moments, lengths, days)
def test_later_start_is_never_due_earlier(a, b, length, count):
    a, b = sorted((a, b))
    assert TEGAL.add_hours(a, length) <= TEGAL.add_hours(b, length)
    assert TEGAL.add_days(a, count) <= TEGAL.add_days(b, count)


@settings(deadline=None)
@given(moments, lengths, lengths)
def test_adding_in_two_steps_is_adding_at_once(start, one, two):
    assert TEGAL.add_hours(TEGAL.add_hours(start, one), two) == TEGAL.add_hours(start, one + two)


@settings(deadline=None)
@given(moments, days)
def test_one_more_day_is_due_strictly_later(start, count):
    assert TEGAL.add_days(start, count) < TEGAL.add_days(start, count + 1)


@settings(deadline=None)
@given(moments, moments, moments)
def test_time_between_adds_up_and_reverses(a, b, c):
    a, b, c = sorted((a, b, c))
    assert TEGAL.between(a, c) == TEGAL.between(a, b) + TEGAL.between(b, c)
    assert TEGAL.between(b, a) == -TEGAL.between(a, b)


spans = st.lists(st.integers(0, 95), min_size=2, max_size=6, unique=True).map(
    lambda quarters: tuple(
        (dt.time(a // 4, a % 4 * 15), dt.time(b // 4, b % 4 * 15))
        for a, b in zip(sorted(quarters)[::2], sorted(quarters)[1::2], strict=False)
    )
)
weeks = st.dictionaries(st.integers(0, 6), spans, min_size=1)
free = st.sets(st.dates(dt.date(2026, 1, 1), dt.date(2026, 12, 31)), max_size=40)


@settings(max_examples=60, deadline=None)
@given(weeks, free, st.datetimes(dt.datetime(2026, 1, 1), dt.datetime(2026, 12, 31)), lengths)
def test_any_hours_and_any_holidays_keep_the_rules(week, off, start, length):
    start = start.replace(tzinfo=WIB)
    year = HolidayYear(
        year=2026,
        complete=True,
        source="uji",
        days=tuple(Holiday(date=d, name="libur", kind="national") for d in off),
    )
    own = WorkingCalendar([Hours(name="uji", basis="uji", days=week)], {2026: year}, "Asia/Jakarta")
    due = own.add_hours(start, length)
    assert own.between(start, due) == length
    assert due.date() not in off
    assert own.is_open(due)


def test_year_without_data_falls_back_to_fixed_holidays_and_check_says_so():
    assert TEGAL.holiday(dt.date(2031, 8, 17)) is not None
    assert TEGAL.holiday(dt.date(2031, 5, 14)) is None
    assert any("2031 belum ada" in line for line in TEGAL.gaps(dt.date(2031, 1, 1)))
    assert any("2027 belum lengkap" in line for line in working_days.check(dt.date(2026, 11, 21)))
    assert not any("2026" in line for line in working_days.check(dt.date(2026, 11, 21)))


def test_day_before_any_hours_is_a_clear_error():
    with pytest.raises(NoWorkingHours, match=r"hours\.yaml"):
        TEGAL.is_working_day(dt.date(1999, 5, 5))


def test_hours_that_never_open_end_in_an_error_not_in_a_loop():
    closed = WorkingCalendar([Hours(name="tutup", basis="uji", days={})], {}, "Asia/Jakarta")
    with pytest.raises(NoWorkingHours):
        closed.add_days(at("2026-11-23T10:00"), 1)


@pytest.mark.parametrize("wrong", [{}, {"days": 1, "hours": 1}, {"days": -1}, {"hours": -1}])
def test_senseless_promise_is_refused(wrong):
    with pytest.raises(ValueError, match=r"either|forward"):
        working_days.add(at("2026-11-23T10:00"), **wrong)


def test_moment_without_zone_is_refused():
    with pytest.raises(ValueError, match="time zone"):
        working_days.add(dt.datetime(2026, 11, 23, 10), days=1)


def test_office_with_own_hours_has_its_own_clock():
    hall = [Hours(name="MPP", basis="contoh", days={5: ((dt.time(8), dt.time(12)),)})]
    assert working_days.add(at("2026-11-23T10:00"), hours=1, office_hours=hall) == at("2026-11-28T09:00")
    assert working_days.between(
        at("2026-11-23T10:00"), at("2026-11-30T10:00"), office_hours=hall
    ) == dt.timedelta(hours=4)

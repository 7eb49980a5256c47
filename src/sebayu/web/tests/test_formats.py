"""Dates, times, money and lengths of time as Indonesians write them."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sebayu.web import formats

NOW = datetime(2026, 11, 23, 3, 20, tzinfo=UTC)  # 10.20 WIB


def test_day_writes_month_in_indonesian() -> None:
    assert formats.day(date(2026, 11, 21)) == "21\u00a0November 2026"
    assert formats.short_day(date(2026, 8, 1)) == "1\u00a0Agu 2026"
    assert formats.weekday(date(2026, 11, 24)) == "Selasa, 24\u00a0November 2026"


def test_clock_is_on_the_regions_own_time() -> None:
    assert formats.clock(NOW) == "10.20\u00a0WIB"
    assert (
        formats.moment(datetime(2026, 11, 23, 17, 30, tzinfo=UTC)) == "24\u00a0November 2026, 00.30\u00a0WIB"
    )


def test_clock_names_the_zone_of_the_east(settings) -> None:
    settings.TIME_ZONE = "Asia/Jayapura"
    assert formats.clock(NOW) == "12.20\u00a0WIT"


@pytest.mark.parametrize(
    ("hours", "said"),
    [
        (0, "hari ini, 10.20\u00a0WIB"),
        (24, "besok, 10.20\u00a0WIB"),
        (-24, "kemarin, 10.20\u00a0WIB"),
        (72, "Kamis, 26\u00a0November 2026, 10.20\u00a0WIB"),
    ],
)
def test_near_says_the_day_as_people_do(hours: int, said: str) -> None:
    assert formats.near(NOW + timedelta(hours=hours), NOW) == said


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (0, "Rp\u00a00"),
        (1_000_000, "Rp\u00a01.000.000"),
        ("1699.53", "Rp\u00a01.699,53"),
        (-5000, "-Rp\u00a05.000"),
        (1.5, "Rp\u00a01,50"),
    ],
)
def test_rupiah(value: object, said: str) -> None:
    assert formats.rupiah(Decimal(value) if isinstance(value, str) else value) == said


@given(st.integers(min_value=-(10**14), max_value=10**14))
def test_rupiah_keeps_every_digit(value: int) -> None:
    digits = "".join(c for c in formats.rupiah(value) if c.isdigit())
    assert int(digits) == abs(value)


@given(st.integers(min_value=0, max_value=10**9))
def test_span_never_says_more_than_two_units(seconds: int) -> None:
    said = formats.span(timedelta(seconds=seconds))
    assert 1 <= sum(unit in said for unit in ("hari", "jam", "mnt", "menit")) <= 2


def test_left_turns_into_late_after_the_deadline() -> None:
    assert formats.left(NOW + timedelta(hours=2, minutes=8), NOW) == "2\u00a0jam 8\u00a0mnt lagi"
    assert formats.left(NOW - timedelta(hours=1, minutes=12), NOW) == "lewat 1\u00a0jam 12\u00a0mnt"
    assert formats.left(NOW, NOW) == "kurang dari 1\u00a0menit lagi"


@pytest.mark.parametrize(
    ("hour", "said"), [(5, "pagi"), (11, "siang"), (15, "sore"), (18, "malam"), (2, "malam")]
)
def test_greeting_follows_the_clock(hour: int, said: str) -> None:
    assert (
        formats.greeting(datetime(2026, 11, 23, hour, tzinfo=UTC) - timedelta(hours=7)) == f"Selamat {said}"
    )


def test_size_is_weighed_like_a_download() -> None:
    assert formats.size(84_210) == "84\u00a0kB"
    assert formats.size(1_240_000) == "1,2\u00a0MB"
    assert formats.size(12) == "12\u00a0B"

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sebayu.core.registry import nik

REGIONS = st.from_regex(r"[0-9]{6}", fullmatch=True)
DAYS = st.dates(date(1900, 1, 1), date(2026, 12, 31))


def make(region: str, born: date, woman: bool, serial: int) -> str:
    return f"{region}{born.day + 40 * woman:02d}{born:%m%y}{serial:04d}"


@given(REGIONS, DAYS, st.booleans(), st.integers(1, 9999))
def test_every_number_made_by_the_rules_is_taken_and_read_back(region, born, woman, serial):
    number = make(region, born, woman, serial)
    assert nik.fault(number) == ""
    told = nik.parts(number)
    assert (told.day, told.month, told.year2, told.serial) == (born.day, born.month, born.year % 100, serial)
    sex = "female" if woman else "male"
    assert nik.doubts(number, birth_date=born, sex=sex, regions={told.region}) == ()


@given(REGIONS, DAYS, st.booleans(), st.integers(1, 9999), DAYS, st.sampled_from(["male", "female"]))
def test_another_date_sex_or_region_is_told_never_refused(region, born, woman, serial, other, sex):
    number = make(region, born, woman, serial)
    doubts = nik.doubts(number, birth_date=other, sex=sex, regions=set())
    assert nik.fault(number) == ""
    assert "region" in doubts
    assert ("sex" in doubts) == (woman != (sex == "female"))
    same_day = (born.day, born.month, born.year % 100) == (other.day, other.month, other.year % 100)
    assert ("birth_date" in doubts) != same_day


@given(st.text(max_size=30))
def test_no_text_breaks_the_check(text):
    cleaned = nik.clean(text)
    if nik.fault(cleaned) == "":
        assert len(cleaned) == 16
        assert cleaned.isascii()
        nik.parts(cleaned)


@pytest.mark.parametrize(
    ("number", "why"),
    [
        ("", "digits"), ("337602150785000A", "digits"), ("33760215078500", "length"), ("33760215078500011", "length"),
        ("3376020007850001", "day"), ("3376023207850001", "day"), ("3376024007850001", "day"), ("3376027207850001", "day"),
        ("3376021500850001", "month"), ("3376021513850001", "month"), ("3376021507850000", "serial"),
        ("٣٣٧٦٠٢١٥٠٧٨٥٠٠٠١", "digits"),
    ],
)  # fmt: skip
def test_what_cannot_be_a_nik_says_why(number, why):
    assert nik.fault(number) == why


def test_spreadsheet_writing_is_cleaned():
    assert nik.clean(" '3376.0215-0785 0001") == "3376021507850001"


def test_mask_hides_the_birth_date():
    assert "1507" not in nik.mask("3376021507850001")[6:]

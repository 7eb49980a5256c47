"""NIK and KK by the rules; the checks know nothing of how the numbers were made."""

import datetime as dt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sebayu.sandbox.town import nik, official_nik
from sebayu.sandbox.town.characters import written_nik

BORN = st.dates(dt.date(1925, 1, 1), dt.date(2026, 11, 21))
REGION = st.from_regex(r"[1-9][0-9]{5}", fullmatch=True)


@given(REGION, BORN, st.booleans(), st.integers(1, 9999))
def test_a_nik_says_what_was_written_into_it(region, born, female, serial):
    read = nik.read(written_nik(region, born, female, serial))
    assert read == nik.Nik(region, born.day, born.month, born.year % 100, female, serial)


@given(st.lists(st.tuples(st.integers(110101, 990101), BORN, st.booleans()), min_size=1, max_size=60))
def test_serials_are_unique_and_start_at_one(people):
    region = np.array([p[0] for p in people])
    days = np.array([p[1] for p in people], dtype="datetime64[D]")
    female = np.array([p[2] for p in people])
    numbers = nik.serialise(region, nik.date_code(days, female)).tolist()
    assert len(set(numbers)) == len(numbers)
    groups: dict[str, list[int]] = {}
    for number, (code, born, woman) in zip(numbers, people, strict=True):
        read = nik.read(number)
        assert (read.region, read.day, read.month, read.year) == (
            str(code),
            born.day,
            born.month,
            born.year % 100,
        )
        assert read.female is woman
        groups.setdefault(number[:12], []).append(read.serial)
    assert all(sorted(serials) == list(range(1, len(serials) + 1)) for serials in groups.values())


@given(BORN)
def test_numbers_already_given_are_stepped_over(born):
    taken = written_nik("337602", born, True, 3)
    made = nik.serialise(
        np.array([337602, 337602]),
        nik.date_code(np.array([born, born], dtype="datetime64[D]"), np.array([1, 0])),
        {taken},
    )
    assert made.tolist() == [written_nik("337602", born, True, 4), written_nik("337602", born, False, 1)]


@pytest.mark.parametrize(
    "bad",
    ["", "337602570485000", "33760257048500011", "3376023204850001", "3376020013850001", "3376027204850001",
     "3376021713850001", "3376021700850001", "3376021704850000", "33760217O4850001", "３３７６０２１７０４８５０００１"],
)  # fmt: skip
def test_what_no_office_could_have_issued_is_not_read(bad):
    assert nik.read(bad) is None


def test_an_officials_nik_follows_from_the_nip():
    read = nik.read(official_nik("33.76", "khotimah_wahyuni", "197410081998122067"))
    assert (read.region[:4], read.day, read.month, read.year, read.female) == ("3376", 8, 10, 74, True)
    assert nik.read(official_nik("33.03", "tanpa_nip")) is not None


def test_residents_carry_the_region_of_their_first_registration(town):
    numbers = [n for n in town.people["nik"].tolist() if n]
    assert all(nik.read(n) for n in numbers)
    assert len(set(numbers)) == len(numbers)
    here = sum(n.startswith(("337601", "337602")) for n in numbers) / len(numbers)
    assert 0.75 < here < 0.98
    assert any(n.startswith("3328") for n in numbers), "somebody moved here from the neighbouring regency"


def test_a_few_numbers_contradict_the_register_and_a_few_are_missing(big_enough):
    people = big_enough.people
    known = np.flatnonzero(people["nik"] != "")
    code = nik.date_code(people["birth"][known], people["female"][known])
    written = np.array([int(n[6:12]) for n in people["nik"][known].tolist()])
    wrong = (code != written).mean()
    assert 0.001 < wrong < 0.02
    without = 1 - len(known) / len(people["nik"])
    assert 0.0005 < without < 0.02


def test_family_cards_are_unique(big_enough):
    cards = big_enough.homes["kk"].tolist()
    assert len(set(cards)) == len(cards)
    assert all(len(card) == 16 and card.isdigit() for card in cards)

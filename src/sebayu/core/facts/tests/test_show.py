"""What people read, and what others must not be able to read."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sebayu.core import facts


@pytest.mark.parametrize(
    ("path", "value", "text"),
    [
        ("person.birth_date", "1985-07-15", "15 Juli 1985"),
        ("person.birth_date", date(2026, 11, 21), "21 November 2026"),
        ("person.nik", "3376025507850001", "3376 0255 0785 0001"),
        ("person.religion", "islam", "Islam"),
        ("person.religion", "sesuatu", "sesuatu"),
        ("person.alive", True, "Ya"),
        ("land.value", 1500000, "Rp 1.500.000"),
        ("household.welfare_decile", 3, "3"),
        ("person.rt", "004", "004"),
        ("household.members", [{"name": "Agus"}, {"name": "Sari"}], "Agus, Sari"),
        ("household.members", [], "tidak ada"),
        ("person.name", None, "belum diketahui"),
        ("person.birth_date", "kapan-kapan", "kapan-kapan"),
        ("nowhere.at_all", Decimal("1234.5"), "1.234,5"),
    ],
)
def test_values_are_shown_the_indonesian_way(path, value, text):
    assert facts.show(path, value) == text


def test_a_role_is_shown_like_its_kind():
    assert facts.show("deceased.death_date", "2026-11-20", subject="person") == "20 November 2026"
    assert facts.mask("deceased.nik", "3376025507850001", subject="person") == "3376 02•• •••• 0001"


@pytest.mark.parametrize(
    ("path", "value", "text"),
    [
        ("person.nik", "3376025507850001", "3376 02•• •••• 0001"),
        ("person.nik", "123", "••••••"),
        ("person.name", "Sari Wulandari", "S••• W•••"),
        ("person.birth_date", "1985-07-15", "•• •••• 1985"),
        ("person.religion", "islam", "••••••"),
        ("person.phone", "081200000001", "••••••001"),
        ("business.name", "Warung Sari", "Warung Sari"),
        ("nowhere.at_all", "rahasia", "••••••"),
        ("person.name", "", "belum diketahui"),
    ],
)
def test_masks_leave_enough_to_recognise_ones_own(path, value, text):
    assert facts.mask(path, value) == text


@settings(deadline=None, max_examples=60)
@given(st.text(min_size=1, max_size=60))
def test_a_mask_never_shows_a_sensitive_value(value):
    for path in ("person.religion", "person.blood_group", "household.welfare_decile"):
        assert set(facts.mask(path, value)) == {"•"}


@settings(deadline=None, max_examples=60)
@given(st.integers(min_value=-(10**15), max_value=10**15))
def test_rupiah_groups_by_thousands_and_reads_back(amount):
    text = facts.rupiah(amount)
    assert int(text.replace("Rp ", "").replace(".", "")) == amount


def test_rupiah_with_sen():
    assert facts.rupiah(1699.53) == "Rp 1.699,53"


def test_an_address_is_one_line_of_what_is_known():
    known = {
        "person.address": "Jl. Sangir No. 14",
        "person.rt": "004",
        "person.rw": "005",
        "person.village": "Mintaragen",
    }
    assert facts.address(known) == "Jl. Sangir No. 14, RT 004/RW 005, Mintaragen"
    assert facts.address({}) == ""


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("int", "3"),
        ("int", True),
        ("bool", 1),
        ("date", "21-11-2026"),
        ("date", 3),
        ("number", float("nan")),
        ("text", 3),
        ("list", "a"),
        ("what", 1),
    ],
)
def test_coerce_refuses_what_only_looks_alike_and_keeps_it_secret(kind, value):
    with pytest.raises(ValueError, match=r"not a|Invalid|month|format") as caught:
        facts.coerce(kind, value)
    assert repr(value) not in str(caught.value) or kind == "date"


@settings(deadline=None, max_examples=60)
@given(st.dates())
def test_dates_survive_json(day):
    assert facts.coerce("date", day.isoformat()) == day == facts.coerce("date", day)

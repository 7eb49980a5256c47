"""Comparing what registers wrote."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sebayu.core.exchange.normal import normal, same


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Jl. Sangir Gg. 3 No. 14", "JALAN SANGIR GANG 3 NOMOR 14"),
        ("SARI  WULANDARI", "Sari Wulandari"),
        ("Nur'aini", "NUR’AINI"),
        ("004", "4"),
        ("Moh. Ali", "MUHAMMAD ALI"),
        (
            [{"nik": "1", "name": "A"}, {"nik": "2", "name": "B"}],
            [{"nik": "2", "name": "b"}, {"nik": "1", "name": "a"}],
        ),
    ],
)
def test_the_same_thing_written_differently_is_no_conflict(one, other):
    assert same(one, other)


@pytest.mark.parametrize(
    ("one", "other"), [("Jl. Sangir 3", "Jl. Sangir 4"), ("Sari", "Sarinah"), (3, 4), (True, False)]
)
def test_different_things_differ(one, other):
    assert not same(one, other)


@given(st.text(max_size=60))
def test_normal_is_stable_and_ignores_case_and_spacing(text):
    assert normal(normal(text)) == normal(text)
    assert same(f"  {text} ", text)

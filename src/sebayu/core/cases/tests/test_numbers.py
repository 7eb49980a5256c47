"""Case numbers: short, sayable, one case each in the whole region."""

import pytest

from sebayu.core.cases.numbers import next_number, short


@pytest.mark.parametrize(
    ("office", "letters"),
    [
        ("Kelurahan Mintaragen", "MNT"),
        ("Kelurahan Pesurungan Lor", "PLR"),
        ("Kelurahan Debong Lor", "DLR"),
        ("Desa Ijo", "IJO"),
        ("", "SBY"),
    ],
)
def test_three_letters(office: str, letters: str) -> None:
    assert short(office) == letters


@pytest.mark.django_db
def test_offices_with_the_same_letters_share_a_counter() -> None:
    assert short("Kelurahan Kalinyamat Wetan") == short("Kelurahan Kali Wetan")
    numbers = [next_number(name, 2026) for name in ("Kelurahan Kalinyamat Wetan", "Kelurahan Kali Wetan")]
    assert numbers == ["KWT-26-0001", "KWT-26-0002"]

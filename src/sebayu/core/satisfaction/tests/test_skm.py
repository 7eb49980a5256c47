"""The arithmetic: what the printed weight gets wrong, and what no survey can ever give."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sebayu.core.satisfaction import questionnaire, skm

GRADES = questionnaire.every()[0].grades
SURVEY = st.lists(st.integers(1, 4), min_size=9, max_size=9)


def test_a_perfect_survey_gives_100() -> None:
    found = skm.index([[4] * 9] * 7, GRADES)
    assert found.value == Decimal("100.00")
    assert found.grade and found.grade.letter == "A"
    assert found.per_element == (Decimal("100.00"),) * 9


def test_the_printed_weight_would_give_99() -> None:
    assert skm.index([[4] * 9], weight=Fraction(11, 100)).value == Decimal("99.00")


def test_the_worst_survey_gives_25() -> None:
    found = skm.index([[1] * 9], GRADES)
    assert found.value == Decimal("25.00")
    assert found.grade and found.grade.letter == "D"


def test_nobody_answered_is_no_number() -> None:
    assert skm.index([], GRADES) == skm.Skm(0)
    assert skm.Skm(0).value is None


@pytest.mark.parametrize(
    ("value", "letter"),
    [
        ("100.00", "A"), ("88.31", "A"), ("88.30", "B"), ("76.61", "B"), ("76.60", "C"), ("65.00", "C"),
        ("64.99", "D"), ("25.00", "D"),
    ],
)  # fmt: skip
def test_grades_at_their_edges(value: str, letter: str) -> None:
    found = skm.grade_of(Decimal(value), GRADES)
    assert found and found.letter == letter


def test_no_value_falls_between_two_grades() -> None:
    """88.305 is rounded before it is graded: the table has a gap between 88.30 and 88.31."""
    assert skm.rounded(Fraction(88305, 1000)) == Decimal("88.31")


@given(st.lists(SURVEY, min_size=1, max_size=60))
def test_index_lies_between_its_bounds_and_is_the_mean_of_its_elements(rows: list[list[int]]) -> None:
    found = skm.index(rows, GRADES)
    assert found.exact is not None and 25 <= found.exact <= 100
    assert found.exact == sum(found.means, Fraction(0)) / 9 * 25
    assert found.exact == Fraction(sum(map(sum, rows)), len(rows)) * skm.PER_ANSWERS
    assert found.grade is not None


@given(st.lists(SURVEY, min_size=1, max_size=20), st.lists(SURVEY, min_size=1, max_size=20))
def test_index_of_all_lies_between_those_of_its_parts(a: list, b: list) -> None:
    one, two, both = (skm.index(rows).exact for rows in (a, b, a + b))
    assert one is not None and two is not None and both is not None
    assert min(one, two) <= both <= max(one, two)


@pytest.mark.parametrize("answers", [[4] * 8, [4] * 10, [0] + [4] * 8, [5] + [4] * 8])
def test_what_is_no_survey_is_refused(answers: list[int]) -> None:
    with pytest.raises(ValueError, match="nine answers"):
        skm.index([answers])


@pytest.mark.parametrize(
    ("population", "sample"), [(0, 0), (1, 1), (10, 10), (100, 80), (500, 217), (1000, 278), (10_000, 370)]
)
def test_sample_size_agrees_with_the_published_table(population: int, sample: int) -> None:
    assert skm.sample_size(population) == sample


def test_questionnaire_has_nine_questions_of_four_answers() -> None:
    for edition in questionnaire.every():
        assert len({e.key for e in edition.elements}) == 9
        assert all(len(set(e.answers)) == 4 for e in edition.elements)

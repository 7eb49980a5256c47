"""The published sets reproduce their sums; what nobody published is a range and never a guess."""

from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from sebayu.programmes.movement.evaluation import arithmetic
from sebayu.programmes.movement.evaluation.arithmetic import PartScore

SETS = {
    row["key"]: arithmetic.read(row["weights"])
    for row in yaml.safe_load((Path(arithmetic.__file__).parent / "data" / "weights.yaml").read_text())[
        "weight_sets"
    ]
}
KEYS = ("baseline", "output", "outcome", "impact", "quick_win")
SCORES = st.fractions(0, 100, max_denominator=400)
PARTS = st.tuples(*[SCORES] * 5)


def parts(*means: object) -> list[PartScore]:
    return [
        PartScore(key, None if mean is None else Fraction(str(mean)), 1, 1)
        for key, mean in zip(KEYS, means, strict=True)
    ]


def test_both_published_sets_load_and_make_a_hundred() -> None:
    assert SETS["sleman"] == {
        "baseline": 10, "output": 20, "outcome": 30, "impact": 30, "quick_win": 10,
    }  # fmt: skip
    assert sum(SETS["sleman"].values()) == 100
    jambi = SETS["jambi_2022"]
    assert arithmetic.known(jambi) == 70
    assert [key for key, weight in jambi.items() if weight is None] == ["baseline", "output"]
    assert all(arithmetic.trouble(weights) is None for weights in SETS.values())


def test_golden_sleman() -> None:
    """60·10 + 70·20 + 80·30 + 75·30 + 90·10 = 7550 hundredths."""
    found = arithmetic.index(parts(60, 70, 80, 75, 90), SETS["sleman"])
    assert found.value == Decimal("75.50")
    assert [row.share.value for row in found.rows] == [
        Decimal("6.00"), Decimal("14.00"), Decimal("24.00"), Decimal("22.50"), Decimal("9.00"),
    ]  # fmt: skip


def test_golden_jambi_is_a_range_between_its_two_unknown_parts() -> None:
    """Known: 80·30 + 75·20 + 90·20 = 57; thirty hundredths lie between 60 and 70: 75 to 78."""
    found = arithmetic.index(parts(60, 70, 80, 75, 90), SETS["jambi_2022"])
    assert (found.range.low, found.range.high) == (75, 78)
    assert found.value is None
    assert found.open_weights == ("baseline", "output")
    assert found.left == 30
    assert found.text == "75,00 – 78,00"


def test_unknown_weights_of_equal_parts_do_not_matter() -> None:
    found = arithmetic.index(parts(70, 70, 80, 75, 90), SETS["jambi_2022"])
    assert found.value == Decimal("78.00")


def test_a_part_without_scores_is_a_range_and_named() -> None:
    found = arithmetic.index(parts(60, 70, 80, None, 90), SETS["sleman"])
    assert (found.range.low, found.range.high) == (53, 83)
    assert found.open_parts == ("impact",)


def test_all_full_marks_are_a_hundred_under_any_weights() -> None:
    for weights in SETS.values():
        assert arithmetic.index(parts(*[100] * 5), weights).value == Decimal("100.00")


@pytest.mark.parametrize(
    ("weights", "sentence"),
    [
        ({}, arithmetic.EMPTY),
        ({"a": None, "b": None}, arithmetic.EMPTY),
        ({"a": "60", "b": "30"}, arithmetic.SUM_WRONG),
        ({"a": "60", "b": "50"}, arithmetic.SUM_WRONG),
        ({"a": "33.33", "b": "33.33", "c": "33.33"}, arithmetic.SUM_WRONG),
        ({"a": "-10", "b": "110"}, arithmetic.NEGATIVE),
        ({"a": "100", "b": None}, arithmetic.SUM_TOO_HIGH),
    ],
)
def test_weights_that_do_not_make_a_hundred_are_refused_with_the_reason(weights: dict, sentence: str) -> None:
    found = arithmetic.trouble(arithmetic.read(weights))
    assert found and found[0] == sentence


@given(PARTS)
def test_index_lies_between_the_lowest_and_the_highest_part(means: tuple) -> None:
    for weights in SETS.values():
        found = arithmetic.index(parts(*means), weights)
        assert min(means) <= found.range.low <= found.range.high <= max(means)


@given(PARTS, st.fractions(0, 30, max_denominator=100))
def test_whatever_the_unknown_weights_are_the_index_lies_in_the_range(
    means: tuple, baseline: Fraction
) -> None:
    asked = arithmetic.index(parts(*means), SETS["jambi_2022"])
    real = arithmetic.index(
        parts(*means), {**SETS["jambi_2022"], "baseline": baseline, "output": 30 - baseline}
    )
    assert asked.range.low <= real.range.low == real.range.high <= asked.range.high


@given(st.lists(st.tuples(st.fractions(Fraction(1, 10), 10), st.none() | SCORES), max_size=8))
def test_a_part_is_the_mean_of_what_is_scored(rows: list) -> None:
    found = arithmetic.part("x", rows)
    given_scores = [score for _weight, score in rows if score is not None]
    assert (found.scored, found.items) == (len(given_scores), len(rows))
    if given_scores:
        assert found.mean is not None and min(given_scores) <= found.mean <= max(given_scores)
    else:
        assert found.mean is None

"""The arithmetic of progress, checked by properties: nobody can argue with it, nobody can type it."""

import datetime as dt
import itertools
import math
import random

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from sebayu.core.indicators.declare import Direction
from sebayu.programmes.movement.evidence import arithmetic
from sebayu.programmes.movement.evidence.arithmetic import Part

values = st.floats(-1e9, 1e9)
shares = st.one_of(st.none(), st.floats(0, 1))
weights = st.lists(st.integers(1, 100), min_size=1, max_size=12)
DAY = dt.date(2026, 11, 21)


def parts_of(rows: list[tuple[float | None, int]]) -> list[Part]:
    own = arithmetic.normalised([weight for _share, weight in rows])
    return [Part("proof", "x", share, w, "") for (share, _weight), w in zip(rows, own, strict=True)]


@given(values, values, values, st.sampled_from(Direction))
def test_way_is_always_within_nought_and_one(
    value: float, baseline: float, target: float, way: Direction
) -> None:
    assert 0 <= arithmetic.way(value, baseline, target, way) <= 1


@given(values, values, values, values)
def test_more_is_never_worse_where_more_is_better(a: float, b: float, baseline: float, target: float) -> None:
    low, high = min(a, b), max(a, b)
    up = [arithmetic.way(v, baseline, target, Direction.UP) for v in (low, high)]
    down = [arithmetic.way(v, baseline, target, Direction.DOWN) for v in (low, high)]
    assert up[0] <= up[1]
    assert down[0] >= down[1]


@given(values, values, values)
def test_up_and_down_are_mirrors(value: float, baseline: float, target: float) -> None:
    assert arithmetic.way(value, baseline, target, Direction.UP) == arithmetic.way(
        -value, -baseline, -target, Direction.DOWN
    )


def test_way_by_hand() -> None:
    assert arithmetic.way(62, 50, 70, Direction.UP) == pytest.approx(0.6)
    assert arithmetic.way(8, 10, 5, Direction.DOWN) == pytest.approx(0.4)
    assert arithmetic.way(40, 50, 70, Direction.UP) == 0
    assert arithmetic.way(90, 50, 70, Direction.UP) == 1
    assert arithmetic.way(12, 20, 10, Direction.HOLD) == pytest.approx(0.8)
    assert arithmetic.way(10.4, 20, 10, Direction.HOLD) == 1


def test_target_met_at_baseline_has_no_way_and_no_division_by_nought() -> None:
    assert arithmetic.way(80, 80, 80, Direction.UP) == 1
    assert arithmetic.way(79, 80, 80, Direction.UP) == 0
    assert arithmetic.way(95, 90, 80, Direction.UP) == 1  # further on, not punished for it
    assert arithmetic.way(85, 90, 80, Direction.UP) == 1
    assert arithmetic.way(75, 90, 80, Direction.UP) == 0


@given(weights)
def test_weights_are_normalised(given_weights: list[int]) -> None:
    assert math.fsum(arithmetic.normalised(given_weights)) == pytest.approx(1)


@given(st.lists(st.tuples(shares, st.integers(1, 100)), min_size=1, max_size=10), st.randoms())
def test_combined_is_a_mean_whatever_the_order(rows: list, rng: random.Random) -> None:
    parts = parts_of(rows)
    share = arithmetic.combine(parts)
    assert share is not None
    counted = [part.counted for part in parts]
    assert min(counted) - 1e-9 <= share <= max(counted) + 1e-9
    mixed = parts[:]
    rng.shuffle(mixed)
    assert arithmetic.combine(mixed) == share
    total = sum(weight for _share, weight in rows)
    assert share == pytest.approx(sum((s or 0) * w for s, w in rows) / total)


@given(st.lists(st.tuples(shares, st.integers(1, 100)), min_size=1, max_size=8), st.data())
def test_better_evidence_never_lowers_the_share(rows: list, data: st.DataObject) -> None:
    n = data.draw(st.integers(0, len(rows) - 1))
    old = rows[n][0] or 0.0
    better = data.draw(st.floats(old, 1))
    raised = [*rows[:n], (better, rows[n][1]), *rows[n + 1 :]]
    assert arithmetic.combine(parts_of(raised)) >= arithmetic.combine(parts_of(rows)) - 1e-12


def test_taking_a_number_away_is_not_progress() -> None:
    assert arithmetic.combine(parts_of([(0.3, 1), (0.5, 1)])) > arithmetic.combine(
        parts_of([(None, 1), (0.5, 1)])
    )


def test_nothing_to_weigh_is_not_nought() -> None:
    assert arithmetic.combine([]) is None
    assert arithmetic.mean([]) is None


@given(st.lists(shares, min_size=1, max_size=9))
def test_mean_by_hand_in_every_order(found: list) -> None:
    expected = sum(share or 0 for share in found) / len(found)
    assert arithmetic.mean(found) == pytest.approx(expected)
    for order in itertools.islice(itertools.permutations(found), 6):
        assert arithmetic.mean(order) == arithmetic.mean(found)


@given(st.integers(0, 3000), st.integers(0, 3000), st.integers(1, 2000), st.integers(1, 2000))
def test_evidence_only_fades(a: int, b: int, fresh_days: int, more: int) -> None:
    def at(age: int) -> float:
        taken = DAY - dt.timedelta(days=age)
        return arithmetic.fresh(taken, DAY, fresh_days=fresh_days, gone_days=fresh_days + more)

    assert 0 <= at(max(a, b)) <= at(min(a, b)) <= 1
    assert at(0) == 1
    assert at(fresh_days + more) == 0


@given(st.floats(0, 1))
def test_percent_is_never_a_full_hundred_before_it_is_reached(share: float) -> None:
    text = arithmetic.percent(share)
    assume(share < 1)
    assert not text.startswith("100")


def test_sentences_read_as_the_sum_they_are() -> None:
    parts = parts_of([(0.55, 60), (0.725, 40)])
    assert arithmetic.sentence(arithmetic.combine(parts), parts).replace("\u00a0", " ") == (
        "62 % = 0,6 × 55 % + 0,4 × 72,5 %"
    )
    assert arithmetic.mean_sentence([0.55, 0.73, None]).replace("\u00a0", " ") == (
        "42,7 % = (55 % + 73 % + 0 %) : 3"
    )
    many = arithmetic.mean_sentence([0.5] * 8).replace("\u00a0", " ")
    assert many == "50 % = 400 % : 8"
    assert arithmetic.percent(None) == "–"
    assert arithmetic.percent(0.9999) == "99,9\u00a0%"


@given(st.dates(dt.date(2020, 1, 1), dt.date(2030, 1, 1)), st.dates(dt.date(2020, 1, 1), dt.date(2030, 1, 1)))
def test_elapsed_time_is_a_share(a: dt.date, b: dt.date) -> None:
    assert 0 <= arithmetic.elapsed(min(a, b), max(a, b), DAY) <= 1

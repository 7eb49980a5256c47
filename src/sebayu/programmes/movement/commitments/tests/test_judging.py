"""What becomes of a promise, as numbers: every state, and no division by nought."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sebayu.programmes.movement.commitments.enums import PromiseState as S
from sebayu.programmes.movement.commitments.judging import Judgement, Measured, judge, of_progress, worse

SIGNED, DUE = dt.date(2026, 1, 1), dt.date(2026, 12, 31)
MIDDLE, AFTER = dt.date(2026, 7, 2), dt.date(2027, 1, 5)


def state(direction: str, measured: Measured, target: float, on: dt.date) -> S:
    return judge(direction, measured, target, signed_on=SIGNED, due_on=DUE, on=on).state


@pytest.mark.parametrize(
    ("direction", "measured", "on", "expected"),
    [
        ("up", Measured(now=80, start=60), MIDDLE, S.ON_PATH),  # 20 of 30 points at half time
        ("up", Measured(now=62, start=60), MIDDLE, S.LATE),
        ("up", Measured(now=91, start=60), MIDDLE, S.KEPT),
        ("up", Measured(now=None, start=60), MIDDLE, S.UNKNOWN),
        ("up", Measured(now=62), MIDDLE, S.UNKNOWN),  # nobody knows where it began
        ("up", Measured(now=85, start=95), MIDDLE, S.LATE),  # met at baseline, lost since
        ("up", Measured(now=95, start=95), MIDDLE, S.KEPT),  # met at baseline, held
        ("up", Measured(now=80, start=60, at_due=80), AFTER, S.BROKEN),
        ("up", Measured(now=70, start=60, at_due=92), AFTER, S.KEPT),  # kept on the day, whatever came later
        ("up", Measured(now=95, start=60, at_due=80), AFTER, S.KEPT),  # kept late
        ("up", Measured(now=None, start=60), AFTER, S.UNKNOWN),
        ("down", Measured(now=100, start=120), MIDDLE, S.ON_PATH),
        ("down", Measured(now=119, start=120), MIDDLE, S.LATE),
        ("down", Measured(now=89, start=120), MIDDLE, S.KEPT),
        ("hold", Measured(now=91, start=90), MIDDLE, S.KEPT),
    ],
)
def test_every_state(direction: str, measured: Measured, on: dt.date, expected: S) -> None:
    assert state(direction, measured, 90, on) == expected


def test_kept_late_is_said() -> None:
    found = judge("up", Measured(95, 60, 80), 90, signed_on=SIGNED, due_on=DUE, on=AFTER)
    assert found.kept_late


def test_promise_of_the_day_it_was_signed_divides_by_nothing() -> None:
    for on in (SIGNED, AFTER):
        judge("up", Measured(0, 0, 0), 0, signed_on=SIGNED, due_on=SIGNED, on=on)


def test_initiative_and_the_worse_of_two() -> None:
    assert of_progress(None, behind=False, due_on=DUE, on=MIDDLE).state == S.UNKNOWN
    assert of_progress(1.0, behind=False, due_on=DUE, on=AFTER).state == S.KEPT
    assert of_progress(0.5, behind=True, due_on=DUE, on=MIDDLE).state == S.LATE
    assert of_progress(0.5, behind=False, due_on=DUE, on=AFTER).state == S.BROKEN
    assert worse(Judgement(S.KEPT), Judgement(S.LATE)).state == S.LATE


numbers = st.one_of(st.none(), st.floats(-1e6, 1e6))


@given(
    st.sampled_from(["up", "down", "hold"]),
    numbers,
    numbers,
    numbers,
    st.floats(-1e6, 1e6),
    st.integers(-400, 800),
)
def test_there_is_always_an_answer(
    direction: str, now: float | None, start: float | None, then: float | None, target: float, days: int
) -> None:
    on = SIGNED + dt.timedelta(days=days)
    found = judge(direction, Measured(now, start, then), target, signed_on=SIGNED, due_on=DUE, on=on)
    assert found.share is None or 0 <= found.share <= 1
    if on <= DUE:
        assert found.state != S.BROKEN
    else:
        assert found.state not in {S.ON_PATH, S.LATE}

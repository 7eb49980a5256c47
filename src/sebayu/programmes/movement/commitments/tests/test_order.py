"""The signing plan: every order of six signers, and what refusals, empty chairs, substitutes and paper change."""

from __future__ import annotations

from itertools import pairwise, permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sebayu.programmes.movement.commitments.order import DONE, Mark, Why, may_sign, standing
from sebayu.programmes.movement.commitments.tests.replaying import Did, OutOfTurn, allows, plan_of, replay

SIX = ("pupr", "dishub", "dlh", "sekda", "ahli", "wali_kota")
SIGN = [(key, Did.SIGN) for key in SIX]
PLANS = {
    # plan: how many of the 720 orders it allows
    "the movement's own: OPD in parallel, Sekda, expert, mayor": ([SIX[:3], SIX[3:4], SIX[4:5], SIX[5:]], 6),
    "all in parallel": ([SIX], 720),
    "all in a row": ([[key] for key in SIX], 1),
    "three pairs": ([SIX[:2], SIX[2:4], SIX[4:]], 8),
    "one opens, four in parallel, one closes": ([SIX[:1], SIX[1:5], SIX[5:]], 24),
    "two threes": ([SIX[:3], SIX[3:]], 36),
}


def allowed_by_hand(groups: list, order: tuple[str, ...]) -> bool:
    """What the plan says in words: nobody of a later group before everybody of an earlier one."""
    rank = {key: n for n, group in enumerate(groups) for key in group}
    return all(rank[a] <= rank[b] for a, b in pairwise(order))


@pytest.mark.parametrize("name", PLANS)
def test_all_720_orders_are_allowed_or_refused_exactly_as_the_plan_says(name: str) -> None:
    groups, expected = PLANS[name]
    plan, allowed = plan_of(groups), 0
    for order in permutations(SIX):
        try:
            marks = replay(plan, [(key, Did.SIGN) for key in order])
        except OutOfTurn:
            assert not allowed_by_hand(groups, order), order
        else:
            assert allowed_by_hand(groups, order), order
            assert standing(plan, marks).is_complete
            allowed += 1
    assert allowed == expected


@pytest.mark.parametrize("name", PLANS)
def test_first_wrong_step_is_the_one_refused(name: str) -> None:
    """Not only the whole order: each step is offered by `standing` exactly when it is allowed."""
    plan = plan_of(PLANS[name][0])
    for order in permutations(SIX):
        marks: dict = {}
        for key in order:
            ok = may_sign(plan, marks, key) == Why.OK
            assert ok == (key in standing(plan, marks).may)
            if not ok:
                break
            marks[key] = Mark.SIGNED


MIXED = plan_of([["pupr", "dishub"], ["sekda"], ["wali_kota"]])
STRICT = plan_of([["pupr", "dishub"], ["sekda"], ["wali_kota"]], refusal_blocks=True)


def test_refusal_lets_the_others_go_on_unless_the_plan_says_so() -> None:
    marks = replay(MIXED, [("pupr", Did.REFUSE), ("dishub", Did.SIGN)])
    assert standing(MIXED, marks).may == {"sekda"}
    marks = replay(STRICT, [("pupr", Did.REFUSE), ("dishub", Did.SIGN)])
    now = standing(STRICT, marks)
    assert (now.may, now.holding) == (frozenset(), {"pupr"})
    assert may_sign(STRICT, marks, "sekda") == Why.BLOCKED
    assert may_sign(STRICT, marks, "pupr") == Why.REFUSED


def test_empty_chair_holds_up_until_somebody_is_seated_or_it_is_passed_over() -> None:
    events = [("pupr", Did.VACATE), ("dishub", Did.SIGN)]
    marks = replay(MIXED, events)
    assert (standing(MIXED, marks).may, standing(MIXED, marks).holding) == (frozenset(), {"pupr"})
    assert may_sign(MIXED, marks, "pupr") == Why.VACANT
    assert standing(MIXED, replay(MIXED, [*events, ("pupr", Did.SEAT)])).may == {"pupr"}
    assert standing(MIXED, replay(MIXED, [*events, ("pupr", Did.SKIP)])).may == {"pupr", "sekda"}


def test_passed_over_may_sign_to_the_end() -> None:
    marks = replay(
        MIXED, [("pupr", Did.SKIP), ("dishub", Did.SIGN), ("sekda", Did.SIGN), ("wali_kota", Did.SIGN)]
    )
    assert standing(MIXED, marks).is_complete
    assert allows(MIXED, marks, "pupr", Did.SIGN) == Why.OK


def test_paper_counts_and_may_be_followed_by_an_electronic_signature() -> None:
    marks = replay(MIXED, [("pupr", Did.PAPER), ("dishub", Did.PAPER)])
    assert standing(MIXED, marks).may == {"sekda"}
    assert allows(MIXED, marks, "pupr", Did.PAPER) == Why.ALREADY
    assert replay(MIXED, [("pupr", Did.PAPER), ("pupr", Did.SIGN)])["pupr"] == Mark.SIGNED


def test_nobody_signs_twice_and_a_signature_is_not_taken_back() -> None:
    marks = replay(MIXED, [("pupr", Did.SIGN)])
    for did in Did:
        assert allows(MIXED, marks, "pupr", did) == Why.ALREADY


def test_stranger_has_no_place() -> None:
    for did in Did:
        assert allows(MIXED, {}, "kota_lain", did) == Why.NO_SUCH_PLACE


@given(
    st.lists(st.lists(st.integers(0, 9), max_size=4), max_size=4),
    st.booleans(),
    st.lists(st.tuples(st.integers(0, 9), st.sampled_from(Did)), max_size=40),
)
def test_whatever_happens_the_mayor_never_signs_before_an_open_place(
    groups: list[list[int]], blocks: bool, events: list[tuple[int, Did]]
) -> None:
    seen: set[int] = set()
    plan = plan_of(
        [[k for k in group if not (k in seen or seen.add(k))] for group in groups], refusal_blocks=blocks
    )
    rank = {place.key: place.group for place in plan.places}
    marks: dict = {}
    for key, did in events:
        if allows(plan, marks, key, did) != Why.OK:
            continue
        if did in {Did.SIGN, Did.PAPER}:
            before = [marks.get(k, Mark.OPEN) for k in rank if rank[k] < rank[key]]
            assert Mark.OPEN not in before or marks.get(key) in {Mark.SKIPPED, Mark.PAPER}
            assert Mark.VACANT not in before or marks.get(key) in {Mark.SKIPPED, Mark.PAPER}
        marks[key] = {Did.SIGN: Mark.SIGNED, Did.PAPER: Mark.PAPER, Did.REFUSE: Mark.REFUSED,
                      Did.SKIP: Mark.SKIPPED, Did.VACATE: Mark.VACANT, Did.SEAT: Mark.OPEN}[did]  # fmt: skip
        now = standing(plan, marks)
        assert now.signed == sum(mark in DONE for mark in marks.values())
        assert all(may_sign(plan, marks, k) == Why.OK for k in now.may)
        if now.group is not None and not now.holding:
            assert now.may, "somebody must be able to go on"

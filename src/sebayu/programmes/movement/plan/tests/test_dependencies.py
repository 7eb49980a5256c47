"""Circles are found however long they are, and nothing else is taken for one."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from sebayu.programmes.movement.plan.dependencies import circle

edges = st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)), max_size=20)


def reaches(found: list[tuple[int, int]], start: int, end: int) -> bool:
    seen, todo = set(), [start]
    while todo:
        here = todo.pop()
        if here == end:
            return True
        if here not in seen:
            seen.add(here)
            todo += [b for a, b in found if a == here]
    return False


def test_nothing_waits_for_itself() -> None:
    assert circle([], ("a", "a")) == ["a", "a"]


def test_a_long_way_round_is_named() -> None:
    assert circle([("b", "c"), ("c", "d"), ("d", "a")], ("a", "b")) == ["a", "b", "c", "d", "a"]


@given(edges, st.tuples(st.integers(0, 7), st.integers(0, 7)))
def test_a_circle_is_there_exactly_when_the_other_end_leads_back(found: list, new: tuple[int, int]) -> None:
    way = circle(found, new)
    assert bool(way) == reaches(found, new[1], new[0])
    if way:
        assert way[0] == way[-1] == new[0]
        steps = list(itertools.pairwise(way))
        assert steps[0] == new
        assert all(step in found for step in steps[1:])

"""Drawing at random, and the same again for whoever knows the seed."""

from hypothesis import given
from hypothesis import strategies as st

from sebayu.programmes.movement.beneficiaries import sampling

FRAME = st.dictionaries(
    st.sampled_from(["gov", "living", "eco"]),
    st.dictionaries(
        st.sampled_from(["sktm", "sku", "skck"]),
        st.lists(st.uuids().map(str), min_size=1, max_size=12, unique=True),
        min_size=1,
    ),
)


@given(FRAME, st.text(min_size=1, max_size=20))
def test_drawing_again_with_the_same_seed_gives_the_same(frame: dict, seed: str) -> None:
    shuffled = {
        s: {k: list(reversed(v)) for k, v in reversed(services.items())} for s, services in frame.items()
    }
    drawn = sampling.order(frame, seed, most=10)
    assert drawn == sampling.order(shuffled, seed, most=10)
    assert sampling.digest(frame) == sampling.digest(shuffled)
    for stratum, cases in drawn.items():
        everybody = [case for cases_ in frame[stratum].values() for case in cases_]
        assert set(cases) <= set(everybody)
        assert len(cases) == min(10, len(everybody))


def test_services_take_turns_so_that_a_rare_one_is_heard() -> None:
    frame = {"gov": {"often": [f"a{n}" for n in range(500)], "rare": ["b1", "b2"]}}
    assert {"b1", "b2"} <= set(sampling.order(frame, "benih", most=5)["gov"])


def test_another_seed_draws_others() -> None:
    frame = {"gov": {"often": [f"a{n}" for n in range(500)]}}
    assert sampling.order(frame, "1", most=5) != sampling.order(frame, "2", most=5)

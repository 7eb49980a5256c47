"""Planning and the breaker, for every combination of what a region may have."""

from dataclasses import dataclass, field

from hypothesis import given
from hypothesis import strategies as st

from sebayu.core.exchange.breaker import FAILURES, FIRST_REST_S, Breaker
from sebayu.core.exchange.planning import Permit, Want, fallback, plan
from sebayu.core.exchange.types import SubjectRef

PATHS = [f"person.p{i}" for i in range(5)]
NAMES = ["a", "b", "c", "registry"]
REF = SubjectRef("person", None, {"nik": "1" * 16})


@dataclass
class FakeSource:
    name: str
    paths: frozenset[str]
    local: bool = False
    label: str = ""
    keyed: bool = True

    def can_ask(self, ref):
        return self.keyed


@dataclass
class FakeGate:
    sources: dict
    permits: dict = field(default_factory=dict)
    compared: frozenset = frozenset()

    def source(self, name):
        return self.sources.get(name)

    def permit(self, name, path):
        return self.permits.get((name, path), Permit(reason="no_agreement"))

    def compares(self, name):
        return name in self.compared


@st.composite
def gates(draw):
    sources = {}
    for name in NAMES:
        if draw(st.booleans()):
            paths = frozenset(draw(st.sets(st.sampled_from(PATHS))))
            sources[name] = FakeSource(name, paths, name == "registry", keyed=draw(st.booleans()))
    modes = st.sampled_from(["value", "verify", ""])
    permits = {}
    for name in sources:
        for path in PATHS:
            mode = "value" if name == "registry" else draw(modes)
            permits[name, path] = Permit(mode=mode, reason="" if mode else "not_covered")
    compared = frozenset(draw(st.sets(st.sampled_from(NAMES))))
    return FakeGate(sources, permits, compared)


def wants():
    return [Want(path, path, "person", REF, ("a", "b", "c", "registry", "manual")) for path in PATHS]


@given(gates())
def test_nothing_is_requested_without_a_permit_and_at_most_once_per_source_and_mode(gate):
    made = plan(wants(), gate)
    keys = [(call.source.name, call.mode) for call in made.calls]
    assert len(keys) == len(set(keys))
    for call in made.calls:
        assert call.source.can_ask(call.ref)
        for want in call.wants:
            permit = gate.permit(call.source.name, want.fact_path)
            assert permit.mode == call.mode
            assert want.fact_path in call.source.paths


@given(gates())
def test_the_most_trusted_open_value_is_always_asked_and_no_remote_one_below_it_needlessly(gate):
    made = plan(wants(), gate)
    for want in wants():
        asked = [
            name
            for name in want.sources
            if any(c.source.name == name and want.path in {w.path for w in c.wants} for c in made.calls)
        ]
        values = [name for name, permit in made.ways[want.path] if permit.mode == "value"]
        if values:
            assert values[0] in asked
            below = [n for n in asked if want.sources.index(n) > want.sources.index(values[0])]
            assert all(n in gate.compared or gate.sources[n].local for n in below)
        ways = {name for name, _permit in made.ways[want.path]}
        closed = {name for name, _reason in made.closed[want.path]}
        assert ways | closed == set(NAMES)
        assert not ways & closed


@given(gates(), st.sets(st.sampled_from(NAMES[:3])))
def test_the_second_round_never_asks_who_failed(gate, down):
    first = plan(wants(), gate)
    failed = {w.path: set(down) for w in wants()}
    for call in fallback(wants(), failed, first, gate):
        assert call.source.name not in down
        assert call.mode == "value"
        assert not call.source.local


@given(st.lists(st.sampled_from(["ok", "fail", "wait"]), max_size=60))
def test_the_breaker_rests_only_after_failures_in_a_row_and_always_lets_one_try_again(events):
    now, row = [0.0], 0
    breaker = Breaker(lambda: now[0])
    for event in events:
        if event == "wait":
            now[0] += 1.0
        elif event == "ok":
            breaker.succeeded("x")
            row = 0
            assert breaker.allows("x")
        else:
            breaker.failed("x")
            row += 1
            if row < FAILURES:
                assert breaker.allows("x")
            if row == FAILURES:
                assert breaker.resting() == ["x"]
        assert breaker.allows("other")
    now[0] += 10_000
    assert breaker.allows("x")


def test_after_the_rest_one_may_try_and_failing_again_doubles_it():
    now = [0.0]
    breaker = Breaker(lambda: now[0])
    for _ in range(FAILURES):
        breaker.failed("x")
    assert not breaker.allows("x")
    now[0] += FIRST_REST_S
    assert breaker.allows("x")
    assert not breaker.allows("x")  # the others wait for the trial
    breaker.failed("x")
    now[0] += FIRST_REST_S
    assert not breaker.allows("x")
    now[0] += FIRST_REST_S
    assert breaker.allows("x")
    breaker.succeeded("x")
    assert breaker.allows("x")
    assert breaker.resting() == []


def test_failures_far_apart_are_forgotten():
    now = [0.0]
    breaker = Breaker(lambda: now[0])
    for _ in range(10):
        breaker.failed("x")
        now[0] += 61
    assert breaker.allows("x")

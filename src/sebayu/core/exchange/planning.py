"""Who is asked for what: the fewest calls that can answer, in order of trust, within agreements. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from sebayu.core.exchange.types import VALUE, Source, SubjectRef
from sebayu.core.facts.vocabulary import PEOPLE


@dataclass(frozen=True)
class Want:
    """One fact to find: its path in the evidence, the vocabulary's path, about whom, and its sources in order of trust."""

    path: str
    fact_path: str
    root: str
    ref: SubjectRef
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Permit:
    """Whether a source may be asked for an element, how, under which agreement; else why not."""

    mode: str = ""  # "value", "verify" or "" for not at all
    agreement: str = ""
    basis: str = ""
    reason: str = ""


class Gate(Protocol):
    def source(self, name: str) -> Source | None: ...
    def permit(self, name: str, fact_path: str) -> Permit: ...
    def compares(self, name: str) -> bool: ...


@dataclass
class Call:
    """One request to one source about one subject, for all elements at once."""

    source: Source
    ref: SubjectRef
    mode: str
    wants: list[Want] = field(default_factory=list)

    @property
    def fact_paths(self) -> frozenset[str]:
        return frozenset(want.fact_path for want in self.wants)

    @property
    def key(self) -> tuple:
        return self.source.name, self.mode, identity(self.ref)


@dataclass
class Plan:
    """Calls to make now, and per wanted fact the ranked ways to it and why the others are closed."""

    calls: list[Call] = field(default_factory=list)
    ways: dict[str, list[tuple[str, Permit]]] = field(default_factory=dict)
    closed: dict[str, list[tuple[str, str]]] = field(default_factory=dict)

    def facts_to_read(self) -> set[str]:
        return {want.path for call in self.calls for want in call.wants}


def plan(wants: Iterable[Want], gate: Gate) -> Plan:
    """Each fact goes to its most trusted open source; local ones answer too, as a second opinion that costs no call."""
    result = Plan()
    calls: dict[tuple, Call] = {}
    for want in wants:
        ways, closed = _ways(want, gate)
        result.ways[want.path], result.closed[want.path] = ways, closed
        for name, permit in _chosen(ways, gate):
            _add(calls, gate.source(name), want, permit.mode)
    result.calls = list(calls.values())
    return result


def fallback(wants: Iterable[Want], failed: Mapping[str, set[str]], first: Plan, gate: Gate) -> list[Call]:
    """Second round: facts whose source failed go to the next remote way that has not been tried."""
    calls: dict[tuple, Call] = {}
    for want in wants:
        rest = [way for way in first.ways[want.path] if way[0] not in failed.get(want.path, set())]
        remote = [(n, p) for n, p in rest if p.mode == VALUE and not _is_local(gate, n)]
        if rest and remote and rest[0] == remote[0]:
            _add(calls, gate.source(remote[0][0]), want, VALUE)
    return list(calls.values())


def _ways(want: Want, gate: Gate) -> tuple[list[tuple[str, Permit]], list[tuple[str, str]]]:
    ways, closed = [], []
    for name in want.sources:
        if name in PEOPLE:
            continue
        source = gate.source(name)
        if source is None or want.fact_path not in source.paths:
            closed.append((name, "not_connected"))
            continue
        permit = gate.permit(name, want.fact_path)
        if not permit.mode:
            closed.append((name, permit.reason))
        elif not source.can_ask(want.ref):
            closed.append((name, "no_key"))
        else:
            ways.append((name, permit))
    return ways, closed


def _chosen(ways: list[tuple[str, Permit]], gate: Gate) -> list[tuple[str, Permit]]:
    """The most trusted value, the verifiers trusted more than it, what answers locally, and what is set to be compared."""
    chosen, have_value = [], False
    for name, permit in ways:
        extra = gate.compares(name) or _is_local(gate, name)
        if not have_value or extra:
            chosen.append((name, permit))
            have_value = have_value or permit.mode == VALUE
    return chosen


def _add(calls: dict[tuple, Call], source: Source | None, want: Want, mode: str) -> None:
    assert source is not None
    call = calls.setdefault((source.name, mode, identity(want.ref)), Call(source, want.ref, mode))
    call.wants.append(want)


def _is_local(gate: Gate, name: str) -> bool:
    source = gate.source(name)
    return source is not None and source.local


def identity(ref: SubjectRef) -> tuple:
    """Two references to the same subject share one call."""
    return ref.kind, ref.id, tuple(sorted(ref.keys.items()))

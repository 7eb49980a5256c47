"""Calling many registers at once, within one deadline. Threads here never touch the database."""

import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from typing import Any

from sebayu.core.exchange.breaker import breaker
from sebayu.core.exchange.errors import SourceDown, SourceError, SourceMalformed, SourceSlow
from sebayu.core.exchange.planning import Call
from sebayu.core.exchange.types import VERIFY, Answer

# Bounded by the sources' own time-outs: a thread never outlives its call's deadline by more than one network read.
_pool = ThreadPoolExecutor(max_workers=16, thread_name_prefix="exchange")


@dataclass(frozen=True)
class Outcome:
    """What came of one call: an answer or the error, and how long it took."""

    call: Call
    answer: Answer | None
    error: SourceError | None
    ms: int

    @property
    def word(self) -> str:
        """In one word: found, not_found, or the reason why there is no answer."""
        if self.error or self.answer is None:
            return self.error.reason if self.error else "down"
        return "found" if self.answer.found else "not_found"

    def to_json(self) -> dict:
        return {
            "source": self.call.source.name,
            "mode": self.call.mode,
            "facts": sorted(want.path for want in self.call.wants),
            "outcome": self.word,
            "ms": self.ms,
        }


def run_local(calls: Sequence[Call]) -> list[Outcome]:
    """Our own registers, in the calling thread and its transaction."""
    return [_one(call, {}, 1.0) for call in calls]


def run_remote(
    calls: Sequence[Call],
    claims: Mapping[tuple, Mapping[str, Any]],
    deadline: float,
    limit_of: Callable[[str], float],
) -> list[Outcome]:
    """All calls at once; whoever has not answered at the deadline counts as slow, and its answer is thrown away."""
    started = time.monotonic()
    pending: dict[Future, Call] = {}
    for call in calls:
        timeout = max(0.01, min(deadline - started, limit_of(call.source.name)))
        pending[_pool.submit(_one, call, claims.get(call.key, {}), timeout)] = call
    done, late = wait(pending, timeout=max(0.0, deadline - time.monotonic()))
    for future in late:
        future.cancel()
    ms = round((time.monotonic() - started) * 1000)
    outcomes = [future.result() for future in pending if future in done]
    outcomes += [
        Outcome(pending[f], None, SourceSlow(pending[f].source.label), ms) for f in pending if f in late
    ]
    for outcome in outcomes:
        _tell_breaker(outcome)
    return outcomes


def _one(call: Call, claims: Mapping[str, Any], timeout: float) -> Outcome:
    started = time.monotonic()
    answer, error = None, None
    try:
        if call.mode == VERIFY:
            answer = call.source.verify(call.ref, claims, timeout=timeout)
        else:
            answer = call.source.fetch(call.ref, call.fact_paths, timeout=timeout)
    except SourceError as found:
        error = found
    except (ValueError, TypeError, KeyError, AttributeError) as found:
        # A shape no mapping foresaw is the register's malformed answer, never our crash; local sources may not hide bugs.
        if call.source.local:
            raise
        error = SourceMalformed(call.source.label, type(found).__name__)
    return Outcome(call, answer, error, round((time.monotonic() - started) * 1000))


def _tell_breaker(outcome: Outcome) -> None:
    if isinstance(outcome.error, SourceDown | SourceSlow):
        breaker.failed(outcome.call.source.name)
    elif outcome.error is None:
        breaker.succeeded(outcome.call.source.name)

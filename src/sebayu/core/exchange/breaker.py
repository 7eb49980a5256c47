"""Leave a register in peace after repeated failures, so that one that is down does not slow every request.

Each process learns for itself after three failures and forgets with time; nothing is stored, so no row is fought over.
"""

import threading
import time
from collections.abc import Callable

FAILURES = 3
FIRST_REST_S, LONGEST_REST_S = 15.0, 300.0
FORGET_S = 60.0


class Breaker:
    """Closed: calls pass. Resting: none do. After the rest one call may try; its failure doubles the rest."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock, self._lock = clock, threading.Lock()
        self._failures: dict[str, tuple[int, float]] = {}
        self._resting: dict[str, tuple[float, float]] = {}

    def allows(self, source: str) -> bool:
        with self._lock:
            until, rest = self._resting.get(source, (0.0, 0.0))
            now = self._clock()
            if now < until:
                return False
            if rest:  # the trial: others wait until it has told
                self._resting[source] = (now + rest, rest)
            return True

    def succeeded(self, source: str) -> None:
        with self._lock:
            self._failures.pop(source, None)
            self._resting.pop(source, None)

    def failed(self, source: str) -> None:
        with self._lock:
            now = self._clock()
            count, last = self._failures.get(source, (0, now))
            count = 1 if now - last > FORGET_S and source not in self._resting else count + 1
            self._failures[source] = (count, now)
            if count >= FAILURES:
                rest = (
                    min(self._resting[source][1] * 2, LONGEST_REST_S)
                    if source in self._resting
                    else FIRST_REST_S
                )
                self._resting[source] = (now + rest, rest)

    def resting(self) -> list[str]:
        """Which sources are being left in peace now; for the health page."""
        with self._lock:
            now = self._clock()
            return sorted(source for source, (until, _rest) in self._resting.items() if now < until)

    def forget(self) -> None:
        with self._lock:
            self._failures.clear()
            self._resting.clear()


breaker = Breaker()

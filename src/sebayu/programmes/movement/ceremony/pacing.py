"""How often a screen asks. Two hundred phones that ask every second would fill every thread of the house.

Each process knows who asked lately and tells each how long to pause, so that all of them together ask about as often as a few screens.
"""

from __future__ import annotations

import math
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable

A_SECOND = 20  # how many onlookers may ask in one second
LATELY = 40.0  # longer than the longest pause, so that nobody who pauses is forgotten
LONGEST = 20


class Pace:
    """The onlookers of one process, by the moment they last asked."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock, self._lock = clock, threading.Lock()
        self._asked: OrderedDict[Hashable, float] = OrderedDict()

    def pause(self, who: Hashable) -> int:
        """Seconds until this one asks again."""
        with self._lock:
            now = self._clock()
            self._asked[who] = now
            self._asked.move_to_end(who)
            while next(iter(self._asked.values())) < now - LATELY:
                self._asked.popitem(last=False)
            return min(LONGEST, max(1, math.ceil(len(self._asked) / A_SECOND)))


onlookers = Pace()

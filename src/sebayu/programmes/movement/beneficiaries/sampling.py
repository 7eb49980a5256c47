"""Drawing beneficiaries from real cases: at random, and the same again for whoever knows the seed. Pure.

Each stratum (a dimension) is put into one order: its services take turns, within a service the order is that of a digest of seed and case.
The first ones are asked; who refuses, or does not answer, gives way to the next.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from itertools import zip_longest

Frame = Mapping[str, Mapping[str, Iterable[str]]]  # stratum -> service -> case ids


def rank(seed: str, key: str) -> str:
    return hashlib.sha256(f"{seed}:{key}".encode()).hexdigest()


def order(frame: Frame, seed: str, *, most: int) -> dict[str, list[str]]:
    """The order in which cases of each stratum are asked, at most so many."""
    drawn = {}
    for stratum, services in sorted(frame.items()):
        queues = [
            sorted(cases, key=lambda case: rank(seed, case))[:most]
            for _service, cases in sorted(services.items(), key=lambda pair: rank(seed, pair[0]))
        ]
        turns = [case for turn in zip_longest(*queues) for case in turn if case is not None]
        drawn[stratum] = turns[:most]
    return drawn


def digest(frame: Frame) -> str:
    """What the frame was when the sample was drawn, so that drawing again can be checked against the same cases."""
    found = hashlib.sha256()
    for stratum, services in sorted(frame.items()):
        for service, cases in sorted(services.items()):
            for case in sorted(cases):
                found.update(f"{stratum}|{service}|{case}\n".encode())
    return found.hexdigest()

"""Told to fail: which simulator, how, how often and for how long."""

from __future__ import annotations

import random
import threading
import time
from dataclasses import dataclass, field
from typing import Any

# What the server does by itself, and what the simulator has to show in its answer.
TRANSPORT = {"slow", "timeout", "error_500", "malformed", "drop_after_work", "http200_error", "down"}
ANSWERS = {"stale", "wrong_clock", "quota", "wrong_signer", "expired_certificate", "tampered", "unsigned"}
KINDS = TRANSPORT | ANSWERS
SECONDS = {"slow": 2.0, "timeout": 60.0, "wrong_clock": 347.0}


class UnknownFault(ValueError):
    pass


@dataclass
class Fault:
    """`seconds` is how long (slow, timeout) or how far off (wrong_clock); `for_seconds` ends the fault by itself."""

    simulator: str
    fault: str
    rate: float = 1.0
    seconds: float = 0.0
    count: int | None = None
    until: float | None = None
    hits: int = 0

    def plain(self) -> dict[str, Any]:
        left = None if self.count is None else max(self.count - self.hits, 0)
        return {"simulator": self.simulator, "fault": self.fault, "rate": self.rate, "seconds": self.seconds,
                "left": left, "hits": self.hits}  # fmt: skip


@dataclass
class Faults:
    """The first active fault for a simulator wins. Rates are drawn from a fixed seed, so a test sees the same run."""

    known: frozenset[str]
    _list: list[Fault] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _random: random.Random = field(default_factory=lambda: random.Random(20_26))  # noqa: S311

    def add(self, spec: dict[str, Any]) -> Fault:
        name, kind = str(spec.get("simulator", "")), str(spec.get("fault", ""))
        if name not in self.known | {"*"}:
            raise UnknownFault(f"unknown simulator; one of {sorted(self.known)} or *")
        if kind not in KINDS:
            raise UnknownFault(f"unknown fault; one of {sorted(KINDS)}")
        try:
            rate, seconds = float(spec.get("rate", 1.0)), float(spec.get("seconds", SECONDS.get(kind, 0.0)))
            count = None if spec.get("count") is None else int(spec["count"])
            lasts = spec.get("for_seconds")
            until = None if lasts is None else time.monotonic() + float(lasts)
        except (TypeError, ValueError):
            raise UnknownFault("rate, seconds, count and for_seconds are numbers") from None
        fault = Fault(name, kind, rate, seconds, count, until)
        with self._lock:
            self._list.append(fault)
        return fault

    def clear(self, simulator: str = "") -> None:
        with self._lock:
            self._list[:] = [f for f in self._list if simulator and f.simulator != simulator]

    def take(self, simulator: str) -> Fault | None:
        with self._lock:
            for fault in self._list:
                if fault.simulator not in (simulator, "*"):
                    continue
                if fault.count is not None and fault.hits >= fault.count:
                    continue
                if fault.until is not None and time.monotonic() > fault.until:
                    continue
                if fault.rate < 1 and self._random.random() >= fault.rate:
                    continue
                fault.hits += 1
                return fault
        return None

    def plain(self) -> list[dict[str, Any]]:
        with self._lock:
            return [f.plain() for f in self._list]

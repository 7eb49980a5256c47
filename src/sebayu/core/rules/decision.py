"""The words of a decision: clauses in, reasons out. Everything is data and survives a trip through JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Literal

Outcome = Literal["yes", "no", "unknown"]
OnUnknown = Literal["officer", "ask", "refuse"]


@dataclass(frozen=True)
class Clause:
    """One requirement. All clauses of a rule that are in force on the day must hold."""

    when: str  # CEL, must give true or false
    because: str  # said when it holds
    otherwise: str  # said when it does not
    cite: str  # the legal source
    valid_from: date | None = None  # first day in force
    valid_until: date | None = None  # last day in force
    on_unknown: OnUnknown = "officer"
    id: str = ""

    def in_force(self, on: date) -> bool:
        if self.valid_from is not None and on < self.valid_from:
            return False
        return self.valid_until is None or on <= self.valid_until


@dataclass(frozen=True)
class Reason:
    ok: bool | None
    text: str
    cite: str
    facts_used: tuple[str, ...] = ()
    id: str = ""
    missing: tuple[str, ...] = ()  # facts that were not known and without which the clause stayed open
    on_unknown: OnUnknown = "officer"
    error: str = ""  # why it could not be worked out, never with a value in it

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Reason:
        lists = {name: tuple(data.get(name, ())) for name in ("facts_used", "missing")}
        return cls(**{**data, **lists})


@dataclass(frozen=True)
class Decision:
    outcome: Outcome
    reasons: tuple[Reason, ...]
    on: date
    rule_version: str = ""

    @property
    def missing(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(path for reason in self.reasons for path in reason.missing))

    def to_json(self) -> dict[str, Any]:
        return {
            "outcome": self.outcome,
            "on": self.on.isoformat(),
            "rule_version": self.rule_version,
            "reasons": [
                {**asdict(reason), "facts_used": list(reason.facts_used), "missing": list(reason.missing)}
                for reason in self.reasons
            ],
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Decision:
        return cls(
            outcome=data["outcome"],
            reasons=tuple(Reason.from_json(reason) for reason in data["reasons"]),
            on=date.fromisoformat(data["on"]),
            rule_version=data.get("rule_version", ""),
        )

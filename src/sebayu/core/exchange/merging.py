"""From what the sources said to items of evidence: the most trusted answer, with every other one beside it. Pure."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from sebayu.core.exchange.calling import Outcome
from sebayu.core.exchange.normal import same
from sebayu.core.exchange.planning import Permit, Plan, Want, identity
from sebayu.core.exchange.types import VALUE, VERIFY, Item, Other
from sebayu.core.facts.kinds import coerce

TROUBLED = {"down", "slow", "malformed", "refused", "stale", "resting"}
HUMAN_WAYS = ("manual", "attest", "ask")


@dataclass(frozen=True)
class Opinion:
    """What one source had to say about one fact."""

    source: str
    mode: str
    permit: Permit
    value: Any = None
    matches: bool | None = None
    score: int | None = None
    as_of: datetime | None = None
    reason: str = ""

    def other(self) -> Other:
        status = "unavailable" if self.reason in TROUBLED else "missing" if self.reason else "known"
        return Other(self.source, self.mode, status, self.value, _iso(self.as_of), self.reason)


@dataclass
class Merger:
    """Everything known about one gathering, to merge one wanted fact after the other."""

    plan: Plan
    outcomes: Mapping[tuple, Outcome]
    kinds: Callable[[str], str]
    max_age_days: Callable[[str], int | None]
    now: datetime
    basis: str
    claims: Mapping[tuple, Mapping[str, tuple[str, Any]]] = field(default_factory=dict)

    def item(self, want: Want) -> Item:
        opinions = [o for way in self.plan.ways[want.path] if (o := self._opinion(want, *way))]
        closed = [Opinion(name, "", Permit(), reason=reason) for name, reason in self.plan.closed[want.path]]
        verdict = next((o for o in opinions if o.mode == VERIFY and o.matches is not None), None)
        value = next((o for o in opinions if o.mode == VALUE and not o.reason), None)
        if verdict and (value is None or opinions.index(verdict) < opinions.index(value)):
            item = self._verified(want, verdict, opinions)
        elif value:
            item = self._known(value, opinions)
        else:
            item = self._unknown(want, [*opinions, *closed])
        return replace(item, kind=self.kinds(want.fact_path))

    def _opinion(self, want: Want, name: str, permit: Permit) -> Opinion | None:
        outcome = self.outcomes.get((name, permit.mode, identity(want.ref)))
        if outcome is None:
            return None
        answer = outcome.answer
        if answer is None:
            return Opinion(name, permit.mode, permit, reason=outcome.word)
        reading = answer.readings.get(want.fact_path)
        if not answer.found and reading is None:
            return Opinion(name, permit.mode, permit, reason="not_found", as_of=answer.as_of)
        if permit.mode == VERIFY:
            matches = reading.matches if reading else None
            score = reading.score if reading else None
            return Opinion(name, VERIFY, permit, matches=matches, score=score, as_of=answer.as_of)
        value, reason = self._value(want, reading.value if reading else None)
        age = self.max_age_days(name)
        if not reason and age is not None and answer.as_of and (self.now - answer.as_of).days > age:
            reason = "stale"
        return Opinion(name, VALUE, permit, value, as_of=answer.as_of, reason=reason)

    def _value(self, want: Want, value: Any) -> tuple[Any, str]:
        if value is None or value == "":
            return None, "empty"
        try:
            return coerce(self.kinds(want.fact_path), value), ""
        except ValueError:
            return None, "malformed"

    def _known(self, best: Opinion, opinions: list[Opinion]) -> Item:
        higher = opinions[: opinions.index(best)]
        others = [o for o in opinions if o is not best and (o.reason or not same(o.value, best.value))]
        others = [o for o in others if o.mode == VALUE or o.reason]
        differs = any(not o.reason for o in others)
        unknown_above = any(o.reason == "not_found" for o in higher)
        reason = (
            "differs" if differs else "not_found" if unknown_above else higher[0].reason if higher else ""
        )
        return self._base(
            best,
            value=best.value,
            status="conflict" if differs or unknown_above else "known",
            others=tuple(o.other() for o in others),
            reason=reason,
            next="manual" if differs or unknown_above else "",
        )

    def _verified(self, want: Want, verdict: Opinion, opinions: list[Opinion]) -> Item:
        source, claim = self._claim(want, verdict)
        claimed = Other(source, VALUE if source != "ask" else "ask", "known", claim)
        rest = tuple(o.other() for o in opinions if o is not verdict and o.source != source and o.reason)
        if verdict.matches:
            others = (Other(source, claimed.mode, "known"), *rest)
            return self._base(verdict, value=claim, status="verified", score=verdict.score, others=others)
        return self._base(
            verdict,
            status="conflict",
            score=verdict.score,
            others=(claimed, *rest),
            reason="not_matched",
            next="manual",
        )

    def _claim(self, want: Want, verdict: Opinion) -> tuple[str, Any]:
        return self.claims[verdict.source, VERIFY, identity(want.ref)][want.fact_path]

    def _unknown(self, want: Want, opinions: Iterable[Opinion]) -> Item:
        told = [o for o in opinions if o.reason]
        told.sort(key=lambda o: want.sources.index(o.source))
        troubled = next((o for o in told if o.reason in TROUBLED), None)
        first = troubled or (told[0] if told else None)
        way = next((s for s in want.sources if s in HUMAN_WAYS), "manual")
        reason = (
            first.reason
            if first
            else {"ask": "only_citizen", "attest": "judgement"}.get(way, "not_connected")
        )
        return Item(
            status="unavailable" if troubled else "missing",
            source=first.source if first else "",
            reason=reason,
            next=way,
            others=tuple(o.other() for o in told if o.value is not None),
            fetched_at=_iso(self.now),
        )

    def _base(self, opinion: Opinion, **changes: Any) -> Item:
        return Item(
            source=opinion.source,
            mode=opinion.mode,
            as_of=_iso(opinion.as_of),
            fetched_at=_iso(self.now),
            basis=opinion.permit.basis or self.basis,
            agreement=opinion.permit.agreement,
            **changes,
        )


def _iso(moment: datetime | None) -> str:
    return moment.isoformat(timespec="seconds") if moment else ""

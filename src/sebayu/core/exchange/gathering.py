"""Gathering the evidence of one request: few calls, all at once, within a deadline, with the ledger entry first.

The read is entered in the ledger in the same transaction that makes the evidence's row, before any source is asked: nothing is
ever read without an entry, and an attempt that fails is an entry too. Answers are then added to that row. No database
transaction of ours stays open while a register is thinking.
"""

import time
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.utils import timezone

from sebayu.core.exchange import calling
from sebayu.core.exchange.gateway import Gateway
from sebayu.core.exchange.merging import Merger
from sebayu.core.exchange.models import Evidence
from sebayu.core.exchange.planning import Call, Plan, Want, fallback, plan
from sebayu.core.exchange.subjects import Subjects, resolve
from sebayu.core.exchange.types import VERIFY, Item, Other, SubjectRef
from sebayu.core.exchange.wants import paths_of, wants_of
from sebayu.core.facts import vocabulary
from sebayu.core.facts.kinds import coerce
from sebayu.core.ledger import Actor, Purpose
from sebayu.core.ledger.access import writing
from sebayu.core.ledger.actions import record
from sebayu.core.services.model import Service


def gather(
    *,
    service: Service,
    roles: Mapping[str, SubjectRef],
    by: Actor,
    purpose: Purpose,
    answers: Mapping[str, Any] | None = None,
    deadline_s: float = 4.0,
    keep: Evidence | None = None,
) -> Evidence:
    """Every fact the service needs, each with value, source, mode, time and agreement, or who is to be asked for it.

    `answers` are the citizen's, by key of the question. `keep` is earlier evidence whose answers by people stay.
    Never raises because a source failed: such a fact is `unavailable` and becomes a question to an officer.
    """
    return Gathering(service, by, purpose, dict(answers or {}), keep, time.monotonic() + deadline_s).run(
        roles
    )


class Gathering:
    def __init__(
        self,
        service: Service,
        by: Actor,
        purpose: Purpose,
        answers: dict[str, Any],
        keep: Evidence | None,
        deadline: float,
    ) -> None:
        self.service, self.by, self.purpose = service, by, purpose
        self.answers, self.keep, self.deadline = answers, keep, deadline
        self.now = timezone.now()
        self.outcomes: dict[tuple, calling.Outcome] = {}
        self.claims: dict[tuple, dict[str, tuple[str, Any]]] = {}

    def run(self, roles: Mapping[str, SubjectRef]) -> Evidence:
        with writing():
            evidence, subjects = self._begin(roles)
            self._take(calling.run_local([call for call in self.plan.calls if call.source.local]))
        self._ask_remote()
        self._fill(evidence, subjects)
        with writing():
            evidence.save(update_fields=["contents", "calls", "gathered_at"])
        return evidence

    def _begin(self, roles: Mapping[str, SubjectRef]) -> tuple[Evidence, Subjects]:
        """The plan, the ledger's entry and the evidence's row, together or not at all."""
        paths = paths_of(self.service)
        subjects = resolve(self.service, roles, paths, by=self.by, purpose=self.purpose)
        self.gateway = Gateway.load(by=self.by, service=self.service.key, day=timezone.localdate(self.now))
        self.wants = wants_of(paths, subjects)
        self.plan: Plan = plan(self.wants, self.gateway)
        evidence = Evidence.objects.create(
            service_key=self.service.key,
            service_version=self.service.version,
            case_id=self.purpose.case_id,
            roles={root: ref.to_json() for root, ref in subjects.refs.items()},
            kinds=subjects.kinds,
            own_roots=sorted(subjects.own_roots),
            needs=list(self.service.needs),
            purpose=self.purpose.text,
            basis=self.purpose.basis,
        )
        record(
            by=self.by,
            act="read",
            purpose=self.purpose,
            subjects=subjects.person_ids,
            facts=self.plan.facts_to_read(),
            detail={
                "evidence": str(evidence.pk),
                "sources": sorted({c.source.name for c in self.plan.calls}),
            },
        )
        return evidence, subjects

    def _ask_remote(self) -> None:
        """First round to the most trusted; what failed there gets a second way if there is one and time is left."""
        remote = [call for call in self.plan.calls if not call.source.local]
        self._call(remote)
        failed: dict[str, set[str]] = {}
        for outcome in self.outcomes.values():
            if outcome.error:
                for want in outcome.call.wants:
                    failed.setdefault(want.path, set()).add(outcome.call.source.name)
        lost = [want for want in self.wants if want.path in failed]
        if lost and time.monotonic() < self.deadline:
            self._call(fallback(lost, failed, self.plan, self.gateway))

    def _call(self, calls: list[Call]) -> None:
        ready, values = [], {}
        for call in calls:
            if call.mode == VERIFY:
                claims = {w.fact_path: claim for w in call.wants if (claim := self._claim(w))}
                if not claims:
                    continue
                self.claims[call.key] = claims
                values[call.key] = {path: value for path, (_source, value) in claims.items()}
            ready.append(call)
        if ready:
            self._take(calling.run_remote(ready, values, self.deadline, self.gateway.timeout_s))

    def _claim(self, want: Want) -> tuple[str, Any] | None:
        """What a register is asked to confirm: our own register's value, else what the citizen answered."""
        for (name, _mode, _subject), outcome in self.outcomes.items():
            if outcome.answer and outcome.call.ref == want.ref and outcome.call.source.local:
                reading = outcome.answer.readings.get(want.fact_path)
                if reading and reading.value not in (None, ""):
                    return name, reading.value
        for ask in self.service.asks.values():
            if ask.answers == want.path and self.answers.get(ask.key) not in (None, ""):
                return "ask", self.answers[ask.key]
        return None

    def _take(self, outcomes: list[calling.Outcome]) -> None:
        self.outcomes |= {outcome.call.key: outcome for outcome in outcomes}

    def _fill(self, evidence: Evidence, subjects: Subjects) -> None:
        merger = Merger(
            plan=self.plan,
            outcomes=self.outcomes,
            kinds=_kind,
            max_age_days=self.gateway.max_age_days,
            now=self.now,
            basis=self.purpose.basis,
            claims=self.claims,
        )
        for want in self.wants:
            evidence.put(want.path, merger.item(want))
        for path in paths_of(self.service):
            if path not in evidence.items:
                evidence.put(path, Item(kind=_kind(evidence.fact_path(path)), reason="no_key", next="manual"))
        self._add_deaths(evidence, subjects)
        self._add_answers(evidence)
        if self.keep is not None:
            _keep_people(evidence, self.keep)
        settle_void(evidence)
        evidence.calls = [outcome.to_json() for outcome in self.outcomes.values()]
        evidence.gathered_at = timezone.now()

    def _add_deaths(self, evidence: Evidence, subjects: Subjects) -> None:
        """A register that says somebody is dead is heard even where no element of it was asked for."""
        for outcome in self.outcomes.values():
            told = outcome.answer.readings.get("person.alive") if outcome.answer else None
            if told is None or told.value is not False:
                continue
            for root in (r for r, ref in subjects.refs.items() if ref == outcome.call.ref):
                before = evidence.items.get(f"{root}.alive", Item())
                if before.value is not False:
                    evidence.put(
                        f"{root}.alive",
                        dead(before, outcome, self.now.isoformat(timespec="seconds"), evidence.basis),
                    )

    def _add_answers(self, evidence: Evidence) -> None:
        for ask in self.service.asks.values():
            if self.answers.get(ask.key) not in (None, ""):
                put_answer(
                    evidence,
                    ask.path,
                    ask.answers,
                    self.answers[ask.key],
                    self.now.isoformat(timespec="seconds"),
                )


def dead(before: Item, outcome: calling.Outcome, at: str, basis: str) -> Item:
    others = before.others
    if before.value is True:
        others = (Other(before.source, before.mode, "known", value=True, as_of=before.as_of), *others)
    return Item(
        value=False,
        kind="bool",
        source=outcome.call.source.name,
        mode=outcome.call.mode,
        status="conflict" if before.value is True else "known",
        reason="differs" if before.value is True else "",
        next="manual" if before.value is True else "",
        as_of=outcome.answer.as_of.isoformat(timespec="seconds")
        if outcome.answer and outcome.answer.as_of
        else "",
        fetched_at=at,
        basis=basis,
        others=others,
    )


def put_answer(evidence: Evidence, path: str, fact_path: str, value: Any, at: str) -> None:
    """The citizen's answer, and the fact it becomes where no register has one."""
    item = Item(
        value=value, source="ask", mode="ask", status="known", as_of=at, fetched_at=at, basis=evidence.basis
    )
    evidence.put(path, item)
    before = evidence.items.get(fact_path, Item())
    if fact_path and not before.usable:  # also where a register said there is none: that is why it was asked
        if before.status == "conflict":
            return  # a register said no to it: an officer decides
        kind = _kind(evidence.fact_path(fact_path))
        try:
            typed = coerce(kind, value) if kind else value
        except ValueError:
            return
        evidence.put(fact_path, replace(item, value=typed, kind=kind, others=before.others))


def settle_void(evidence: Evidence) -> None:
    """What cannot exist is not missing: no spouse of the unmarried, no NIB of an unregistered business."""
    for path, item in list(evidence.items.items()):
        fact = vocabulary().get(evidence.fact_path(path))
        if fact is None or item.usable or not fact.known_when:
            continue
        root = path.split(".", 1)[0]
        conditions = {name: evidence.items.get(f"{root}.{name}") for name in fact.known_when}
        if any(
            c and c.usable and c.status != "conflict" and c.value != fact.known_when[n]
            for n, c in conditions.items()
        ):
            evidence.put(
                path,
                Item(kind=item.kind, status="known", reason="not_applicable", fetched_at=item.fetched_at),
            )


def _keep_people(evidence: Evidence, earlier: Evidence) -> None:
    """What people answered, vouched for or looked up is not asked again, unless a register now answers by itself."""
    for path, item in earlier.items.items():
        if item.mode in {"ask", "attest", "manual"} and item.usable:
            now = evidence.items.get(path)
            if now is None or not now.usable:
                evidence.put(path, item)


def _kind(fact_path: str) -> str:
    fact = vocabulary().get(fact_path)
    return fact.kind if fact else ""

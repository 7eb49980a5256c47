"""Running a worked example: what was expected, and what came out instead."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sebayu.core.facts.mark import _
from sebayu.core.rules import Decision, Reason
from sebayu.core.services.conditions import as_facts
from sebayu.core.services.model import Example, Service, Step
from sebayu.core.services.plan import decide, is_automatic, is_complete, plan_steps, questions

_DECISIVE = {"yes": True, "no": False, "unknown": None}


@dataclass(frozen=True)
class Result:
    outcome: str
    decision: Decision | None
    steps: tuple[Step, ...]
    asks: int  # questions that met the citizen on arrival
    automatic: bool


def run(service: Service, example: Example) -> Result:
    if service.obsolete:
        return Result("obsolete", None, (), 0, False)
    on = date.fromisoformat(example.on)
    facts = {**example.facts, **as_facts(service, example.answers)}
    complete = example.evidence_complete
    if complete is None:
        complete = is_complete(service, facts, on=on)
    decision = decide(service, facts, on=on, evidence_complete=complete, area_kind=example.area_kind)
    steps = plan_steps(service, facts, evidence_complete=complete, area_kind=example.area_kind, on=on)
    automatic = is_automatic(
        service, facts, evidence_complete=complete, area_kind=example.area_kind, on=on, enabled=True
    )
    asked = len(questions(service, example.facts, on=on))
    return Result(decision.outcome, decision, tuple(steps), asked, automatic)


def mismatches(service: Service, example: Example) -> list[str]:
    """What came out differently from what the example expects, in words for its author; empty when it holds."""
    result = run(service, example)
    expect = example.expect
    found = []
    if result.outcome != expect["outcome"]:
        text = _("putusan {got}, seharusnya {want}")
        found.append(text.format(got=result.outcome, want=expect["outcome"]))
    if "reasons" in expect and result.decision is not None:
        found += _reasons(result.decision, list(expect["reasons"]))
    if "steps" in expect:
        got = [step.key for step in result.steps]
        if got != list(expect["steps"]):
            text = _("langkah {got}, seharusnya {want}")
            found.append(text.format(got=", ".join(got) or "-", want=", ".join(expect["steps"]) or "-"))
    for name, value in (("asks", result.asks), ("automatic", result.automatic)):
        if name in expect and expect[name] != value:
            found.append(
                _("{name}: {got}, seharusnya {want}").format(name=name, got=value, want=expect[name])
            )
    return found


def _reasons(decision: Decision, wanted: list[str]) -> list[str]:
    """Expected reasons are ids or whole sentences. A refusal has to be expected completely; a yes may name a few."""
    decisive = [reason for reason in decision.reasons if reason.ok is _DECISIVE[decision.outcome]]
    found = [
        _("alasan tidak muncul: {text}").format(text=text) for text in wanted if not _named(text, decisive)
    ]
    if decision.outcome != "yes":
        names = set(wanted)
        extra = [reason for reason in decisive if not names & {reason.id, reason.text}]
        found += [_("alasan tidak terduga: {text}").format(text=reason.id or reason.text) for reason in extra]
    return found


def _named(text: str, reasons: list[Reason]) -> bool:
    return any(text in (reason.id, reason.text) for reason in reasons)

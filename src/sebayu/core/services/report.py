"""What a declaration saves people: facts needed, fetched, asked, and copies nobody has to make."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from sebayu.core.facts import Vocabulary, vocabulary
from sebayu.core.services.conditions import fact_of
from sebayu.core.services.model import Ask, Service
from sebayu.core.services.proof import is_closed_when_known


@dataclass(frozen=True)
class Report:
    """For a resident whose registers are connected. `asked` are questions to type or choose; `chosen` are people or
    things picked from one's own family card or registers; `attested` is what RT or RW is asked instead."""

    service: str
    title: str
    needed: tuple[str, ...]
    known: tuple[str, ...]  # facts a register gives
    by_hand: tuple[str, ...]  # facts an officer looks up because no register is connected for them
    asked: tuple[str, ...]  # keys of the questions that can come up
    chosen: tuple[str, ...]
    attested: tuple[str, ...]
    copies_avoided: tuple[str, ...]
    obsolete: bool = False

    def to_json(self) -> dict[str, Any]:
        return {
            key: list(value) if isinstance(value, tuple) else value for key, value in asdict(self).items()
        }


def report(service: Service, vocab: Vocabulary | None = None) -> Report:
    words = vocabulary() if vocab is None else vocab
    facts = {path: fact_of(service, path, words) for path in service.needs}
    known = tuple(path for path, fact in facts.items() if fact and fact.registers)
    attested = tuple(step.fact for step in service.steps if step.fact)
    filled = {ask.answers for ask in service.asks.values() if ask.answers}
    by_hand = tuple(
        path for path in facts if path not in known and path not in attested and path not in filled
    )
    searched = tuple(name for name, role in service.roles.items() if role.chosen_from == "search")
    return Report(
        service=service.key,
        title=service.title,
        needed=service.needs,
        known=known,
        by_hand=by_hand,
        asked=(
            *searched,
            *(ask.key for ask in service.asks.values() if not _never_comes(service, ask, words)),
        ),
        chosen=tuple(name for name in service.roles if name not in searched),
        attested=attested,
        copies_avoided=service.replaces,
        obsolete=service.obsolete is not None,
    )


def _never_comes(service: Service, ask: Ask, vocab: Vocabulary) -> bool:
    """A question that stands in for a register does not come up where the register answers."""
    return bool(ask.answers) and is_closed_when_known(service, ask, vocab)


def totals(reports: Mapping[str, Report]) -> dict[str, int]:
    """The figures of a catalogue: how many letters ask nothing, how many at most one question."""
    letters = [one for one in reports.values() if not one.obsolete]
    return {
        "letters": len(letters),
        "ask_none": sum(not one.asked for one in letters),
        "ask_at_most_one": sum(len(one.asked) <= 1 for one in letters),
        "needed": sum(len(one.needed) for one in letters),
        "known": sum(len(one.known) for one in letters),
        "asked": sum(len(one.asked) for one in letters),
        "copies_avoided": sum(len(one.copies_avoided) for one in letters),
    }

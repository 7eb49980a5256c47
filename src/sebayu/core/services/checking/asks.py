"""No needless question: what a source can answer is never asked."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rapidfuzz import fuzz

from sebayu.core.facts import Fact, Vocabulary
from sebayu.core.facts.mark import _
from sebayu.core.services.checking.paths import wrong_path
from sebayu.core.services.checking.places import problem
from sebayu.core.services.conditions import fact_of
from sebayu.core.services.errors import Problem
from sebayu.core.services.model import Ask, Service
from sebayu.core.services.proof import is_closed_when_known
from sebayu.core.services.words import QUESTION_NOISE, QUESTION_WHOSE

ALIKE = 92.0


def problems(service: Service, vocab: Vocabulary) -> list[Problem]:
    found: list[Problem] = []
    for key, ask in service.asks.items():
        for index, path in enumerate(ask.differs_from):
            found += _unknown(service, vocab, f"asks.{key}.differs_from.{index}", path)
        found += _declared(service, vocab, ask) if ask.answers else _similar(service, vocab, ask)
    return found


def _unknown(service: Service, vocab: Vocabulary, place: str, path: str) -> list[Problem]:
    return [] if path in vocab else wrong_path(service, vocab, place, path)


def _declared(service: Service, vocab: Vocabulary, ask: Ask) -> Iterator[Problem]:
    fact = fact_of(service, ask.answers, vocab)
    if fact is None or not fact.registers or is_closed_when_known(service, ask, vocab):
        return
    yield _needless(service, ask, fact)


def _similar(service: Service, vocab: Vocabulary, ask: Ask) -> Iterator[Problem]:
    differs = {path.split(".", 1)[1] for path in ask.differs_from}
    for fact in vocab.values():
        if fact.registers and fact.name not in differs and _sounds_like(ask, fact):
            yield _needless(service, ask, fact)
            return


def _sounds_like(ask: Ask, fact: Fact) -> bool:
    if ask.key == fact.name or ask.key == fact.path.replace(".", "_"):
        return True
    asked = _content(ask.label)
    anybodys = " ".join(word for word in asked.split() if word not in QUESTION_WHOSE)
    known = [_content(label) for label in (fact.label, *fact.words)]
    return any(_same(asked, one) or (fact.subject == "person" and _same(anybodys, one)) for one in known)


def _same(asked: str, known: str) -> bool:
    if not asked or not known:
        return False
    return asked == known or (
        min(len(asked), len(known)) >= 6 and fuzz.token_sort_ratio(asked, known) >= ALIKE
    )


def _content(text: str) -> str:
    return " ".join(word for word in re.findall(r"[a-z0-9]+", text.casefold()) if word not in QUESTION_NOISE)


def _needless(service: Service, ask: Ask, fact: Fact) -> Problem:
    what = _("Pertanyaan {key} menanyakan {label}, yang sudah dimiliki register.")
    why = _("Sumber: {sources}. Warga tidak ditanya hal yang sudah diketahui kantor lain.")
    fix = _("Pindahkan {path} ke needs.").format(path=fact.path)
    if fact.known_when:
        shape = ", ".join(f"{name}: {str(value).lower()}" for name, value in fact.known_when.items())
        fix += " " + _(
            "Bila register bisa kosong: tulis `answers` dan `when` yang tertutup pada {shape}."
        ).format(shape=shape)
    fix += " " + _("Bila maksudnya lain: tulis differs_from: [{path}].").format(path=fact.path)
    return problem(
        service,
        f"asks.{ask.key}",
        what.format(key=ask.key, label=fact.label),
        why.format(sources=", ".join(fact.registers)),
        fix,
    )

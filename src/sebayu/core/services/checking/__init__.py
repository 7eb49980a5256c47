"""Judging a declaration before it is published: every finding says where, what, why and what to do now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from sebayu.core.facts import Vocabulary, vocabulary
from sebayu.core.services.checking import asks, examples, expressions, paths
from sebayu.core.services.checking import letters as letter_check
from sebayu.core.services.checking.letters import LetterInfo, LetterLike
from sebayu.core.services.errors import Problem
from sebayu.core.services.model import Service

__all__ = ["LetterInfo", "LetterLike", "check", "check_all"]


def check(
    service: Service, vocab: Vocabulary | None = None, letters: Mapping[str, LetterLike] | None = None
) -> list[Problem]:
    """Everything wrong with one service, by line; `level` tells errors from warnings. No letters given: not judged."""
    words = vocabulary() if vocab is None else vocab
    found = [*paths.problems(service, words), *expressions.problems(service, words)]
    if not any(problem.level == "error" for problem in found):
        # what follows evaluates the expressions, so they have to be sound first
        found += asks.problems(service, words)
        found += letter_check.problems(service, letters) if letters is not None else []
        found += examples.problems(service, words)
    found += [replace(problem, level="warning") for problem in paths.warnings(service)]
    return sorted(found, key=lambda problem: (problem.path, problem.line, problem.what))


def check_all(
    services: Mapping[str, Service],
    vocab: Vocabulary | None = None,
    letters: Mapping[str, LetterLike] | None = None,
) -> list[Problem]:
    return [problem for key in sorted(services) for problem in check(services[key], vocab, letters)]

"""The questionnaires as dated data: which nine questions hold on a day, and how the index is graded. Pure."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

import yaml

from sebayu.core.satisfaction.skm import ELEMENTS, HIGHEST, Grade

FOLDER = Path(__file__).parent / "questionnaires"


@dataclass(frozen=True, slots=True)
class Element:
    """One question with its four answers, the worst first."""

    key: str
    title: str
    question: str
    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Questionnaire:
    key: str
    title: str
    basis: str
    valid_from: dt.date
    elements: tuple[Element, ...]
    grades: tuple[Grade, ...]
    answer_within_days: int
    publish_from: int
    too_fast_seconds: int
    is_sure: bool


class BrokenQuestionnaire(ValueError):
    """A questionnaire's file cannot be used: a defect of the installation."""


@cache
def every() -> tuple[Questionnaire, ...]:
    """All editions, oldest first."""
    return tuple(sorted((_read(path) for path in FOLDER.glob("*.yaml")), key=lambda q: q.valid_from))


def on(day: dt.date) -> Questionnaire:
    """The edition in force; before the first there was none of ours, so the first is used."""
    valid = [q for q in every() if q.valid_from <= day]
    return valid[-1] if valid else every()[0]


def get(key: str) -> Questionnaire:
    return next(q for q in every() if q.key == key)


def _read(path: Path) -> Questionnaire:
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    elements = tuple(
        Element(e["key"], e["title"], e["question"], tuple(e["answers"])) for e in data["elements"]
    )
    if len(elements) != ELEMENTS or any(len(e.answers) != HIGHEST for e in elements):
        raise BrokenQuestionnaire(f"{path.name}: nine elements of four answers are wanted")
    return Questionnaire(
        key=data["key"],
        title=data["title"],
        basis=data["basis"],
        valid_from=data["valid_from"],
        elements=elements,
        grades=tuple(Grade(g["grade"], Decimal(g["from"]), g["words"]) for g in data["grades"]),
        answer_within_days=int(data["answer_within_days"]),
        publish_from=int(data["publish_from"]),
        too_fast_seconds=int(data["too_fast_seconds"]),
        is_sure=data.get("sure") == "read",
    )

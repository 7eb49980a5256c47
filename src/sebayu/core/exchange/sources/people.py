"""What the sources that are people have in common: nothing is fetched, somebody is asked in the course of the case."""

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from sebayu.core.exchange.types import Answer, Problem, SubjectRef


class PeopleSource:
    name: ClassVar[str]
    label: ClassVar[Any]
    paths: ClassVar[frozenset[str]]
    modes: ClassVar[frozenset[str]] = frozenset()
    local: ClassVar[bool] = False
    needs_agreement: ClassVar[bool] = False

    def can_ask(self, ref: SubjectRef) -> bool:
        return False

    def fetch(self, ref: SubjectRef, elements: Iterable[str], *, timeout: float) -> Answer:
        return Answer(found=False)

    def verify(self, ref: SubjectRef, claims: Mapping[str, Any], *, timeout: float) -> Answer:
        return Answer(found=False)

    def health(self) -> list[Problem]:
        return []

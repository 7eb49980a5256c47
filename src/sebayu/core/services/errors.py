"""A declaration that cannot be used: where, what, why, what now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Problem:
    path: str
    line: int
    what: str
    why: str
    fix: str
    level: Literal["error", "warning"] = "error"

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.what} {self.why} {self.fix}".strip()


class DeclarationError(ValueError):
    """One or more files cannot be read as declarations; `problems` says everything found."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems


class UnknownService(KeyError):
    """No active service has this key."""

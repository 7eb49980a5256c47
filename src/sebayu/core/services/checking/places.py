"""Where in the file a finding belongs."""

from __future__ import annotations

from sebayu.core.services.errors import Problem
from sebayu.core.services.model import Service


def line_of(service: Service, place: str) -> int:
    """The line of a place such as `asks.purpose.label`, or of the nearest place around it."""
    parts = place.split(".")
    for end in range(len(parts), 0, -1):
        if (line := service.lines.get(".".join(parts[:end]))) is not None:
            return line
    return 1


def problem(service: Service, place: str, what: str, why: str, fix: str) -> Problem:
    return Problem(service.path or service.key, line_of(service, place), what, why, fix)

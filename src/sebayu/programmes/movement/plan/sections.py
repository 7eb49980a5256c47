"""Where the parts above hang something on the page of an initiative or of a whole edition: who follows it, its sessions, its books.

    sections.add(Section("follow", PUBLIC, "participation/follow.html", build))

`build(request, initiative)` gives the context of the template, or None for nothing. Added in a part's `menu.py`.
At EDITION (a line in the list of editions) and PUBLIC_PLAN (the plan everybody reads) `build` and the template get the plan.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string

from sebayu.programmes.movement.plan.models import Initiative, Plan

DESK, PUBLIC, EDITION, PUBLIC_PLAN = "desk", "public", "edition", "public_plan"


@dataclass(frozen=True)
class Section:
    key: str
    place: str
    template: str
    build: Callable[[HttpRequest, Any], dict[str, Any] | None]
    order: int = 50


_sections: dict[tuple[str, str], Section] = {}


def add(section: Section) -> None:
    """The same key at the same place replaces what hung there."""
    _sections[section.place, section.key] = section


def drawn(place: str, request: HttpRequest, subject: Initiative | Plan) -> list[str]:
    """The sections of a page as finished HTML, in order."""
    found = []
    for section in sorted(
        (s for s in _sections.values() if s.place == place), key=lambda s: (s.order, s.key)
    ):
        context = section.build(request, subject)
        if context is not None:
            context = {"plan" if isinstance(subject, Plan) else "initiative": subject, **context}
            found.append(render_to_string(section.template, context, request=request))
    return found

"""Where the parts above hang something on a page of a part below: on an initiative who follows it, on an edition its books.

    sections.add(Section("follow", PUBLIC, "participation/follow.html", build))

`build(request, initiative)` gives the context of the template, or None for nothing. Added in a part's `menu.py`.
At EDITION (a line in the list of editions), EMPTY (an edition that holds nothing yet) and PUBLIC_PLAN (the plan everybody reads) `build` and the template get the plan; other parts
have places of their own. The template knows the subject by the name of its model.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.http import HttpRequest
from django.template.loader import render_to_string

DESK, PUBLIC, EDITION, EMPTY, PUBLIC_PLAN = "desk", "public", "edition", "empty_edition", "public_plan"


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


def drawn(place: str, request: HttpRequest, subject: Model | None = None) -> list[str]:
    """The sections of a page as finished HTML, in order; the page of a list has no subject."""
    found = []
    for section in sorted(
        (s for s in _sections.values() if s.place == place), key=lambda s: (s.order, s.key)
    ):
        context = section.build(request, subject)
        if context is not None:
            named = {type(subject)._meta.model_name: subject} if subject is not None else {}
            found.append(render_to_string(section.template, {**named, **context}, request=request))
    return found

"""What the room is made of: panels, added by whoever has something leaders or the public should see. The room itself names no programme."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import Promise

from sebayu.core.identity.acting import actor_of
from sebayu.core.ledger import Actor

ROOM, MONDAY, PUBLIC = "room", "monday", "public"
T = TypeVar("T")


@dataclass(frozen=True)
class Asked:
    """Who looks, where, and which day it is."""

    request: HttpRequest
    actor: Actor
    place: str
    on: dt.date
    _known: dict[str, Any] = field(default_factory=dict)

    def once(self, name: str, make: Callable[[], T]) -> T:
        """What several panels of one page need is worked out for the first of them."""
        if name not in self._known:
            self._known[name] = make()
        return self._known[name]

    @property
    def is_public(self) -> bool:
        return self.place == PUBLIC

    @classmethod
    def by(cls, request: HttpRequest, place: str) -> Asked:
        return cls(request, actor_of(request), place, timezone.localdate())


@dataclass(frozen=True)
class Panel:
    """`build` gives what its template needs, or None when it has nothing to say here; `wide` panels stand above the others."""

    key: str
    title: str | Promise
    template: str
    build: Callable[[Asked], dict[str, Any] | None]
    order: int = 50
    wide: bool = False
    places: tuple[str, ...] = (ROOM,)


@dataclass(frozen=True)
class Drawn:
    """A panel with its content, ready for the page."""

    panel: Panel
    context: dict[str, Any]


_panels: dict[str, Panel] = {}


def add(panel: Panel) -> None:
    """Hang a panel in the room; the same key replaces what hung there."""
    _panels[panel.key] = panel


def drawn(asked: Asked) -> list[Drawn]:
    """Every panel that has something to say at this place, in order."""
    found = []
    for panel in sorted(_panels.values(), key=lambda panel: (panel.order, panel.key)):
        if asked.place in panel.places and (context := panel.build(asked)) is not None:
            found.append(Drawn(panel, context))
    return found

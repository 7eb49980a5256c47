"""What programmes hang on the rail of the desk and into the foot of public pages: added in a programme's `menu.py`, never named here."""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise

from sebayu.core.identity import perms
from sebayu.core.ledger import Actor

DESK, PUBLIC = "desk", "public"


@dataclass(frozen=True)
class Entry:
    """`label` is a lazy translation; `allow` a permission, or empty for everybody at that place; `group` the rail's heading.

    `when` asks more of the actor than a permission can, without asking the database: whether his office has anything to do with it.
    """

    place: str
    label: "str | Promise"
    view: str
    icon: str = "doc"
    allow: tuple[str, ...] = ()
    group: "str | Promise" = ""
    order: int = 50
    when: Callable[[Actor], bool] | None = None

    @property
    def url(self) -> str:
        try:
            return reverse(self.view)
        except NoReverseMatch:
            return ""


_entries: dict[tuple[str, str], Entry] = {}


def add(entry: Entry) -> None:
    """Hang one entry; the same view at the same place replaces what hung there."""
    _entries[entry.place, entry.view] = entry


def entries(place: str, actor: Actor | None = None) -> list[Entry]:
    """What this actor may open there, in order; pages that are not part of this installation are left out."""
    shown = [e for e in _entries.values() if e.place == place and e.url]
    if actor is not None:
        shown = [e for e in shown if not e.allow or any(perms.can(actor, name) for name in e.allow)]
        shown = [e for e in shown if e.when is None or e.when(actor)]
    return sorted(shown, key=lambda e: (e.order, str(e.label)))

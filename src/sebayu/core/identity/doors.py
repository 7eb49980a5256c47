"""Every view says at its door who may come in; a view that says nothing lets nobody in.

    @door(allow=PUBLIC)                              anybody
    @door(allow=SIGNED_IN)                           whoever has an account
    @door(allow=CITIZEN)                             a resident, or who assists one; posts stay outside
    @door(allow=OFFICER)                             whoever holds a post
    @door(allow="case.check")                        a permission of `perms`; several: any of them
    @door(allow="case.sign", step_up=True)           ... who proved himself again within the last minutes

The door is the coarse sieve. Whether *this* case or *this* office is theirs is decided by the action behind it.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, TypeVar

from allauth.account.authentication import get_authentication_records
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest

from sebayu.core.identity import perms
from sebayu.core.ledger import Actor

PUBLIC: Final = "public"
SIGNED_IN: Final = "signed_in"
CITIZEN: Final = "citizen"
OFFICER: Final = "officer"
_WORDS = {PUBLIC, SIGNED_IN, CITIZEN, OFFICER}

# Views that come with libraries and guard themselves. A library not named here is closed.
LIBRARIES: Final = {
    "allauth.": PUBLIC,
    "django.views.i18n": PUBLIC,
    "django.views.static": PUBLIC,
    "django.contrib.staticfiles.": PUBLIC,
    "ninja.": PUBLIC,
}
View = TypeVar("View", bound=Callable[..., Any])


class UnmarkedDoor(RuntimeError):
    """A view has no policy: a defect of the program."""


@dataclass(frozen=True, slots=True)
class Door:
    allow: tuple[str, ...]
    step_up: bool = False

    @property
    def is_public(self) -> bool:
        return PUBLIC in self.allow

    @property
    def as_citizen(self) -> bool:
        """Public and citizens' pages need no post; at them everybody is a citizen, or helps one."""
        return PUBLIC in self.allow or CITIZEN in self.allow

    def lets_in(self, actor: Actor) -> bool:
        return any(self._one(word, actor) for word in self.allow)

    @staticmethod
    def _one(word: str, actor: Actor) -> bool:
        if word in (PUBLIC, SIGNED_IN):
            return word == PUBLIC or actor.account_id is not None
        if word == CITIZEN:
            return perms.can_be_citizen(actor)
        if word == OFFICER:
            return perms.is_officer(actor)
        return perms.can(actor, word)


def door(*, allow: str | tuple[str, ...] | list[str], step_up: bool = False) -> Callable[[View], View]:
    """Mark a view function or class with its policy; `DoorMiddleware` enforces it."""
    words = (allow,) if isinstance(allow, str) else tuple(allow)
    unknown = [w for w in words if w not in _WORDS and not perms.known(w)]
    if unknown or not words:
        raise UnmarkedDoor(f"unknown policy {unknown or '(empty)'}")
    # A citizen's page opens in a citizen's capacity; mixing it with a desk's would let posts leak in.
    if CITIZEN in words and len(words) > 1:
        raise UnmarkedDoor("a citizen's door stands alone")

    def mark(view: View) -> View:
        view.door = Door(words, step_up)  # type: ignore[attr-defined]
        return view

    return mark


def door_of(view: Callable[..., Any]) -> Door | None:
    """The policy of a view: its own mark, its class's, or its library's."""
    view = getattr(view, "func", view)  # a library may bind its view with functools.partial
    for candidate in (view, getattr(view, "view_class", None), getattr(view, "__wrapped__", None)):
        marked = getattr(candidate, "door", None)
        if isinstance(marked, Door):
            return marked
    module = getattr(view, "__module__", "")
    return next((Door((word,)) for prefix, word in LIBRARIES.items() if module.startswith(prefix)), None)


def proved_lately(request: HttpRequest) -> bool:
    """Whether this person proved who they are within SEBAYU_STEP_UP_MINUTES; with the second factor where one is set up."""
    since = time.time() - settings.SEBAYU_STEP_UP_MINUTES * 60
    strong = is_mfa_enabled(request.user)
    records = get_authentication_records(request, request.user)
    return any(r["at"] >= since and (not strong or r["method"] == "mfa") for r in records)


def lacks_second_factor(request: HttpRequest, actor: Actor) -> bool:
    """Officers need a second factor where SEBAYU_REQUIRE_MFA says so; an RT or a helper on a cheap phone as well."""
    if not settings.SEBAYU_REQUIRE_MFA or actor.kind not in ("officer", "helper"):
        return False
    return not is_mfa_enabled(request.user)

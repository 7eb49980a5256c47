"""Two guards in the corridor: one ends sessions left idle, one stands at every door."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from sebayu.core.identity import keep
from sebayu.core.identity.acting import actor_of, assisting
from sebayu.core.identity.doors import Door, UnmarkedDoor, door_of, lacks_second_factor, proved_lately

log = logging.getLogger(__name__)
Respond = Callable[[HttpRequest], HttpResponse]
SEEN = "identity_seen"
# Written at most this often, so that a page view is not a write.
_RESOLUTION = 60


class IdleMiddleware:
    """A session nobody used for SEBAYU_IDLE_MINUTES is over, whatever its cookie says."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            now, seen = int(time.time()), request.session.get(SEEN)
            if seen is not None and now - seen > settings.SEBAYU_IDLE_MINUTES * 60:
                account_id = request.user.pk
                logout(request)
                request.session[keep.LAST_ACCOUNT] = str(account_id)
                request.idle = True  # type: ignore[attr-defined]
            elif seen is None or now - seen >= _RESOLUTION:
                request.session[SEEN] = now
        return self.get_response(request)


class DoorMiddleware:
    """Applies the policy each view is marked with; denies where there is none."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: tuple, kwargs: dict
    ) -> HttpResponse | None:
        door = door_of(view)
        if door is None:
            return self._unmarked(view)
        request.door = door  # type: ignore[attr-defined]
        if helped := assisting(request):
            request.assisted_name = helped.person_name  # type: ignore[attr-defined]
        if door.is_public:
            return None
        if not request.user.is_authenticated:
            return self._ask_to_enter(request)
        return self._admit(request, door)

    def _admit(self, request: HttpRequest, door: Door) -> HttpResponse | None:
        actor = request.actor = actor_of(request)  # type: ignore[attr-defined]
        # Seen with the posts on: a citizen's door hides them, the duty of a second factor stays.
        if not door.as_citizen and lacks_second_factor(request, actor):
            messages.warning(
                request, _("Petugas wajib memakai langkah kedua saat masuk. Pasang satu dahulu.")
            )
            return _go(request, reverse("mfa_index"))
        if not door.lets_in(actor):
            raise PermissionDenied
        if door.step_up and not proved_lately(request):
            return self._ask_again(request)
        return None

    @staticmethod
    def _unmarked(view: Callable[..., Any]) -> None:
        name = f"{getattr(view, '__module__', '?')}.{getattr(view, '__qualname__', '?')}"
        if settings.DEBUG or settings.TESTING:
            raise UnmarkedDoor(f"{name} has no @door(allow=...)")
        log.error("view without a policy refused: %s", name)
        raise PermissionDenied

    @staticmethod
    def _ask_to_enter(request: HttpRequest) -> HttpResponse:
        target = _after(request, account_id=None)
        if getattr(request, "idle", False):
            messages.info(request, _("Anda perlu masuk lagi: halaman ini lama tidak dipakai."))
        return _go(request, f"{reverse('login:choose')}?{urlencode({'next': target})}")

    @staticmethod
    def _ask_again(request: HttpRequest) -> HttpResponse:
        target = _after(request, account_id=request.user.pk)
        if is_mfa_enabled(request.user):
            page = reverse("mfa_reauthenticate")
        elif request.user.is_authenticated and request.user.has_usable_password():
            page = reverse("account_reauthenticate")
        else:
            page = reverse("login:choose")
        return _go(request, f"{page}?{urlencode({'next': target})}")


def _after(request: HttpRequest, *, account_id: UUID | None) -> str:
    """Where to go once logged in: back to the page, or to the page that sends the kept form."""
    if request.method in ("GET", "HEAD"):
        return request.get_full_path()
    if keep.put(request, account_id=account_id):
        return reverse("login:continue")
    messages.error(request, _("Isian terlalu besar untuk disimpan. Setelah masuk, isi dan kirim lagi."))
    return request.get_full_path()


def _go(request: HttpRequest, url: str) -> HttpResponse:
    """A redirect that htmx follows as a whole page, too."""
    if request.headers.get("HX-Request"):
        return HttpResponse(headers={"HX-Redirect": url})
    return HttpResponseRedirect(url)

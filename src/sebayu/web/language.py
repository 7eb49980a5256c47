"""Which language a page speaks: Indonesian, unless its reader has chosen English; at the desks always Indonesian.

A phone set to English is no choice: many here are. And what officers do is written down in Indonesian, so their pages are, too.
"""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from sebayu.core.identity.doors import SIGNED_IN, door_of

SOURCE = settings.LANGUAGE_CODE


class ChosenLanguage:
    """Takes the place of Django's LocaleMiddleware, which would follow the browser."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        self._speak(request, request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, ""))
        response = self.get_response(request)
        response.headers.setdefault("Content-Language", translation.get_language() or SOURCE)
        translation.activate(SOURCE)
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: tuple, kwargs: dict
    ) -> HttpResponse | None:
        door = door_of(view)
        if door is None or not (door.as_citizen or SIGNED_IN in door.allow):
            self._speak(request, SOURCE)
        return None

    @staticmethod
    def _speak(request: HttpRequest, wanted: str) -> None:
        language = wanted if wanted in dict(settings.LANGUAGES) else SOURCE
        translation.activate(language)
        request.LANGUAGE_CODE = language  # type: ignore[attr-defined]

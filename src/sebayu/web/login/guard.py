"""What django-axes asks of us: names it may store, words it may log, the page it shows."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from sebayu.core.identity.keys import digest


def who(request: HttpRequest, credentials: dict[str, Any] | None) -> str:
    """The account tried, as a digest: the log of attempts names nobody."""
    given = credentials or {}
    name = next((given[k] for k in ("email", "login", "username") if given.get(k)), None)
    name = name or request.POST.get("login") or getattr(getattr(request, "user", None), "email", None) or ""
    return digest("axes", str(name).strip().lower())[:32]


def nobody(*_: object) -> str:
    return "-"


def locked(request: HttpRequest, *_: object) -> HttpResponse:
    return render(request, "login/locked.html", status=429)

"""What the movement's pages have in common: a page with one form, and a list with its pages and files."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.http import urlencode

from sebayu.core.ledger.errors import HouseError
from sebayu.web.components import Pager
from sebayu.web.desk import export
from sebayu.web.desk.frame import show

PAGE, MOST = 25, 5000
FILES = ("csv", "xlsx")


def form_page(
    request: HttpRequest,
    form: forms.Form,
    *,
    act: Callable[[dict[str, Any]], Any],
    title: str,
    back: str,
    said: str,
    button: str,
    intro: str = "",
    stop: bool = False,
) -> HttpResponse:
    """One form on a page of its own: what is wrong stands beside it, nothing typed is lost; done, it goes back and says so."""
    if request.method == "POST" and form.is_valid():
        try:
            act(form.cleaned_data)
        except HouseError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, said)
            return redirect(back)
    context = {"form": form, "title": title, "back": back, "button": button, "intro": intro, "stop": stop}
    return show(request, "movement_structure/form.html", context, status=422 if form.errors else 200)


def listed(request: HttpRequest, found: QuerySet, chosen: dict[str, str]) -> dict[str, Any]:
    """A page of a list with the addresses of its files; filters stay in the address. `found` has a unique order."""
    page = Paginator(found, PAGE).get_page(request.GET.get("hal"))
    kept = {key: value for key, value in chosen.items() if value}
    files = {kind: f"?{urlencode({**kept, 'berkas': kind})}" for kind in FILES}
    return {"rows": page.object_list, "pager": Pager.of(page, request), "chosen": chosen, **files}


def wanted_file(request: HttpRequest) -> str:
    kind = request.GET.get("berkas", "")
    return kind if kind in FILES else ""


def file(kind: str, name: str, head: Sequence[str], rows: Iterable[Sequence[Any]]) -> HttpResponse:
    return export.respond(kind, f"{name}-{timezone.localdate():%Y-%m-%d}", head, rows)


def chosen_of(request: HttpRequest, **known: Iterable[str] | None) -> dict[str, str]:
    """Filters as they stand in the address; what makes no sense narrows nothing. None: free text."""
    found = {}
    for name, values in known.items():
        text = request.GET.get(name, "").strip()[:80]
        found[name] = text if values is None or text in set(values) else ""
    return found

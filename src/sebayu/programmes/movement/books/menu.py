"""Where the plan shows its books: a link on every edition, and three downloads on the plan everybody reads."""

from typing import Any

from django.http import HttpRequest

from sebayu.programmes.movement.books.building import BOOKS
from sebayu.programmes.movement.plan import sections
from sebayu.programmes.movement.plan.models import Plan


def _link(request: HttpRequest, plan: Plan) -> dict[str, Any]:
    return {}


def _downloads(request: HttpRequest, plan: Plan) -> dict[str, Any]:
    return {"books": BOOKS.items()}


sections.add(sections.Section("books", sections.EDITION, "movement_books/edition.html", _link))
sections.add(sections.Section("books", sections.PUBLIC_PLAN, "movement_books/public.html", _downloads))

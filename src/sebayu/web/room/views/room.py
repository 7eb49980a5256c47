"""The room itself, the sheet for Monday's meeting, and the public version: the same panels, for different eyes."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from sebayu.core.identity.doors import PUBLIC as ANYBODY
from sebayu.core.identity.doors import door
from sebayu.web.room import panels


def _page(request: HttpRequest, place: str, template: str) -> HttpResponse:
    shown = panels.drawn(panels.Asked.by(request, place))
    context = {
        "wide": [row for row in shown if row.panel.wide],
        "floor": [row for row in shown if not row.panel.wide],
        "now": timezone.now(),
        "place": place,
    }
    return render(request, template, context)


@door(allow="indicator.read")
@require_safe
def room(request: HttpRequest) -> HttpResponse:
    """The whole region on one page."""
    return _page(request, panels.ROOM, "room/room.html")


@door(allow="indicator.read")
@require_safe
def monday(request: HttpRequest) -> HttpResponse:
    """One sheet of paper for the meeting on Monday."""
    return _page(request, panels.MONDAY, "room/monday.html")


@door(allow=ANYBODY)
@require_safe
def public(request: HttpRequest) -> HttpResponse:
    """What everybody may see: no names, no small numbers."""
    return _page(request, panels.PUBLIC, "room/public.html")

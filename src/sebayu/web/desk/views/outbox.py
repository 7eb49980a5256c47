"""The demo's letterbox: every message that would have gone to a phone, with its code or link. Does not exist outside the demo."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from sebayu.core.identity.doors import PUBLIC, door
from sebayu.core.identity.models import Account
from sebayu.core.notify.models import Message

SHOWN = 200


@door(allow=PUBLIC)
@never_cache
@require_safe
def outbox(request: HttpRequest) -> HttpResponse:
    """The newest messages to everybody of the cast, as they were sent."""
    if not settings.DEMO:
        raise Http404
    newest = list(Message.objects.order_by("-created_at", "-id").prefetch_related("deliveries")[:SHOWN])
    people = Account.objects.in_bulk([m.account_id for m in newest])
    items = [
        {
            "at": message.created_at,
            "to": people[message.account_id].name
            if message.account_id in people
            else _("akun yang sudah tiada"),
            "text": message.rendered(),
            "path": message.context.get("path") or message.secret.get("path", ""),
            "ways": [
                f"{d.get_channel_display()}: {d.get_state_display().lower()}"
                for d in message.deliveries.all()
            ],
        }
        for message in newest
    ]
    return render(request, "desk/outbox.html", {"items": items, "shown": SHOWN})

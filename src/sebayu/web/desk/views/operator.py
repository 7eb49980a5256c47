"""For whoever keeps the machine in order: the end of the ledger, the health of sources and channels. Nobody's data."""

import datetime as dt

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from sebayu.core.areas import region
from sebayu.core.calendar import working_days
from sebayu.core.cases.figures import letters_failed
from sebayu.core.documents.models import Document
from sebayu.core.exchange import health
from sebayu.core.identity.acting import actor_of
from sebayu.core.identity.doors import door
from sebayu.core.identity.perms import can
from sebayu.core.ledger import chain
from sebayu.core.ledger.models import LedgerEntry, LedgerLink
from sebayu.core.notify import channels
from sebayu.core.notify.enums import ChannelKey, DeliveryState
from sebayu.core.notify.models import Delivery
from sebayu.web.desk.frame import LOOK_AFTER, show

TAIL = 30
FAILED_DAYS = dt.timedelta(days=14)


@door(allow=list(LOOK_AFTER))
@require_safe
def operator(request: HttpRequest) -> HttpResponse:
    """One page that says what is wrong and what is right."""
    last = LedgerLink.objects.order_by("-position").first()
    context = {
        "sources": _sources(),
        "channels": channels.health(),
        "calendar": working_days.check(),
        "unsure": region.pack().unsure(),
        "deliveries": _deliveries(),
        "hanging": Document.objects.hanging(older_than=dt.timedelta(minutes=5)).count(),
        "failed": letters_failed(since=timezone.now() - FAILED_DAYS),
        "undelivered": Document.objects.undelivered()[:1000].count(),
        "last": last,
        "head": bytes(last.chain_hash).hex()[:16] if last else "",
        "unsealed": chain.tail(),
        # Who looked at whom is the auditor's to see, and only by office and post.
        "entries": _entries() if can(actor_of(request), "ledger.audit") else [],
        "now": timezone.now(),
    }
    return show(request, "desk/operator.html", context)


def _sources() -> list[dict]:
    """Each register: how it is connected, under which agreement until when, and whether it answers."""
    return [
        {
            "label": s.label,
            "mode": s.config.get_mode_display() if s.config else "",
            "end": s.until,
            "state": (s.tone, s.said),
        }
        for s in health.standings()
    ]


def _deliveries() -> list[tuple[str, str, int]]:
    found = Delivery.objects.filter(state__in=["waiting", "sending", "given_up"]).values("channel", "state")
    return [
        (ChannelKey(d["channel"]).label, DeliveryState(d["state"]).label.lower(), d["n"])
        for d in found.annotate(n=Count("id")).order_by("channel", "state")
    ]


def _entries() -> list[dict]:
    """The newest entries without names: what, from which office, why, about how many."""
    newest = LedgerEntry.objects.order_by("-id")[:TAIL]
    return [
        {"id": e.id, "at": e.at, "act": e.act, "office": e.office, "post": e.post, "purpose": e.purpose,
         "basis": e.basis, "case": e.case_number, "people": len(e.subjects)}
        for e in newest
    ]  # fmt: skip

"""For whoever keeps the machine in order: the end of the ledger, the health of sources and channels. Nobody's data."""

import datetime as dt

from django.db.models import Count, Max
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sebayu.core.areas import region
from sebayu.core.calendar import working_days
from sebayu.core.documents.models import Document
from sebayu.core.exchange.breaker import breaker
from sebayu.core.exchange.models import Agreement, SourceConfig
from sebayu.core.exchange.sources import REMOTE, connect, labels
from sebayu.core.identity.acting import actor_of
from sebayu.core.identity.doors import door
from sebayu.core.identity.perms import can
from sebayu.core.ledger import chain
from sebayu.core.ledger.models import LedgerEntry, LedgerLink
from sebayu.core.notify import channels
from sebayu.core.notify.models import Delivery
from sebayu.web.desk.frame import LOOK_AFTER, show

TAIL = 30
SOON = dt.timedelta(days=60)


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
    configs = SourceConfig.objects.in_bulk()
    today = timezone.localdate()
    ends = dict(
        Agreement.objects.on(today)
        .values("source")
        .annotate(end=Max("valid_until"))
        .values_list("source", "end")
    )
    resting = set(breaker.resting())
    return [_source(name, configs.get(name), ends.get(name), name in resting, today) for name in REMOTE]


def _source(
    name: str, config: SourceConfig | None, end: dt.date | None, resting: bool, today: dt.date
) -> dict:
    connected = config is not None and config.mode in ("value", "verify")
    problems = [p.what for p in client.health()] if connected and (client := connect(config)) else []
    if not connected:
        state = ("idle", _("tidak tersambung: petugas melihat sendiri"))
    elif resting:
        state = ("bad", _("gangguan berulang, sedang diistirahatkan"))
    elif end is None:
        state = ("warn", _("tersambung, tetapi tidak ada perjanjian yang berlaku"))
    elif problems:
        state = ("warn", problems[0])
    elif end - today < SOON:
        state = ("warn", _("perjanjian segera berakhir"))
    else:
        state = ("ok", _("tersambung"))
    return {
        "label": labels()[name],
        "mode": config.get_mode_display() if config else "",
        "end": end,
        "state": state,
    }


def _deliveries() -> list[tuple[str, str, int]]:
    found = Delivery.objects.filter(state__in=["waiting", "sending", "given_up"]).values("channel", "state")
    return [
        (d["channel"], d["state"], d["n"]) for d in found.annotate(n=Count("id")).order_by("channel", "state")
    ]


def _entries() -> list[dict]:
    """The newest entries without names: what, from which office, why, about how many."""
    newest = LedgerEntry.objects.order_by("-id")[:TAIL]
    return [
        {"id": e.id, "at": e.at, "act": e.act, "office": e.office, "post": e.post, "purpose": e.purpose,
         "basis": e.basis, "case": e.case_number, "people": len(e.subjects)}
        for e in newest
    ]  # fmt: skip

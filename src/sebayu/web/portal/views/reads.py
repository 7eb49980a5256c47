"""Siapa melihat data saya: every read of my facts, explained, filtered, and to take home."""

import csv as csv_module
from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.core.paginator import Paginator
from django.db.models import Count, Max, Q, QuerySet
from django.db.models.fields.json import KT
from django.db.models.functions import TruncDate
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sebayu.core.areas import region
from sebayu.core.cases.models import Case
from sebayu.core.identity.doors import CITIZEN, door
from sebayu.core.ledger import Actor
from sebayu.core.ledger.models import LedgerEntry, LedgerLink
from sebayu.web import formats
from sebayu.web.components import Pager
from sebayu.web.portal import who
from sebayu.web.portal.present import reads as page

PAGE = 30
SPANS = (30, 90, 365)
MOST_ROWS = 20_000


@dataclass(frozen=True)
class Chosen:
    office: str
    why: str
    days: int
    own: bool

    @classmethod
    def of(cls, request: HttpRequest) -> "Chosen":
        get = request.GET.get
        days = int(get("hari", "30")) if get("hari", "30") in {str(d) for d in SPANS} else SPANS[0]
        why = get("untuk", "") if get("untuk") in {"saya", "lain"} else ""
        return cls(get("kantor", "").replace("\0", "")[:80], why, days, get("sendiri") == "1")


@door(allow=CITIZEN)
@require_safe
def who_saw(request: HttpRequest) -> HttpResponse:
    """Reads by others first; one's own visits only when asked for."""
    me = who.me(request)
    chosen = Chosen.of(request)
    mine = set(Case.objects.of_person(me.subject_id).values_list("id", flat=True))
    span = _entries(me, chosen)
    shown = _filtered(span, me, mine, chosen)
    listed = Paginator(shown, PAGE).get_page(request.GET.get("hal"))
    today = timezone.localdate()
    counts = _counts(span, me, mine)
    total = sum(counts.values())
    offices = list(
        span.exclude(office_key="")
        .values("office_key")
        .annotate(n=Count("id"), name=Max("office"))
        .order_by("name")
    )
    others = sum(n for (_day, other), n in counts.items() if other)
    view = {
        "lede": page.lede(total, len(offices), others, chosen.days),
        "month": page.month(counts, today) if chosen.days == SPANS[0] else None,
        "offices": [(o["office_key"], o["name"], o["n"]) for o in offices],
        "chosen": chosen,
        "spans": [(d, _("%(n)s hari terakhir") % {"n": d}) for d in SPANS],
        "days": page.by_day(listed, me, mine, today),
        "pager": Pager.of(listed, request),
        "noun": _("pembacaan"),
        "csv_url": f"{reverse('portal:who_saw_csv')}?{request.GET.urlencode()}",
        "chain": _chain(),
        "head": region.pack().head_title,
    }
    return render(request, "portal/who_saw.html", {"view": view})


def _entries(me: Actor, chosen: Chosen) -> QuerySet[LedgerEntry]:
    """Reads about me in the chosen span; my own visits only when asked for."""
    assert me.subject_id
    since = timezone.now() - timedelta(days=chosen.days)
    found = LedgerEntry.objects.about(me.subject_id).filter(act="read", at__gte=since)
    return (
        found
        if chosen.own
        else found.exclude(account_id=me.account_id, actor_kind="citizen", acting_for=None)
    )


def _filtered(
    span: QuerySet[LedgerEntry], me: Actor, mine: set[UUID], chosen: Chosen
) -> QuerySet[LedgerEntry]:
    if chosen.office:
        span = span.filter(office_key=chosen.office)
    if not chosen.why:
        return span
    own = (
        Q(case_id__in=mine) | Q(acting_for=me.subject_id) | Q(account_id=me.account_id, actor_kind="citizen")
    )
    if mine:
        own |= Q(detail__list="cases")
    # Written without exclude(): a missing case is not "unknown" here, it is somebody else's duty.
    ids = span.filter(own).values("id")
    return span.filter(id__in=ids) if chosen.why == "saya" else span.exclude(id__in=ids)


def _counts(span: QuerySet[LedgerEntry], me: Actor, mine: set[UUID]) -> dict[tuple[date, bool], int]:
    """How many reads per day, for my own affairs and for others; one grouped query."""
    columns = ("case_id", "acting_for", "account_id", "actor_kind", "listed")
    days = span.order_by().annotate(day=TruncDate("at"), listed=KT("detail__list"))
    rows = days.values_list("day", *columns).annotate(n=Count("id"))
    counts: Counter[tuple[date, bool]] = Counter()
    for day, case_id, acting_for, account_id, kind, listed, n in rows:
        entry = LedgerEntry(
            case_id=case_id,
            acting_for=acting_for,
            account_id=account_id,
            actor_kind=kind,
            detail={"list": listed},
        )
        counts[(day, page.is_other(entry, me, mine))] += n
    return dict(counts)


def _chain() -> str:
    sealed = LedgerLink.objects.order_by("-position").values_list("sealed_at", flat=True).first()
    if sealed is None:
        return _("Rantainya disegel berkala.")
    return _("Rantainya terakhir disegel %(when)s.") % {"when": formats.moment(sealed)}


@door(allow=CITIZEN)
@require_safe
def csv(request: HttpRequest) -> HttpResponse:
    """The same list as a file, for the person it is about."""
    me = who.me(request)
    chosen = Chosen.of(request)
    mine = set(Case.objects.of_person(me.subject_id).values_list("id", flat=True))
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="siapa-melihat-data-saya.csv"'
    response["Cache-Control"] = "no-store"
    response.write("\ufeff")  # spreadsheets take it for UTF-8 only with this mark
    out = csv_module.writer(response)
    out.writerow(
        [
            _("Waktu"),
            _("Siapa"),
            _("Jabatan dan kantor"),
            _("Data"),
            _("Untuk"),
            _("Dasar hukum"),
            _("Nomor urusan"),
        ]
    )
    for entry in _filtered(_entries(me, chosen), me, mine, chosen)[:MOST_ROWS]:
        r = page.read(entry, me, mine)
        row = [
            formats.local(entry.at).isoformat(timespec="seconds"),
            r.who,
            r.post,
            r.facts,
            r.purpose,
            r.basis,
            r.case_number,
        ]
        out.writerow([_harmless(cell) for cell in row])
    return response


def _harmless(cell: str) -> str:
    """A cell that a spreadsheet would run as a formula is text."""
    return f"'{cell}" if cell[:1] in "=+-@\t\r" else cell

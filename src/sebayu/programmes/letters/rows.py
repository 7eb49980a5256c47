"""The rows behind the numbers of the letters: cases, their history, what was issued, who read, and what people answered.

Every service counts, of whatever programme: a case is a case. No table with a person's facts is opened: what is needed stands on the
case (`known`, `needed`), on the letter's envelope and in the ledger, which holds names of facts and never their values.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import Case as Choice
from django.db.models import DecimalField, ExpressionWrapper, F, IntegerField, Q, QuerySet, Value, When
from django.db.models.functions import Cast, Extract, TruncDate
from django.urls import reverse
from django.utils import timezone

from sebayu.core.cases.models import Case, CaseEvent
from sebayu.core.documents.models import Document
from sebayu.core.ledger.models import LedgerEntry
from sebayu.core.satisfaction.models import Response

NOWHERE = Value("")
ENDINGS = ("issued", "refused", "cancelled")
ISSUED = Q(state="issued")
SIGNED = Q(state__in=["signed", "revoked", "replaced"])
HOUR = 3600


def flag(condition: Q) -> Choice:
    """One where it holds, else nought."""
    return Choice(When(condition, then=Value(1)), default=Value(0), output_field=IntegerField())


def only_if(condition: Q, field: str) -> Choice:
    return Choice(When(condition, then=F(field)), default=Value(0), output_field=IntegerField())


def hours(first: str, last: str) -> Any:
    """Hours of the clock between two moments, exact to a ten-thousandth, so that the order of adding cannot matter."""
    span = ExpressionWrapper(Extract(F(last) - F(first), "epoch") / Value(HOUR), output_field=DecimalField())
    return Cast(span, DecimalField(max_digits=14, decimal_places=4))


def moments(first: dt.date, last: dt.date) -> tuple[dt.datetime, dt.datetime]:
    """From the beginning of the first day to the beginning of the day after the last."""
    zone = timezone.get_current_timezone()
    begin = dt.datetime.combine(first, dt.time.min, tzinfo=zone)
    return begin, dt.datetime.combine(last + dt.timedelta(days=1), dt.time.min, tzinfo=zone)


def ended() -> QuerySet[Case]:
    """One row per case that has ended, on the day it ended."""
    in_time = Q(closed_at__lte=F("due_at"))
    return Case.objects.filter(closed_at__isnull=False).annotate(
        day=TruncDate("closed_at"),
        all=Value(1, output_field=IntegerField()),
        decided=flag(Q(state__in=["issued", "refused"])),
        in_time=flag(Q(state__in=["issued", "refused"]) & in_time),
        issued=flag(ISSUED),
        refused=flag(Q(state="refused")),
        cancelled=flag(Q(state="cancelled")),
        asked_nothing=flag(ISSUED & Q(answers={})),
        facts_needed=only_if(ISSUED, "needed"),
        facts_known=only_if(ISSUED, "known"),
        automatic=flag(ISSUED & Q(steps__0__kind="automatic")),
        hours=Choice(
            When(ISSUED, then=hours("opened_at", "closed_at")),
            default=Value(0),
            output_field=DecimalField(max_digits=14, decimal_places=4),
        ),
    )


def ended_between(rows: QuerySet[Case], first: dt.date, last: dt.date) -> QuerySet[Case]:
    begin, end = moments(first, last)
    return rows.filter(closed_at__gte=begin, closed_at__lt=end)


def ended_touched(since: dt.datetime) -> set[dt.date]:
    """Days on which something ended since, and the old days of what was taken up again."""
    days = set(
        Case.objects.filter(closed_at__gte=since).values_list(TruncDate("closed_at"), flat=True).distinct()
    )
    again = CaseEvent.objects.filter(kind="reopened", at__gte=since).values("case_id")
    before = CaseEvent.objects.filter(case_id__in=again, kind__in=ENDINGS)
    return days | set(before.values_list(TruncDate("at"), flat=True))


def opened() -> QuerySet[Case]:
    """One row per case, on the day it was opened. Nothing here changes afterwards."""
    return Case.objects.annotate(
        day=TruncDate("opened_at"),
        all=Value(1, output_field=IntegerField()),
        portal=flag(Q(channel="portal")),
        counter=flag(Q(channel="counter")),
    )


def opened_between(rows: QuerySet[Case], first: dt.date, last: dt.date) -> QuerySet[Case]:
    begin, end = moments(first, last)
    return rows.filter(opened_at__gte=begin, opened_at__lt=end)


def opened_touched(since: dt.datetime) -> set[dt.date]:
    return set(
        Case.objects.filter(opened_at__gte=since).values_list(TruncDate("opened_at"), flat=True).distinct()
    )


def happened() -> QuerySet[CaseEvent]:
    """One row per event of the history that tells how the way went."""
    return CaseEvent.objects.filter(
        kind__in=["opened", "returned", "escalated", "issued", "sign_failed", "sign_unknown", "recorded"]
    ).annotate(
        day=TruncDate("at"),
        office_key=F("case__office_key"),
        area_code=F("case__area_code"),
        case_number=F("case__number"),
        opened=flag(Q(kind="opened")),
        returned=flag(Q(kind="returned")),
        escalated=flag(Q(kind="escalated")),
        issued=flag(Q(kind="issued")),
        by_hand=flag(Q(kind="recorded")),
        sign_trouble=flag(Q(kind__in=["sign_failed", "sign_unknown"])),
    )


def happened_between(rows: QuerySet[CaseEvent], first: dt.date, last: dt.date) -> QuerySet[CaseEvent]:
    begin, end = moments(first, last)
    return rows.filter(at__gte=begin, at__lt=end)


def happened_touched(since: dt.datetime) -> set[dt.date]:
    """History is appended: only days since then."""
    return set(CaseEvent.objects.filter(at__gte=since).values_list(TruncDate("at"), flat=True).distinct())


def letters() -> QuerySet[Document]:
    """One row per signed letter, on the day it was numbered."""
    return Document.objects.filter(SIGNED, issued_at__isnull=False).annotate(
        day=TruncDate("issued_at"),
        area_code=NOWHERE,
        all=Value(1, output_field=IntegerField()),
        taken_back=flag(Q(state__in=["revoked", "replaced"])),
        delivered=flag(Q(delivered_at__isnull=False)),
    )


def letters_between(rows: QuerySet[Document], first: dt.date, last: dt.date) -> QuerySet[Document]:
    begin, end = moments(first, last)
    return rows.filter(issued_at__gte=begin, issued_at__lt=end)


def letters_touched(since: dt.datetime) -> set[dt.date]:
    """A letter revoked today counts on the day it was numbered, which may be years back."""
    changed = (
        Q(changed_at__gte=since)
        | Q(ended_at__gte=since)
        | Q(delivered_at__gte=since)
        | Q(signed_at__gte=since)
    )
    found = Document.objects.filter(changed, issued_at__isnull=False)
    return set(found.values_list(TruncDate("issued_at"), flat=True).distinct())


def looked() -> QuerySet[LedgerEntry]:
    """One row per entry of the ledger that belongs to a case: its opening, and every look at facts for it."""
    return LedgerEntry.objects.filter(case_id__isnull=False, act__in=["read", "case.opened"]).annotate(
        day=TruncDate("at"),
        area_code=NOWHERE,
        reads=flag(Q(act="read")),
        opened=flag(Q(act="case.opened")),
    )


def looked_touched(since: dt.datetime) -> set[dt.date]:
    return set(LedgerEntry.objects.filter(at__gte=since).values_list(TruncDate("at"), flat=True).distinct())


def answered() -> QuerySet[Response]:
    """One row per survey answered: 25 points for each step of nine elements, so that a perfect answer is exactly 100."""
    return Response.objects.measured().annotate(
        points=F("score") * 25, elements=Value(9, output_field=IntegerField())
    )


def answered_touched(since: dt.datetime) -> set[dt.date]:
    return set(Response.objects.filter(answered_at__gte=since).values_list("day", flat=True).distinct())


def case_page(row: dict[str, Any]) -> str:
    """Where a case is opened, by those who may."""
    return reverse("desk:case", args=[row["pk"]])


def event_page(row: dict[str, Any]) -> str:
    return reverse("desk:case", args=[row["case_id"]])

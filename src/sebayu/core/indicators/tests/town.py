"""A source over cases, as a programme would declare it, and cases that ended on days a test names."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import uuid4

from django.db.models import Case as When_
from django.db.models import F, IntegerField, Q, Value, When
from django.db.models.functions import TruncDate
from django.utils import timezone

from sebayu.core.cases.models import Case, CaseEvent
from sebayu.core.cases.tests import many
from sebayu.core.indicators.declare import Direction, Indicator, Ratio, Share, Source, Total, Unit
from sebayu.core.ledger import Actor

APP = "uji_indikator"
CLOCK = Actor.system("Uji")
MINTARAGEN, PANGGUNG = "kel_mintaragen", "kel_panggung"
AREAS = {MINTARAGEN: "33.76.02.1005", PANGGUNG: "33.76.02.1003", "kel_kraton": "33.76.01.1001"}
TODAY = dt.date(2026, 11, 21)


def flag(condition: Q) -> Any:
    return When_(When(condition, then=Value(1)), default=Value(0), output_field=IntegerField())


def ended() -> Any:
    return Case.objects.filter(closed_at__isnull=False).annotate(
        day=TruncDate("closed_at"),
        all=Value(1, output_field=IntegerField()),
        on_time=flag(Q(closed_at__lte=F("due_at"))),
        issued=flag(Q(state="issued")),
        needed_facts=F("needed"),
    )


def touched(since: dt.datetime) -> Any:
    days = set(Case.objects.filter(closed_at__gte=since).values_list(TruncDate("closed_at"), flat=True))
    moved = CaseEvent.objects.filter(kind="reopened", at__gte=since).values("case_id")
    ends = CaseEvent.objects.filter(case_id__in=moved, kind__in=["issued", "cancelled", "refused"])
    return days | set(ends.values_list(TruncDate("at"), flat=True))


ENDED = Source(
    "uji.ended",
    title="Urusan selesai",
    rows=ended,
    measures={
        "all": "Semua",
        "on_time": "Tepat waktu",
        "issued": "Terbit",
        "needed_facts": "Data yang diperlukan",
    },
    touched=touched,
    columns={"number": "Nomor urusan", "service_title": "Layanan", "day": "Selesai"},
    link=lambda row: f"/meja/urusan/{row['pk']}/",
)
DONE = Indicator(
    "uji.done", title="Urusan selesai", unit=Unit.COUNT, source="uji.ended", formula=Total("all")
)
ON_TIME = Indicator(
    "uji.on_time",
    title="Selesai tepat waktu",
    unit=Unit.PERCENT,
    source="uji.ended",
    formula=Share("on_time", "all"),
)
FACTS = Indicator(
    "uji.facts",
    title="Data per urusan",
    unit=Unit.COUNT,
    source="uji.ended",
    formula=Ratio("needed_facts", "all"),
    direction=Direction.HOLD,
)
STATED = Indicator(
    "uji.stated", title="Pengangguran terbuka", unit=Unit.PERCENT, direction=Direction.DOWN, office="opd_disnakerin",
    fades_after_days=100,
)  # fmt: skip
INDICATORS = [DONE, ON_TIME, FACTS, STATED]


def noon(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time(12)))


def end(
    count: int, day: dt.date, *, office: str = MINTARAGEN, late: bool = False, state: str = "issued"
) -> list[Case]:
    """Cases that ended at noon of a day, in time or a day late."""
    made = many.cases(count, desk=f"{office}:officer")
    for case in made:
        case.area_code = AREAS.get(office, "33.76.02.1005")
        case.state, case.closed_at, case.desk, case.step_due_at = state, noon(day), "", None
        case.document_id = uuid4() if state == "issued" else None
        case.reason = "Uji" if state == "refused" else ""
        case.due_at = noon(day) + dt.timedelta(days=-1 if late else 1)
    Case.objects.bulk_update(
        made, ["state", "closed_at", "desk", "step_due_at", "document_id", "due_at", "area_code", "reason"]
    )
    return made

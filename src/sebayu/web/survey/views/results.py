"""What people said: the index with its nine elements, by office and service, for the office itself and for everybody."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.db.models.functions import TruncMonth
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from sebayu.core.identity.acting import actor_of
from sebayu.core.identity.doors import PUBLIC, door
from sebayu.core.satisfaction import perms, questionnaire, skm
from sebayu.core.satisfaction import results as reading
from sebayu.core.satisfaction.models import Response
from sebayu.core.satisfaction.results import Line
from sebayu.web import formats
from sebayu.web.components import Pager
from sebayu.web.desk import export
from sebayu.web.desk.frame import show

PERIODS = {
    "bulan": (31, gettext_lazy("31 hari terakhir")),
    "triwulan": (92, gettext_lazy("92 hari terakhir")),
    "tahun": (366, gettext_lazy("12 bulan terakhir")),
}
NOTES = 20


@dataclass(frozen=True)
class Chosen:
    """What the address narrows to; unknown words narrow nothing."""

    period: str
    office: str
    service: str
    today: dt.date

    @property
    def since(self) -> dt.date:
        return self.today - dt.timedelta(days=PERIODS[self.period][0] - 1)

    @classmethod
    def of(cls, request: HttpRequest) -> "Chosen":
        get = request.GET.get
        period = get("masa", "")
        return cls(
            period=period if period in PERIODS else "tahun",
            office=get("kantor", "")[:80],
            service=get("layanan", "")[:80],
            today=timezone.localdate(),
        )


@door(allow="indicator.read")
@require_safe
def results(request: HttpRequest) -> HttpResponse:
    """The office's own results with what people wrote; who leads the region sees all offices, without their remarks."""
    actor, chosen = actor_of(request), Chosen.of(request)
    allowed = perms.offices_of(actor)
    within = Response.objects.of(offices=allowed, since=chosen.since, until=chosen.today)
    found = within.of(offices=[chosen.office] if chosen.office else None, service_key=chosen.service)
    offices = reading.by(within, "office_key", "office_name", chosen.today)
    lines = reading.by(found, "service_key", "service_title", chosen.today) if chosen.office or len(offices) == 1 else offices  # fmt: skip
    if (kind := request.GET.get("berkas", "")) in ("csv", "xlsx"):
        return _file(kind, lines, chosen)
    edition = questionnaire.on(chosen.today)
    whole = reading.whole(found, chosen.today)
    index = reading.not_subtractable(
        found, lines, "office_key" if lines is offices else "service_key", chosen.today
    )
    services = reading.by(within, "service_key", "service_title", chosen.today)
    own = [o.key for o in offices if perms.can_read_notes(actor, o.key)]
    notes = found.exclude(note="").filter(office_key__in=own if whole.all.n >= edition.publish_from else [])
    page = Paginator(notes.annotate(month=TruncMonth("day")).order_by("-month", "id"), NOTES).get_page(
        request.GET.get("hal")
    )
    asked = reading.asked([chosen.office] if chosen.office else allowed, chosen.since, chosen.today)
    context: dict[str, Any] = {
        "whole": whole,
        "index": index,
        "elements": list(zip(edition.elements, index.all.per_element, strict=False)),
        "lines": [(line, line.all.n >= edition.publish_from) for line in lines],
        "enough": index.all.n >= edition.publish_from,
        "by_service": lines is not offices,
        "offices": offices,
        "services": services,
        "chosen": chosen,
        "periods": PERIODS.items(),
        "edition": edition,
        "asked": asked,
        "sample": skm.sample_size(asked),
        "notes": page,
        "pager": Pager.of(page, request),
    }
    return show(request, "survey/results.html", context)


@door(allow=PUBLIC)
@require_safe
def published(request: HttpRequest) -> HttpResponse:
    """For everybody: each office with enough answers, its index and grade; who has too few is named without a number."""
    chosen = Chosen.of(request)
    edition = questionnaire.on(chosen.today)
    found = Response.objects.of(since=chosen.since, until=chosen.today)
    lines = reading.by(found, "office_key", "office_name", chosen.today)
    if (kind := request.GET.get("berkas", "")) in ("csv", "xlsx"):
        return _file(kind, lines, chosen)
    whole = reading.not_subtractable(found, lines, "office_key", chosen.today)
    context = {
        "whole": whole if whole.all.n >= edition.publish_from else None,
        "left_out": whole.all.n < sum(line.all.n for line in lines),
        "elements": list(zip(edition.elements, whole.all.per_element, strict=False)),
        "lines": [line for line in lines if line.all.n >= edition.publish_from],
        "few": [line for line in lines if line.all.n < edition.publish_from],
        "chosen": chosen,
        "periods": PERIODS.items(),
        "edition": edition,
    }
    return render(request, "survey/published.html", context)


def _file(kind: str, lines: list[Line], chosen: Chosen) -> HttpResponse:
    """Numbers under their elements; what is too small to hide a person stays empty, for the office as for everybody."""
    edition = questionnaire.on(chosen.today)
    head = [_("Kunci"), _("Nama"), _("Dari"), _("Sampai"), _("Jawaban"), _("Indeks"), _("Mutu"),
            *[e.title for e in edition.elements]]  # fmt: skip

    def row(line: Line) -> list[Any]:
        shown = line.all.n >= edition.publish_from
        values = [line.all.value, line.all.grade.letter if line.all.grade else "", *line.all.per_element]
        return [
            line.key,
            line.title,
            chosen.since.isoformat(),
            chosen.today.isoformat(),
            line.all.n if shown else "",
            *(
                [formats.number(v) if not isinstance(v, str) else v for v in values]
                if shown
                else [""] * (2 + len(edition.elements))
            ),
        ]

    return export.respond(kind, f"kepuasan-{chosen.today:%Y-%m-%d}", head, map(row, lines))

"""What is wrong with our connections and agreements: for the operator's page and `sebayu check`. Reads nobody's data."""

import datetime as dt

from django.utils import timezone
from django.utils.translation import gettext as _

from sebayu.core.exchange.breaker import breaker
from sebayu.core.exchange.gateway import CONNECTED
from sebayu.core.exchange.models import Agreement, SourceConfig
from sebayu.core.exchange.sources import connect
from sebayu.core.exchange.types import Problem

SOON = dt.timedelta(days=60)  # a PKS takes its time to renew


def problems(*, today: dt.date | None = None) -> list[Problem]:
    today = today or timezone.localdate()
    ends: dict[str, dt.date] = {}
    for source, until in Agreement.objects.on(today).values_list("source", "valid_until"):
        ends[source] = max(until, ends.get(source, until))
    found: list[Problem] = []
    for config in SourceConfig.objects.filter(mode__in=CONNECTED).order_by("source"):
        client = connect(config)
        found += client.health() if client else []
        found += _about_term(config.source, ends.get(config.source), today)
    resting = [
        Problem(
            name,
            _("Register ini sedang diistirahatkan setelah gagal berulang."),
            _("Periksa jaringan dan pemilik register."),
        )
        for name in breaker.resting()
    ]
    return found + resting


def _about_term(source: str, until: dt.date | None, today: dt.date) -> list[Problem]:
    if until is None:
        return [
            Problem(
                source,
                _(
                    "Tersambung, tetapi tidak ada perjanjian kerja sama yang berlaku; tidak ada data yang diminta."
                ),
                _("Catat perjanjiannya, atau ubah caranya menjadi manual."),
            )
        ]
    if until - today <= SOON:
        return [Problem(source, _("Perjanjian kerja sama segera berakhir."), _("Siapkan perpanjangan."))]
    return []

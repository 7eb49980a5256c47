"""How our connections and agreements stand: for the pages of operator and administrator and for `sebayu check`. Reads nobody's data."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from sebayu.core.exchange.breaker import breaker
from sebayu.core.exchange.gateway import CONNECTED
from sebayu.core.exchange.models import Agreement, SourceConfig
from sebayu.core.exchange.sources import REMOTE, connect, labels
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


@dataclass(frozen=True)
class Standing:
    """One register today: its configuration, until when an agreement covers it, and a word for it; `tone` is ok, warn, bad or idle."""

    source: str
    label: Any
    config: SourceConfig | None
    until: dt.date | None
    tone: str
    said: str


def standings(*, today: dt.date | None = None) -> list[Standing]:
    """Every register the house knows, connected or not; three queries."""
    today = today or timezone.localdate()
    configs = SourceConfig.objects.in_bulk()
    ends: dict[str, dt.date] = {}
    for source, until in Agreement.objects.on(today).values_list("source", "valid_until"):
        ends[source] = max(until, ends.get(source, until))
    resting = set(breaker.resting())
    found = []
    for name in REMOTE:
        tone, said = _word(configs.get(name), ends.get(name), name in resting, today)
        found.append(Standing(name, labels()[name], configs.get(name), ends.get(name), tone, said))
    return found


def _word(
    config: SourceConfig | None, until: dt.date | None, resting: bool, today: dt.date
) -> tuple[str, str]:
    if config is None or config.mode not in CONNECTED:
        return "idle", _("tidak tersambung: petugas melihat sendiri")
    if resting:
        return "bad", _("gangguan berulang, sedang diistirahatkan")
    if until is None:
        return "warn", _("tersambung, tetapi tidak ada perjanjian yang berlaku")
    client = connect(config)
    if troubles := client.health() if client else []:
        return "warn", troubles[0].what
    if until - today <= SOON:
        return "warn", _("perjanjian segera berakhir")
    return "ok", _("tersambung")

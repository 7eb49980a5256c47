"""The gateway: which source may be asked for which element today, under which agreement, by whom.

Enforced element by element and day by day. What no agreement covers is simply not requested: it becomes a question
to an officer, and the reason is shown.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Self

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Q

from sebayu.core.exchange.breaker import breaker
from sebayu.core.exchange.enums import Method, SourceMode
from sebayu.core.exchange.models import Agreement, SourceConfig
from sebayu.core.exchange.planning import Permit
from sebayu.core.exchange.sources import connect, local_source
from sebayu.core.exchange.types import VALUE, VERIFY, Source
from sebayu.core.ledger import Actor

CONNECTED = {SourceMode.VALUE, SourceMode.VERIFY}


@dataclass(frozen=True)
class Grant:
    """An agreement as the gateway weighs it for one element."""

    number: str
    basis: str
    method: str
    valid_from: dt.date
    valid_until: dt.date
    ended_on: dt.date | None
    offices: Sequence[str]
    services: Sequence[str]

    def in_force(self, day: dt.date) -> bool:
        return self.valid_from <= day <= self.valid_until and (self.ended_on is None or day < self.ended_on)

    def covers(self, by: Actor, service: str) -> bool:
        """Offices bind officers; a citizen's own request is made for whichever office serves her. Services bind all."""
        office_fits = not self.offices or by.kind != "officer" or bool(by.offices.intersection(self.offices))
        return office_fits and (not self.services or service in self.services)


class Gateway:
    def __init__(
        self,
        *,
        configs: Mapping[str, SourceConfig],
        grants: Mapping[tuple[str, str], list[Grant]],
        by: Actor,
        service: str,
        day: dt.date,
    ) -> None:
        self._configs, self._grants = configs, grants
        self._by, self._service, self._day = by, service, day
        self._sources: dict[str, Source | None] = {}
        self._allowed: dict[str, bool] = {}
        self._with_agreement = {source for source, _path in grants}

    @classmethod
    def load(cls, *, by: Actor, service: str, day: dt.date) -> Self:
        """Two queries, and one row for each agreement, whatever the number of facts."""
        configs = {config.source: config for config in SourceConfig.objects.all()}
        connected = [name for name, config in configs.items() if config.mode in CONNECTED]
        grants: dict[tuple[str, str], list[Grant]] = {}
        if connected:
            names = [field.name for field in fields(Grant)]
            rows = (
                Agreement.objects.filter(source__in=connected)
                .annotate(paths=ArrayAgg("elements__path", filter=Q(elements__isnull=False), default=[]))
                .values_list("source", "paths", *names)
            )
            for source, paths, *terms in rows:
                grant = Grant(*terms)
                for path in paths:
                    grants.setdefault((source, path), []).append(grant)
        return cls(configs=configs, grants=grants, by=by, service=service, day=day)

    def source(self, name: str) -> Source | None:
        """The connected client of a source; None when it is not connected here."""
        if name not in self._sources:
            config = self._configs.get(name)
            found = local_source(name)
            if found is None and config is not None and config.mode in CONNECTED:
                found = connect(config)
            self._sources[name] = found
        return self._sources[name]

    def compares(self, name: str) -> bool:
        config = self._configs.get(name)
        return config is not None and config.compare

    def max_age_days(self, name: str) -> int | None:
        config, source = self._configs.get(name), self.source(name)
        own = config.max_age_days if config else None
        return own if own is not None else getattr(source, "max_age_days", None)

    def timeout_s(self, name: str) -> float:
        return self._configs[name].timeout_ms / 1000

    def permit(self, name: str, fact_path: str) -> Permit:
        source, config = self.source(name), self._configs.get(name)
        if source is None or (config is not None and config.mode == SourceMode.OFF):
            return Permit(reason="not_connected")
        if not source.needs_agreement:
            return Permit(mode=VALUE)
        permit = self._by_agreement(name, fact_path, config.mode if config else "")
        if permit.mode and permit.mode not in source.modes:
            return Permit(reason="not_connected")
        if permit.mode and not self._breaker_allows(name):
            return Permit(reason="resting")
        return permit

    def _by_agreement(self, name: str, fact_path: str, mode: str) -> Permit:
        if name not in self._with_agreement:
            return Permit(reason="no_agreement")
        grants = self._grants.get((name, fact_path), [])
        usable = [g for g in grants if g.method != Method.PORTAL and g.covers(self._by, self._service)]
        if not usable:
            return Permit(reason="not_covered")
        current = [g for g in usable if g.in_force(self._day)]
        if not current:
            return Permit(reason="agreement_ended")
        best = min(current, key=lambda g: (g.method != mode, g.method != Method.VALUE, g.number))
        granted = VALUE if mode == SourceMode.VALUE and best.method == Method.VALUE else VERIFY
        return Permit(mode=granted, agreement=best.number, basis=best.basis)

    def _breaker_allows(self, name: str) -> bool:
        if name not in self._allowed:
            self._allowed[name] = breaker.allows(name)
        return self._allowed[name]

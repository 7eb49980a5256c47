"""What changes when an agreement ends: which services lose which facts, worked out from the catalogue. Reads nobody's data."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sebayu.core.exchange.enums import Method
from sebayu.core.exchange.gateway import CONNECTED
from sebayu.core.exchange.models import Agreement, AgreementElement, SourceConfig
from sebayu.core.exchange.sources import LOCAL
from sebayu.core.exchange.wants import paths_of
from sebayu.core.facts import Fact, vocabulary
from sebayu.core.services import catalogue
from sebayu.core.services.model import Service

Ways = Mapping[str, list[tuple[str, frozenset[str]]]]  # path -> (source, services it is for; empty: all)


@dataclass(frozen=True)
class Effect:
    """One service after the end: facts an officer looks up again, and facts only our own register still answers."""

    key: str
    title: str
    by_hand: tuple[str, ...]
    own_register: tuple[str, ...]


def first_day_without(agreement: Agreement) -> dt.date:
    """The day from which nothing is requested under it any more."""
    return agreement.ended_on or agreement.valid_until + dt.timedelta(days=1)


def of_end(agreement: Agreement, *, on: dt.date | None = None) -> list[Effect]:
    """Services that change when this agreement ends, the most affected first. Empty when the source is not connected anyway."""
    config = SourceConfig.objects.filter(source=agreement.source, mode__in=CONNECTED).first()
    if config is None or agreement.method == Method.PORTAL:
        return []
    lost = set(agreement.elements.values_list("path", flat=True))
    others = _other_ways(agreement, on or first_day_without(agreement))
    found = [_effect(service, agreement.source, lost, others) for service in _services(agreement)]
    return sorted((e for e in found if e), key=lambda e: (not e.by_hand, -len(e.by_hand), e.title))


def _services(agreement: Agreement) -> Iterable[Service]:
    for service in catalogue.all():
        if not service.obsolete and (not agreement.services or service.key in agreement.services):
            yield service


def _other_ways(agreement: Agreement, day: dt.date) -> Ways:
    """What other agreements in force that day still let us ask, at sources that are connected."""
    connected = SourceConfig.objects.filter(mode__in=CONNECTED).values_list("source", flat=True)
    rest = Agreement.objects.on(day).filter(source__in=list(connected))
    rest = rest.exclude(pk=agreement.pk).exclude(method=Method.PORTAL)
    rows = AgreementElement.objects.filter(agreement__in=rest)
    ways: dict[str, list[tuple[str, frozenset[str]]]] = {}
    for path, source, services in rows.values_list("path", "agreement__source", "agreement__services"):
        ways.setdefault(path, []).append((source, frozenset(services)))
    return ways


def _effect(service: Service, source: str, lost: set[str], others: Ways) -> Effect | None:
    by_hand: list[str] = []
    own: list[str] = []
    for fact in _facts(service):
        if source not in fact.sources or fact.path not in lost:
            continue
        if any(
            name in fact.sources and (not only or service.key in only)
            for name, only in others.get(fact.path, ())
        ):
            continue
        answers_here = any(name in fact.sources and fact.path in local.paths for name, local in LOCAL.items())
        (own if answers_here else by_hand).append(fact.label)
    if not by_hand and not own:
        return None
    return Effect(service.key, service.title, tuple(by_hand), tuple(own))


def _facts(service: Service) -> list[Fact]:
    """The vocabulary's facts behind its roles, each once."""
    vocab = vocabulary()
    facts = (vocab.as_role(path, service.kind_of(path.split(".", 1)[0])) for path in paths_of(service))
    return list({fact.path: fact for fact in facts if fact}.values())

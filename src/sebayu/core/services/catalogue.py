"""All active services, filled at start-up by the programmes, and the search over them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

from sebayu.core.facts.mark import _
from sebayu.core.services import words
from sebayu.core.services.errors import UnknownService
from sebayu.core.services.model import Service

_services: dict[str, Service] = {}
_programmes: dict[str, str] = {}  # service key -> programme
_SYNONYM = 0.75
_ENOUGH = 55.0  # of 100: about half of what was typed has to be found


def register(programme: str, services: Mapping[str, Service] | Iterable[Service]) -> None:
    """Announce a programme's services; announcing again replaces them."""
    found = list(services.values() if isinstance(services, Mapping) else services)
    for service in found:
        owner = _programmes.get(service.key, programme)
        if owner != programme:
            text = _("Layanan {key} sudah diumumkan oleh program {owner}.")
            raise ValueError(text.format(key=service.key, owner=owner))
    withdraw(programme)
    for service in found:
        _services[service.key] = service
        _programmes[service.key] = programme


def withdraw(programme: str) -> None:
    """A programme that is switched off takes its services with it."""
    for key in [key for key, owner in _programmes.items() if owner == programme]:
        del _services[key], _programmes[key]


def get(key: str) -> Service:
    try:
        return _services[key]
    except KeyError:
        raise UnknownService(key) from None


def all() -> list[Service]:
    return sorted(_services.values(), key=lambda service: service.title)


def programme_of(key: str) -> str:
    return _programmes[key]


def situations() -> dict[str, list[Service]]:
    """Life situations with their services."""
    found: dict[str, list[Service]] = {}
    for service in all():
        for situation in service.situations:
            found.setdefault(situation, []).append(service)
    return found


def search(text: str, *, limit: int = 20) -> list[Service]:
    """Best first. Words may be misspelt, inflected, or a neighbour's word for the same thing."""
    asked = words.meaningful(text[:200])[:12]
    if not asked:
        return []
    wider = words.widened(text[:200])
    scored = [(_score(service, asked, wider), service) for service in all()]
    found = sorted(((score, one) for score, one in scored if score >= _ENOUGH), key=lambda pair: -pair[0])
    return [service for _score_, service in found[:limit]]


def _score(service: Service, asked: list[str], wider: set[str]) -> float:
    title, called, rest = _index(service)
    total = 0.0
    for word in asked:
        own = max(words.best(word, title), 0.98 * words.best(word, called), 0.7 * words.best(word, rest))
        total += own
    direct = total / len(asked)
    by_synonym = _SYNONYM * 100.0 if wider & (title | called) else 0.0
    exact = (
        5.0 if service.key in asked or " ".join(asked) in (word.casefold() for word in service.words) else 0.0
    )
    # of two that fit alike, the one whose title says nothing else: "surat usaha" is the SKU
    whole = (
        4.0 * sum(words.best(word, asked) >= words.ALIKE for word in title) / max(1, len(title))
        if direct
        else 0.0
    )
    return max(direct, by_synonym) + exact + whole + (2.0 if direct and by_synonym else 0.0)


@lru_cache(maxsize=1024)
def _index_of(version: str, title: str, called: str, rest: str) -> tuple[frozenset[str], ...]:
    return tuple(frozenset(words.meaningful(text)) for text in (title, called, rest))


def _index(service: Service) -> tuple[frozenset[str], ...]:
    called = " ".join([*service.words, service.key.replace("_", " ")])
    rest = " ".join([*(one.replace("_", " ") for one in service.situations), service.summary])
    return _index_of(service.version, service.title, called, rest)

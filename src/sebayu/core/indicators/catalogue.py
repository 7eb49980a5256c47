"""All active indicators and their sources, filled at start-up by the programmes."""

from __future__ import annotations

from collections.abc import Iterable

from sebayu.core.indicators.declare import Indicator, Source

_sources: dict[str, Source] = {}
_indicators: dict[str, Indicator] = {}
_owners: dict[str, tuple[str, str]] = {}  # indicator or source key -> (app, programme)


class UnknownIndicator(KeyError):
    """No active programme declares it."""


def register(app: str, *, programme: str, sources: Iterable[Source], indicators: Iterable[Indicator]) -> None:
    """Announce what one app declares; announcing again replaces it. A key belongs to one app only."""
    sources, indicators = list(sources), list(indicators)
    withdraw(app)
    declared: list[Source | Indicator] = [*sources, *indicators]
    for row in declared:
        if row.key in _owners:
            raise ValueError(f"indicator key declared twice: {row.key} ({_owners[row.key][0]}, {app})")
        _owners[row.key] = (app, programme)
    _sources.update({row.key: row for row in sources})
    _indicators.update({row.key: row for row in indicators})
    for indicator in indicators:
        _check(indicator)


def withdraw(app: str) -> None:
    """A programme that is switched off takes its indicators with it; their stored values stay."""
    for key in [key for key, owner in _owners.items() if owner[0] == app]:
        del _owners[key]
        _sources.pop(key, None)
        _indicators.pop(key, None)


def _check(row: Indicator) -> None:
    if row.formula is None:
        if row.source:
            raise ValueError(f"{row.key}: a source without a formula")
        return
    source = _sources.get(row.source)
    if source is None:
        raise ValueError(f"{row.key}: unknown source {row.source}")
    if missing := set(row.formula.measures) - set(source.measures):
        raise ValueError(f"{row.key}: {row.source} has no measure {sorted(missing)}")


def get(key: str) -> Indicator:
    try:
        return _indicators[key]
    except KeyError:
        raise UnknownIndicator(key) from None


def source(key: str) -> Source:
    return _sources[key]


def source_of(indicator: Indicator) -> Source | None:
    return _sources.get(indicator.source)


def all() -> list[Indicator]:
    return sorted(_indicators.values(), key=lambda row: row.key)


def sources() -> list[Source]:
    return sorted(_sources.values(), key=lambda row: row.key)


def programme_of(key: str) -> str:
    return _owners[key][1]


def of_programme(programme: str) -> list[Indicator]:
    return [row for row in all() if _owners[row.key][1] == programme]


def tagged(tag: str) -> list[Indicator]:
    return [row for row in all() if tag in row.tags]


def of_dimension(dimension: str) -> list[Indicator]:
    return [row for row in all() if row.dimension == dimension]

"""The sources: one folder each, one interface (`types.Source`), the same file names in every folder.

`client.py` asks, `mapping.py` translates between the owner's words and the vocabulary, `__init__.py` says what it is.
"""

import threading
from typing import Any

from sebayu.core.exchange.models import SourceConfig
from sebayu.core.exchange.sources.ask import AskSource
from sebayu.core.exchange.sources.attest import AttestSource
from sebayu.core.exchange.sources.dtsen import DtsenSource
from sebayu.core.exchange.sources.dukcapil import DukcapilSource
from sebayu.core.exchange.sources.manual import ManualSource
from sebayu.core.exchange.sources.oss import OssSource
from sebayu.core.exchange.sources.pbb import PbbSource
from sebayu.core.exchange.sources.registry import RegistrySource
from sebayu.core.exchange.sources.remote import RemoteSource
from sebayu.core.exchange.sources.school import SchoolSource
from sebayu.core.exchange.sources.settings import Settings
from sebayu.core.exchange.types import Source

REMOTE: dict[str, type[RemoteSource]] = {
    s.name: s for s in (DukcapilSource, DtsenSource, OssSource, PbbSource, SchoolSource)
}
LOCAL: dict[str, Source] = {"registry": RegistrySource()}
HUMAN: dict[str, Source] = {"manual": ManualSource(), "attest": AttestSource(), "ask": AskSource()}

_clients: dict[Settings, Source] = {}
_lock = threading.Lock()


def local_source(name: str) -> Source | None:
    return LOCAL.get(name)


def connect(config: SourceConfig) -> Source | None:
    """The client for a configuration, kept with its open connections as long as the configuration stays the same."""
    kind = REMOTE.get(config.source)
    if kind is None:
        return None
    settings = Settings.of(config)
    with _lock:
        if settings not in _clients:
            for old in [s for s in _clients if s.source == config.source]:
                del _clients[old]
            _clients[settings] = kind(settings)
        return _clients[settings]


def disconnect() -> None:
    """Let go of every connection: for tests, and before a process forks."""
    with _lock:
        _clients.clear()


def labels() -> dict[str, Any]:
    everybody: dict[str, Any] = {**REMOTE, **LOCAL, **HUMAN}
    return {name: source.label for name, source in everybody.items()}

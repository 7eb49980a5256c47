"""How to reach one register: its address, and its secret looked up where the configuration says it is."""

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from sebayu.core.exchange.models import SourceConfig


class NoCredentials(LookupError):
    """The place named by `credentials_ref` holds nothing."""


@dataclass(frozen=True)
class Settings:
    source: str
    base_url: str
    credentials_ref: str = ""
    threshold: int = 100
    options: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, config: SourceConfig) -> Self:
        options = tuple(sorted((str(k), str(v)) for k, v in config.options.items()))
        return cls(config.source, config.base_url, config.credentials_ref, config.threshold, options)

    def option(self, name: str, default: str = "") -> str:
        return dict(self.options).get(name, default)

    def credentials(self) -> Mapping[str, str]:
        """A JSON object as it stands, or one token under the name `token`. Read each time, so that rotation needs no restart."""
        if not self.credentials_ref:
            return {}
        text = self._secret().strip()
        if not text:
            raise NoCredentials(self.source)
        if not text.startswith("{"):
            return {"token": text}
        try:
            data: Any = json.loads(text)
        except ValueError:
            raise NoCredentials(self.source) from None
        return {str(k): str(v) for k, v in data.items()}

    def _secret(self) -> str:
        kind, _colon, place = self.credentials_ref.partition(":")
        if kind == "env":
            return os.environ.get(place, "")
        try:
            return Path(place).read_text(encoding="utf-8")
        except (OSError, UnicodeError):
            raise NoCredentials(self.source) from None

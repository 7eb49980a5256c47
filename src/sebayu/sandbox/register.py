"""Reading the town's SQLite file: one read-only connection per thread."""

from __future__ import annotations

import sqlite3
import threading
from datetime import date
from pathlib import Path
from typing import Any


class Register:
    def __init__(self, path: str | Path) -> None:
        self.path = Path(path).resolve()
        if not self.path.exists():
            raise FileNotFoundError(f"no town at {self.path.name}: make one first (sebayu.sandbox.town)")
        self._local = threading.local()
        self.meta = {r["key"]: r["value"] for r in self.all("select key, value from meta")}
        self.today = date.fromisoformat(self.meta["today"])
        self.areas = {r["code"]: dict(r) for r in self.all("select * from areas")}
        self.close()

    def _connection(self) -> sqlite3.Connection:
        found = getattr(self._local, "connection", None)
        if found is None:
            found = sqlite3.connect(f"{self.path.as_uri()}?mode=ro&immutable=1", uri=True)
            found.row_factory = sqlite3.Row
            self._local.connection = found
        return found

    def one(self, sql: str, *args: Any) -> sqlite3.Row | None:
        return self._connection().execute(sql, args).fetchone()

    def all(self, sql: str, *args: Any) -> list[sqlite3.Row]:
        return self._connection().execute(sql, args).fetchall()

    def close(self) -> None:
        """Ends this thread's connection; the next read opens another."""
        found = getattr(self._local, "connection", None)
        if found is not None:
            found.close()
            self._local.connection = None

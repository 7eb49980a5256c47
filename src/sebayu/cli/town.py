"""The generated town of the demo: made once per region and size, kept in the data folder."""

import datetime as dt
import sqlite3
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sebayu.core.areas import region
from sebayu.sandbox.town import Town, generate

Say = Callable[[str], None]
SEED = 2026


def town_file(folder: Path, residents: int) -> Path:
    return folder / f"town-{residents}.sqlite"


def ensure_town(region_key: str, residents: int, folder: Path, say: Say) -> Path:
    """The town's file, made when it is not there."""
    path = town_file(folder, residents)
    if not path.exists():
        build(region_key, residents, say).write(path)
    return path


def build(region_key: str, residents: int, say: Say, today: dt.date | None = None) -> Town:
    """The town in memory: the same for the same arguments."""
    pack = region.load(region_key)
    began = time.monotonic()
    officials = [
        {"key": row.key, "name": row.name, "nip": row.nip, "email": row.email} for row in pack.officials
    ]
    town = generate(
        [{"code": row.code, "name": row.name, "kind": row.kind} for row in pack.areas],
        residents,
        SEED,
        today=today or dt.date.today(),  # noqa: DTZ011 - the calendar day of the demo's own clock
        region_code=pack.code,
        officials=officials,
    )
    say(f"Kota buatan: {residents:,} penduduk dalam {time.monotonic() - began:.1f} detik".replace(",", "."))
    return town


def made_on(path: Path) -> dt.date | None:
    """The day a town was made: its 'yesterday' counts from there."""
    with sqlite3.connect(path) as connection:
        row = connection.execute("SELECT value FROM meta WHERE key = 'today'").fetchone()
    return dt.date.fromisoformat(row[0]) if row else None


class Progress:
    """One line that fills up on a terminal, a line per step where output is a file; on stderr, since stdout may carry a result."""

    def __init__(self, total: int) -> None:
        self.total, self.done, self.table = max(1, total), {}, ""
        self.bar = sys.stderr.isatty()

    def __call__(self, table: str, count: int) -> None:
        self.done[table] = count
        loaded = sum(n for name, n in self.done.items() if name != "index")
        share = min(1.0, loaded / self.total)
        if self.bar:
            filled = int(share * 30)
            print(
                f"\r  [{'█' * filled}{'·' * (30 - filled)}] {share:4.0%} {table:<12}",
                end="",
                file=sys.stderr,
                flush=True,
            )
        elif table != self.table:
            print(f"  {table} ...", file=sys.stderr, flush=True)
        self.table = table

    def finish(self) -> None:
        if self.bar:
            print("\r" + " " * 60 + "\r", end="", file=sys.stderr, flush=True)


TABLES = ("households", "persons", "businesses", "land", "enrolments")


def load_registry(town: Town) -> dict[str, int]:
    """Load the town into our own registry by COPY, with a progress bar."""
    from sebayu.core.registry.loading import load_town

    progress = Progress(int(len(town.people["name"]) * 1.9))
    tables: dict[str, Any] = {name: (town.columns(name), town.rows(name)) for name in TABLES}
    counts = load_town(tables, progress)
    progress.finish()
    return counts

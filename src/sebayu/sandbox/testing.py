"""For tests of any room: one small town per process, and a server over it.

from sebayu.sandbox.testing import running
with running() as server: httpx.post(server.url + "/dukcapil/get_json/contoh/CALL_NIK", json={...})
"""

from __future__ import annotations

import atexit
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from functools import cache
from pathlib import Path

from sebayu.sandbox.server import Server, serve
from sebayu.sandbox.town import Town, generate

TODAY = date(2026, 11, 21)
AREAS = [
    {"code": "33.76.01", "name": "Tegal Barat", "kind": "kecamatan"},
    {"code": "33.76.01.1005", "name": "Kraton", "kind": "kelurahan"},
    {"code": "33.76.01.1006", "name": "Tegalsari", "kind": "kelurahan"},
    {"code": "33.76.02", "name": "Tegal Timur", "kind": "kecamatan"},
    {"code": "33.76.02.1002", "name": "Slerok", "kind": "kelurahan"},
    {"code": "33.76.02.1005", "name": "Mintaragen", "kind": "kelurahan"},
]


@cache
def small_town() -> Town:
    """400 residents of four kelurahan of Kota Tegal, the cast among them."""
    return generate(AREAS, 400, seed=7, today=TODAY, region_code="33.76")


@cache
def folder() -> Path:
    """A folder of this process with `town.sqlite`; removed at its end. The test authority lives there too."""
    path = Path(tempfile.mkdtemp(prefix="sebayu-sandbox-"))
    atexit.register(shutil.rmtree, path, ignore_errors=True)
    small_town().write(path / "town.sqlite")
    return path


@contextmanager
def running() -> Iterator[Server]:
    """A fresh server (no faults, no calls counted) over the small town; the same authority in every one of a process."""
    server = serve(folder() / "town.sqlite", folder())
    try:
        yield server
    finally:
        server.stop()

"""The region pack's share of the movement: `movement.yaml` of the region, and what all regions have in common."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from sebayu.core.areas import region
from sebayu.core.areas.errors import PackError
from sebayu.core.areas.packs import check
from sebayu.core.areas.packs.reading import read

FILE = "movement.yaml"
LISTS = (
    "taxonomies",
    "mappings",
    "adopts",
    "editions",
    "agreements",
    "decrees",
    "office_changes",
    "readiness",
)


@cache
def _read(national: Path, own: Path) -> dict[str, Any]:
    merged: dict[str, Any] = {name: [] for name in LISTS} | {"bimtek": {"stages": []}}
    for path in (national, own):
        if not path.is_file():
            continue
        source = read(path, "movement")
        if problems := list(check.check_dates(source)):
            raise PackError(problems)
        for name in LISTS:
            merged[name] = [*merged[name], *source.data.get(name, ())]
        merged["bimtek"] = source.data.get("bimtek", merged["bimtek"])
    return merged


def movement(key: str = "") -> dict[str, Any]:
    """What the pack says about the movement, checked; all lists are there, empty where nothing is written.

    Raises PackError naming file and line.
    """
    folder = region.folder()
    own = (region.load(key) if key else region.pack()).folder
    return _read(folder / "_national" / FILE, own / FILE)

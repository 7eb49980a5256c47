"""Several offices read as one, `office:a+office:b`: the one that answers stands first, then those it was merged from (pure)."""

from __future__ import annotations

from collections.abc import Iterable

OFFICE = "office:"


def joined(offices: Iterable[str]) -> str:
    return "+".join(f"{OFFICE}{key}" for key in offices)


def parted(scope: str) -> list[str]:
    """The keys of two or more offices; nothing for one place."""
    parts = scope.split("+")
    if len(parts) < 2 or not all(part.startswith(OFFICE) and len(part) > len(OFFICE) for part in parts):
        return []
    return [part.removeprefix(OFFICE) for part in parts]

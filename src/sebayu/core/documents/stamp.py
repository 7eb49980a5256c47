"""The visible mark of an electronic signature: one small picture, laid into the frame that the sheet left free."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import typst

from sebayu.core.documents.signing.port import Stamp

_SOURCE = Path(__file__).parent / "typst" / "stamp.typ"


def at(frames: Iterable[Mapping[str, Any]], position: int, *, simulator: bool = False) -> Stamp | None:
    """The stamp of the signer at this position; none when the letter has no frame for him. A simulator draws its own mark."""
    for frame in frames:
        if frame["position"] == position:
            names = ("page", "x", "y", "width", "height", "page_height")
            return Stamp(picture=b"" if simulator else picture(), **{name: frame[name] for name in names})
    return None


@cache
def picture() -> bytes:
    pages = typst.compile(str(_SOURCE), format="png", ppi=200, ignore_system_fonts=True)
    return pages if isinstance(pages, bytes) else pages[0]

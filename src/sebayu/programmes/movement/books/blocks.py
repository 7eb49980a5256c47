"""What a chapter is made of, as plain data (pure)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Text:
    """Paragraphs; `small` for a note below a table."""

    paragraphs: Sequence[str]
    small: bool = False
    kind: str = "text"


@dataclass(frozen=True)
class Bullets:
    items: Sequence[str]
    kind: str = "bullets"


@dataclass(frozen=True)
class Pairs:
    """Label and value, one below the other."""

    rows: Sequence[tuple[str, str]]
    kind: str = "pairs"


@dataclass(frozen=True)
class Table:
    """`widths` are shares of the line; `right` the columns that hold numbers."""

    caption: str
    head: Sequence[str]
    rows: Sequence[Sequence[str]]
    widths: Sequence[float]
    right: Sequence[int] = ()
    kind: str = "table"


@dataclass(frozen=True)
class Bars:
    """One bar a row: label, share between 0 and 1, words beside it."""

    caption: str
    rows: Sequence[tuple[str, float, str]]
    kind: str = "bars"


@dataclass(frozen=True)
class Timeline:
    """One line a row: label, from and to as shares of the years between `first` and `last`."""

    caption: str
    first: int
    last: int
    rows: Sequence[tuple[str, float, float]]
    kind: str = "timeline"


Block = Text | Bullets | Pairs | Table | Bars | Timeline


@dataclass(frozen=True)
class Chapter:
    """`sections` are (title, blocks); a section without a title follows the heading of the chapter."""

    title: str
    sections: Sequence[tuple[str, Sequence[Block]]]

    def as_data(self) -> dict[str, Any]:
        return {
            "title": self.title,
            "sections": [
                {"title": title, "blocks": [asdict(block) for block in blocks]}
                for title, blocks in self.sections
            ],
        }

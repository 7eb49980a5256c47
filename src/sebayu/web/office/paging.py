"""Turning the pages of a list by key: a row that comes or goes meanwhile moves no other."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, Q, QuerySet
from django.utils.http import urlencode

SIZE = 25
AFTER, BEFORE = "sesudah", "sebelum"


@dataclass(frozen=True)
class Turned:
    """One page. `before` and `after` are the keys of its ends where there is more beyond them."""

    rows: list[Any]
    before: str = ""
    after: str = ""

    def urls(self, path: str, chosen: Mapping[str, str]) -> dict[str, str]:
        """Addresses of the pages beside, and of the whole list as a file; filters stay."""
        return {
            "previous": address(path, chosen, **{BEFORE: self.before}) if self.before else "",
            "next": address(path, chosen, **{AFTER: self.after}) if self.after else "",
            "xlsx": address(path, chosen, berkas="xlsx"),
            "csv": address(path, chosen, berkas="csv"),
        }


def word(text: str) -> str:
    """A key as it stands in an address; what cannot be one is nothing."""
    return text if len(text) <= 100 and text.isprintable() else ""


def address(path: str, chosen: Mapping[str, str], **more: str) -> str:
    query = urlencode({k: v for k, v in {**chosen, **more}.items() if v})
    return f"{path}?{query}" if query else path


def turn(found: QuerySet, *, by: tuple[str, str], after: Model | None, before: Model | None) -> Turned:
    """`by` are the two fields of its order, the second unique; `after` and `before` the row at the edge of the page we come from."""
    if before is not None:
        rows = list(found.filter(_beyond(by, before, "lt")).order_by(f"-{by[0]}", f"-{by[1]}")[: SIZE + 1])
        more, rows = len(rows) > SIZE, rows[:SIZE][::-1]
        return Turned(rows, _key(rows[:1]) if more else "", _key(rows[-1:]))
    if after is not None:
        found = found.filter(_beyond(by, after, "gt"))
    rows = list(found.order_by(*by)[: SIZE + 1])
    more, rows = len(rows) > SIZE, rows[:SIZE]
    return Turned(rows, _key(rows[:1]) if after is not None else "", _key(rows[-1:]) if more else "")


def _beyond(by: tuple[str, str], row: Model, way: str) -> Q:
    first, second = (getattr(row, name) for name in by)
    return Q(**{f"{by[0]}__{way}": first}) | Q(**{by[0]: first, f"{by[1]}__{way}": second})


def _key(rows: list[Model]) -> str:
    return str(rows[0].pk) if rows else ""

"""What waits for what: a circle is found before it is written (pure)."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import TypeVar

Node = TypeVar("Node", bound=Hashable)


def circle(edges: Iterable[tuple[Node, Node]], new: tuple[Node, Node]) -> list[Node]:
    """The way round that `new` (waits, for) would close, starting and ending at the one that waits; empty when there is none."""
    needs: dict[Node, list[Node]] = {}
    for waits, other in edges:
        needs.setdefault(waits, []).append(other)
    start, first = new
    if start == first:
        return [start, start]
    came: dict[Node, Node] = {first: start}
    queue = [first]
    while queue:
        here = queue.pop(0)
        for there in needs.get(here, ()):
            if there == start:
                return _way(came, start, here)
            if there not in came:
                came[there] = here
                queue.append(there)
    return []


def _way(came: dict[Node, Node], start: Node, last: Node) -> list[Node]:
    back = [last]
    while back[-1] != start:
        back.append(came[back[-1]])
    return [*reversed(back), start]

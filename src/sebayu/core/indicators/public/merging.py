"""Merging small cells until nobody can be told from them. Pure.

Cells hang in a tree: year, month, kecamatan, place. What is too small is pooled with the other small ones of its branch; a pool that is
still too small takes in the smallest whole neighbours until it is large enough, and goes one branch up when there are none. The groups
part the cells: each cell lies in exactly one group, so the sum over all groups is exact. What remains too small at the root is withheld.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

Path = tuple[str, ...]


@dataclass(slots=True)
class Leaf:
    """One cell: where it hangs, what it counts, and what it says."""

    path: Path
    counts: tuple[int, ...]  # rows of each measure that must not be small
    content: Any = None


@dataclass(slots=True)
class Group:
    """Cells that are published as one."""

    leaves: list[Leaf] = field(default_factory=list)

    @property
    def counts(self) -> tuple[int, ...]:
        return tuple(sum(column) for column in zip(*(leaf.counts for leaf in self.leaves), strict=True))

    def is_safe(self, least: int) -> bool:
        """Each measure is counted in no row at all, or in enough of them; and something is counted."""
        return bool(self.leaves) and all(count == 0 or count >= least for count in self.counts)

    @property
    def size(self) -> int:
        return sum(self.counts)


def merge(leaves: Sequence[Leaf], least: int) -> tuple[list[Group], Group]:
    """The groups that may be published, and what must be withheld (without leaves: nothing)."""
    return _branch(list(leaves), 0, least)


def _branch(leaves: list[Leaf], depth: int, least: int) -> tuple[list[Group], Group]:
    """Groups of this branch, and its small rest."""
    if all(len(leaf.path) <= depth for leaf in leaves):
        whole = Group(leaves)
        return ([whole], Group()) if whole.is_safe(least) else ([], whole)
    branches: dict[str, list[Leaf]] = defaultdict(list)
    for leaf in leaves:
        branches[leaf.path[depth] if len(leaf.path) > depth else ""].append(leaf)
    groups, pool = [], Group()
    for name in sorted(branches):
        found, rest = _branch(branches[name], depth + 1, least)
        groups += found
        pool.leaves += rest.leaves
    return _settle(groups, pool, least)


def _settle(groups: list[Group], pool: Group, least: int) -> tuple[list[Group], Group]:
    """Let the pool take in its smallest neighbours until it is safe."""
    if not pool.leaves:
        return groups, pool
    waiting = sorted(groups, key=lambda group: (group.size, group.leaves[0].path))
    while not pool.is_safe(least) and waiting:
        taken = waiting.pop(0)
        pool = Group([*pool.leaves, *taken.leaves])
    if pool.is_safe(least):
        return [*waiting, pool], Group()
    return waiting, pool

"""Who lives together: the skeleton of every household, as arrays of twelve places each (head, spouse, five children, ...)."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from sebayu.sandbox.town.codes import (
    CHILD,
    CHILD_IN_LAW,
    DIVORCED,
    GRANDCHILD,
    HEAD,
    HUSBAND,
    MARRIED,
    PARENT,
    PARENT_IN_LAW,
    RELATIVE,
    SINGLE,
    WIDOWED,
    WIFE,
)

YEAR = 365.25
PLACES = 12
P_HEAD, P_SPOUSE, P_CHILD, P_FATHER, P_MOTHER, P_IN_LAW, P_GRANDCHILD, P_RELATIVE = 0, 1, 2, 7, 8, 9, 10, 11
CHILDREN = slice(2, 7)
FAMILY, COUPLE, LONE_PARENT, ALONE, THREE_GENERATIONS, MARRIED_CHILD = range(6)
SHARES = (0.55, 0.11, 0.10, 0.08, 0.11, 0.05)
ALIVE = np.iinfo(np.int64).max


@dataclass
class Skeleton:
    """One row per household, one column per place. Days count from 1970-01-01."""

    kind: np.ndarray
    present: np.ndarray
    birth: np.ndarray
    female: np.ndarray
    relation: np.ndarray
    marital: np.ndarray
    wed: np.ndarray
    death: np.ndarray
    index: np.ndarray = field(default_factory=lambda: np.empty(0))


def build(count: int, rng: np.random.Generator, today: int) -> Skeleton:
    kind = rng.choice(6, size=count, p=SHARES)
    shape = (count, PLACES)
    s = Skeleton(
        kind=kind,
        present=np.zeros(shape, dtype=bool),
        birth=np.zeros(shape, dtype=np.int64),
        female=np.zeros(shape, dtype=bool),
        relation=np.full(shape, CHILD, dtype=np.int8),
        marital=np.full(shape, SINGLE, dtype=np.int8),
        wed=np.zeros(shape, dtype=np.int64),
        death=np.full(shape, ALIVE, dtype=np.int64),
    )
    mother = _couples(s, rng, today)
    _children(s, mother, rng, today)
    _lone(s, rng, today)
    _alone(s, rng, today)
    _elders(s, rng, today)
    _married_child(s, rng, today)
    _relatives(s, rng, today)
    _deaths(s, rng, today)
    _heads(s, today)
    return s


def _between(rng: np.random.Generator, low, high) -> np.ndarray:
    """Whole days, uniform between two arrays (or numbers) of days; low wins when they cross."""
    low, high = np.broadcast_arrays(np.asarray(low, dtype=np.int64), np.asarray(high, dtype=np.int64))
    return low + (rng.random(low.shape) * np.maximum(high - low, 0)).astype(np.int64)


def _normal(rng, mean, spread, low, high, size) -> np.ndarray:
    return np.clip(rng.normal(mean, spread, size), low, high)


def _couples(s: Skeleton, rng: np.random.Generator, today: int) -> np.ndarray:
    """Heads and spouses; returns the birth day of the (real or former) wife, from which children are counted."""
    n = len(s.kind)
    age = np.select(
        [s.kind == FAMILY, s.kind == LONE_PARENT, s.kind == THREE_GENERATIONS, s.kind == MARRIED_CHILD],
        [
            _normal(rng, 40, 9, 19.5, 68, n),
            _normal(rng, 46, 9, 22, 75, n),
            _normal(rng, 36, 7, 22, 55, n),
            _normal(rng, 53, 5, 44, 66, n),
        ],
        default=np.where(
            rng.random(n) < 0.3, _normal(rng, 25, 3, 19.5, 34, n), _normal(rng, 63, 8, 50, 90, n)
        ),
    )
    wife = (today - age * YEAR).astype(np.int64)
    husband = np.minimum(
        wife - (_normal(rng, 3.5, 4, -6, 18, n) * YEAR).astype(np.int64), int(today - 20 * YEAR)
    )
    s.birth[:, P_HEAD], s.birth[:, P_SPOUSE] = husband, wife
    s.female[:, P_SPOUSE] = True
    s.present[:, P_HEAD] = True
    s.present[:, P_SPOUSE] = ~np.isin(s.kind, (LONE_PARENT, ALONE))
    s.relation[:, P_HEAD], s.relation[:, P_SPOUSE] = HEAD, WIFE
    s.marital[:, :2] = MARRIED
    return wife


def _children(s: Skeleton, mother: np.ndarray, rng: np.random.Generator, today: int) -> None:
    n = len(s.kind)
    first = mother + (_normal(rng, 24.5, 4, 18, 38, n) * YEAR).astype(np.int64)
    # a father is at least 18 when his first child is born
    first = np.maximum(first, s.birth[:, P_HEAD] + int(18 * YEAR))
    gaps = ((1.4 + rng.gamma(2.0, 1.1, (n, 4))) * YEAR).astype(np.int64)
    births = np.c_[first, first[:, None] + np.cumsum(gaps, axis=1)]
    wanted = rng.choice(6, size=n, p=(0.05, 0.20, 0.38, 0.23, 0.10, 0.04))
    wanted = np.where(s.kind == MARRIED_CHILD, np.maximum(wanted, 1), wanted)
    born = (np.arange(5) < wanted[:, None]) & (births <= today) & (births - mother[:, None] <= 45 * YEAR)
    age = (today - births) / YEAR
    stays = np.select([age < 18, age < 25, age < 30, age < 35], [1.0, 0.85, 0.45, 0.2], default=0.06)
    home = born & (rng.random((n, 5)) < stays) & ~np.isin(s.kind, (COUPLE, ALONE))[:, None]
    grown = s.kind == MARRIED_CHILD
    home[grown, 0] = (births[grown, 0] <= today) & (age[grown, 0] >= 21)
    s.birth[:, CHILDREN], s.present[:, CHILDREN] = births, home
    s.female[:, CHILDREN] = rng.random((n, 5)) < 0.487
    wed = np.where(
        wanted > 0, first - _between(rng, np.full(n, 300), np.full(n, 700)), mother + int(23 * YEAR)
    )
    s.wed[:, :2] = np.minimum(wed, today - 20)[:, None]


def _lone(s: Skeleton, rng: np.random.Generator, today: int) -> None:
    """A mother or father alone: mostly widowed, the dead spouse often still in the register; else divorced."""
    rows = np.flatnonzero(s.kind == LONE_PARENT)
    swap = rows[rng.random(len(rows)) < 0.72]  # most lone parents are women: the wife becomes head
    s.birth[swap, P_HEAD], s.birth[swap, P_SPOUSE] = s.birth[swap, P_SPOUSE], s.birth[swap, P_HEAD].copy()
    s.female[swap, P_HEAD], s.female[swap, P_SPOUSE] = True, False
    s.relation[swap, P_SPOUSE] = HUSBAND
    widowed = rng.random(len(rows)) < 0.68
    s.marital[rows, P_HEAD] = np.where(widowed, WIDOWED, DIVORCED)
    kept = rows[widowed & (rng.random(len(rows)) < 0.6)]
    youngest = np.where(s.present[kept, CHILDREN], s.birth[kept, CHILDREN], 0).max(axis=1)
    s.present[kept, P_SPOUSE] = True
    s.death[kept, P_SPOUSE] = _between(
        rng, np.maximum(youngest, today - 12 * 365), np.full(len(kept), today - 30)
    )


def _alone(s: Skeleton, rng: np.random.Generator, today: int) -> None:
    rows = np.flatnonzero(s.kind == ALONE)
    young = rng.random(len(rows)) < 0.45
    age = np.where(young, rng.uniform(18, 32, len(rows)), _normal(rng, 70, 7, 55, 97, len(rows)))
    s.birth[rows, P_HEAD] = (today - age * YEAR).astype(np.int64)
    s.female[rows, P_HEAD] = rng.random(len(rows)) < np.where(young, 0.45, 0.72)
    later = rng.choice((WIDOWED, DIVORCED, SINGLE), size=len(rows), p=(0.78, 0.12, 0.10))
    s.marital[rows, P_HEAD] = np.where(young, SINGLE, later)
    s.wed[rows, P_HEAD] = s.birth[rows, P_HEAD] + int(23 * YEAR)


def _elders(s: Skeleton, rng: np.random.Generator, today: int) -> None:
    """The head's parents under the same roof."""
    rows = np.flatnonzero(s.kind == THREE_GENERATIONS)
    head = s.birth[rows, P_HEAD]
    mother = head - (_normal(rng, 25, 5, 18, 42, len(rows)) * YEAR).astype(np.int64)
    father = mother - (_normal(rng, 4, 3, -3, 14, len(rows)) * YEAR).astype(np.int64)
    father = np.minimum(father, head - int(18 * YEAR))
    fits = lambda birth: (today - birth) < 97 * YEAR  # noqa: E731
    has_mother = (rng.random(len(rows)) < 0.85) & fits(mother)
    has_father = ((rng.random(len(rows)) < 0.4) | ~has_mother) & fits(father)
    s.birth[rows, P_FATHER], s.birth[rows, P_MOTHER] = father, mother
    s.female[rows, P_MOTHER] = True
    s.present[rows, P_FATHER], s.present[rows, P_MOTHER] = has_father, has_mother
    s.relation[rows, P_FATHER] = s.relation[rows, P_MOTHER] = PARENT
    state = np.where(has_father & has_mother, MARRIED, WIDOWED)
    s.marital[rows, P_FATHER] = s.marital[rows, P_MOTHER] = state
    wed = np.maximum(head - 400, father + 18 * 365)
    s.wed[rows, P_FATHER] = s.wed[rows, P_MOTHER] = np.minimum(wed, head - 280)


def _married_child(s: Skeleton, rng: np.random.Generator, today: int) -> None:
    """The first child married and stayed: a son- or daughter-in-law and perhaps a grandchild."""
    rows = np.flatnonzero((s.kind == MARRIED_CHILD) & s.present[:, P_CHILD])
    child = s.birth[rows, P_CHILD]
    female = s.female[rows, P_CHILD]
    partner = np.minimum(
        child + (rng.normal(0, 2, len(rows)) * YEAR).astype(np.int64), int(today - 19.5 * YEAR)
    )
    s.birth[rows, P_IN_LAW], s.female[rows, P_IN_LAW] = partner, ~female
    s.present[rows, P_IN_LAW] = True
    s.relation[rows, P_IN_LAW] = CHILD_IN_LAW
    s.marital[rows, P_CHILD] = s.marital[rows, P_IN_LAW] = MARRIED
    mother = np.where(female, child, partner)
    born = np.maximum(mother, np.where(female, partner, child)) + (
        rng.uniform(19.6, 27, len(rows)) * YEAR
    ).astype(int)
    s.birth[rows, P_GRANDCHILD] = born
    s.present[rows, P_GRANDCHILD] = born <= today
    s.female[rows, P_GRANDCHILD] = rng.random(len(rows)) < 0.487
    s.relation[rows, P_GRANDCHILD] = GRANDCHILD
    s.wed[rows, P_CHILD] = s.wed[rows, P_IN_LAW] = np.minimum(born - 330, today - 25)


def _relatives(s: Skeleton, rng: np.random.Generator, today: int) -> None:
    rows = np.flatnonzero((rng.random(len(s.kind)) < 0.03) & (s.kind != ALONE))
    s.present[rows, P_RELATIVE] = True
    s.birth[rows, P_RELATIVE] = (today - rng.uniform(14, 60, len(rows)) * YEAR).astype(np.int64)
    s.female[rows, P_RELATIVE] = rng.random(len(rows)) < 0.5
    s.relation[rows, P_RELATIVE] = RELATIVE


def _deaths(s: Skeleton, rng: np.random.Generator, today: int) -> None:
    """About two years of deaths, rising with age; a few happened yesterday. Survivors become widowed."""
    age = (today - s.birth) / YEAR
    yearly = np.clip(0.0004 * np.exp(0.075 * np.clip(age - 18, 0, None)), 0, 0.35)
    chosen = s.present & (s.death == ALIVE) & (age > 0.2) & (rng.random(s.present.shape) < 2 * yearly)
    day = today - 1 - np.where(rng.random(s.present.shape) < 0.02, 0, rng.integers(0, 730, s.present.shape))
    youngest = np.where(s.present[:, CHILDREN], s.birth[:, CHILDREN], 0).max(axis=1)[:, None]
    s.death[chosen] = np.maximum(np.maximum(day, s.birth + 30), np.minimum(youngest, today - 1))[chosen]
    for a, b in ((P_HEAD, P_SPOUSE), (P_FATHER, P_MOTHER), (P_CHILD, P_IN_LAW)):
        pair = s.present[:, a] & s.present[:, b] & (s.marital[:, a] == MARRIED) & (s.marital[:, b] == MARRIED)
        for dead, left in ((a, b), (b, a)):
            s.marital[pair & (s.death[:, dead] != ALIVE) & (s.death[:, left] == ALIVE), left] = WIDOWED


def _heads(s: Skeleton, today: int) -> None:
    """Where the head died, the family card has a new head: the spouse, else the eldest grown member."""
    lives = s.present & (s.death == ALIVE)
    rows = np.flatnonzero(~lives[:, P_HEAD] & lives.any(axis=1))
    grown = lives[rows] & ((today - s.birth[rows]) >= 17 * YEAR)
    order = np.array([P_SPOUSE, 2, 3, 4, 5, 6, P_IN_LAW, P_MOTHER, P_FATHER, P_RELATIVE, P_GRANDCHILD])
    first = order[np.argmax(grown[:, order], axis=1)]
    found = grown[:, order].any(axis=1)
    rows, first = rows[found], first[found]
    s.relation[rows, first] = HEAD
    spouse = rows[first == P_SPOUSE]
    s.relation[np.ix_(spouse, (P_FATHER, P_MOTHER))] = PARENT_IN_LAW
    other = rows[first != P_SPOUSE]
    keep = first[first != P_SPOUSE]
    living = lives[other].copy()
    living[np.arange(len(other)), keep] = False
    relation = s.relation[other]
    relation[living] = RELATIVE
    s.relation[other] = relation
    wed = other[(keep == P_CHILD) & s.present[other, P_IN_LAW]]
    s.relation[wed, P_IN_LAW] = np.where(s.female[wed, P_IN_LAW], WIFE, HUSBAND)
    s.relation[wed, P_GRANDCHILD] = CHILD

"""How alike two names are, and which known words a mistyped one may be."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from django.db import connection
from rapidfuzz.distance import OSA

from sebayu.core.registry import names

MOST_KEYS = 24
SHORTEST_PREFIX = 3


@lru_cache(maxsize=100_000)
def token_likeness(a: str, b: str) -> float:
    """1.0 the same word, 0.97 the same sound, else by letters to change in the word or in its sound."""
    if a == b:
        return 1.0
    sound_a, sound_b = names.key(a), names.key(b)
    if sound_a == sound_b:
        return 0.97
    if min(len(a), len(b)) >= SHORTEST_PREFIX and (a.startswith(b) or b.startswith(a)):
        return 0.9
    return 0.97 * max(OSA.normalized_similarity(a, b), OSA.normalized_similarity(sound_a, sound_b))


class Ranking:
    """Scores names against the words asked for."""

    def __init__(self, wanted: list[str]) -> None:
        self.wanted = wanted
        self.joined = "".join(wanted)

    def score(self, name: str) -> float:
        has = names.tokens(name)
        best = [max(token_likeness(token, other) for other in has) for token in self.wanted]
        by_words = sum(best) / len(best) - 0.015 * max(0, len(has) - len(self.wanted))
        if len(has) == len(self.wanted) or by_words > 0.95:
            return round(max(by_words, 0.0), 4)
        together = 0.96 * OSA.normalized_similarity("".join(has), self.joined)
        return round(max(by_words, together), 4)


def likeness(a: str, b: str) -> float:
    """Of two whole names, the same both ways."""
    tokens_a, tokens_b = names.tokens(a), names.tokens(b)
    if not (tokens_a and tokens_b):
        return 0.0
    return min(Ranking(tokens_a).score(b), Ranking(tokens_b).score(a))


def near_tokens(wanted: list[str]) -> dict[str, dict[str, float]]:
    """For every word its own key and those of known words one slip away or beginning with it, best first."""
    known = _known_words(wanted)
    found: dict[str, dict[str, float]] = {}
    for token in wanted:
        scores: dict[str, float] = {names.key(token): 2.0}
        for other, key in known:
            if _is_near(token, other, key):
                scores[key] = max(scores.get(key, 0.0), token_likeness(token, other))
        best = sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))[:MOST_KEYS]
        found[token] = dict(best)
    return found


def _known_words(wanted: list[str]) -> list[tuple[str, str]]:
    """Words of the register that share a form with one asked for, or begin with one: exact look-ups in two indexes."""
    sql = "SELECT token, key FROM registry_nametoken WHERE forms && %s::text[]"
    values: list[Any] = [sorted({form for token in wanted for form in names.forms(token)})]
    for token in wanted:
        if len(token) >= SHORTEST_PREFIX:
            sql += " UNION (SELECT token, key FROM registry_nametoken WHERE token LIKE %s ORDER BY token LIMIT 40)"
            values.append(f"{token}%")
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall()


def _is_near(token: str, other: str, key: str) -> bool:
    if (
        OSA.distance(token, other, score_cutoff=1) <= 1
        or OSA.distance(names.key(token), key, score_cutoff=1) <= 1
    ):
        return True
    if len(token) >= SHORTEST_PREFIX and other.startswith(token):
        return True
    return min(len(token), len(other)) >= 7 and OSA.distance(token, other, score_cutoff=2) <= 2


def splits(wanted: list[str]) -> Iterator[list[str]]:
    """The words with two neighbours run together (nur hayati), or one taken apart into known words.

    Taken apart with nothing between (nurhayati), or with one letter between, hit instead of the space (nurxhayati).
    """
    for i in range(len(wanted) - 1):
        yield [*wanted[:i], wanted[i] + wanted[i + 1], *wanted[i + 2 :]]
    cuts = [
        (i, token[:at], token[at + gap :])
        for i, token in enumerate(wanted)
        for gap in (0, 1)
        for at in range(2, len(token) - 1 - gap)
    ]
    if not cuts:
        return
    halves = sorted({half for _, *pair in cuts for half in pair})
    with connection.cursor() as cursor:
        cursor.execute("SELECT token FROM registry_nametoken WHERE token = ANY(%s)", [halves])
        known = {row[0] for row in cursor.fetchall()}
    for i, first, second in cuts:
        if first in known and second in known:
            yield [*wanted[:i], first, second, *wanted[i + 1 :]]

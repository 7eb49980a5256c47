"""Finding a service by what people call it: light Indonesian stemming, synonyms, typos forgiven."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

import yaml
from rapidfuzz import fuzz

_WORD = re.compile(r"[a-z0-9]+")
_PREFIXES = (
    *("meng", "meny", "men", "mem", "me", "peng", "peny", "pen", "pem", "per", "pe"),
    *("ber", "ter", "di", "ke", "se"),
)
_ENDINGS = (("lah", "kah", "pun"), ("nya", "ku", "mu"), ("kan", "an", "i"))
_DATA = yaml.safe_load(Path(__file__).with_name("words.yaml").read_text(encoding="utf-8"))
_STOP = frozenset(_DATA["stop"].split())
_TOO_COMMON = frozenset(_DATA["too_common"].split())
QUESTION_WHOSE = frozenset(_DATA["question_whose"].split())
QUESTION_NOISE = frozenset(_DATA["question_noise"].split())
ALIKE = 80.0  # per cent: one wrong letter in five


def tokens(text: str) -> list[str]:
    return _WORD.findall(text.casefold().replace("-", ""))


def meaningful(text: str) -> list[str]:
    """The words that tell services apart; if nothing else was typed, all of them."""
    found = tokens(text)
    return [word for word in found if not _says_nothing(word)] or found


@lru_cache(maxsize=8192)
def _says_nothing(word: str) -> bool:
    if word in _STOP:
        return True
    if len(word) == 4:  # "surt": one letter lost of a word on every letterhead
        return any(len(stop) == 5 and fuzz.ratio(word, stop) >= 88 for stop in _STOP)
    long = (stop for stop in _STOP if len(stop) >= 7)
    return len(word) >= 7 and any(fuzz.ratio(word, stop) >= 85 for stop in long)


@lru_cache(maxsize=8192)
def stems(word: str) -> frozenset[str]:
    """The word and what may be its root. Several, because "menikah" is me+nikah and "mengurus" meng+urus."""
    bare = word
    for endings in _ENDINGS:
        ending = next((one for one in endings if bare.endswith(one) and len(bare) - len(one) >= 4), "")
        bare = bare[: len(bare) - len(ending)]
    found = {word, bare}
    for form in (word, bare):
        found |= {form[len(one) :] for one in _PREFIXES if form.startswith(one) and len(form) - len(one) >= 4}
    return frozenset(found)


@lru_cache(maxsize=65536)
def likeness(one: str, other: str) -> float:
    """0 to 100. Short words have to be the same: a single letter makes another word of them."""
    if stems(one) & stems(other):
        return 100.0
    if min(len(one), len(other)) < 4:
        return 0.0
    if len(one) >= 4 and other.startswith(one):
        return 90.0
    best = max(fuzz.ratio(first, second) for first in stems(one) for second in stems(other))
    return best if best >= ALIKE else 0.0


_GROUPS = tuple(tuple(" ".join(tokens(str(word))) for word in row) for row in _DATA["synonyms"])


def widened(text: str) -> set[str]:
    """Words that mean the same as some word or phrase in `text`."""
    plain = f" {' '.join(tokens(text))} "
    found: set[str] = set()
    for group in _GROUPS:
        if any(f" {phrase} " in plain for phrase in group):
            found |= {word for phrase in group for word in phrase.split() if word not in _STOP}
    return found - _TOO_COMMON


def best(word: str, candidates: Iterable[str]) -> float:
    return max((likeness(word, other) for other in candidates), default=0.0)

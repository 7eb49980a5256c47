"""Names by group, sex and generation: one word for many of the old, three for many of the young."""

from __future__ import annotations

import numpy as np

from sebayu.sandbox.town import words

JAVANESE, CHINESE, ARAB = range(3)
GROUP_SHARES = (0.955, 0.03, 0.015)


def _pick(rng: np.random.Generator, options: list[str], size: int) -> np.ndarray:
    return np.array(options, dtype=object)[rng.integers(0, len(options), size)]


def compose(
    rng: np.random.Generator,
    group: np.ndarray,
    female: np.ndarray,
    birth_year: np.ndarray,
    family: np.ndarray,
) -> np.ndarray:
    """A full name for every person; `family` is a number shared by those who share a family name."""
    out = np.empty(len(group), dtype=object)
    generation = np.digitize(birth_year, (1966, 1996))
    javanese = {
        (0, 0): words.OLD_MALE,
        (0, 1): words.OLD_FEMALE,
        (1, 0): words.MALE,
        (1, 1): words.FEMALE,
        (2, 0): words.YOUNG_MALE,
        (2, 1): words.YOUNG_FEMALE,
    }
    for (age, sex), firsts in javanese.items():
        rows = np.flatnonzero((group == JAVANESE) & (generation == age) & (female == bool(sex)))
        out[rows] = _javanese(rng, len(rows), firsts, age, bool(sex))
    for kind, male, fem, families in (
        (CHINESE, words.CHINESE_MALE, words.CHINESE_FEMALE, words.CHINESE_FAMILY),
        (ARAB, words.ARAB_MALE, words.ARAB_FEMALE, words.ARAB_FAMILIES),
    ):
        for sex, firsts in ((False, male), (True, fem)):
            rows = np.flatnonzero((group == kind) & (female == sex))
            last = np.array(families, dtype=object)[family[rows] % len(families)]
            out[rows] = _pick(rng, firsts, len(rows)) + " " + last
    return out


def _javanese(
    rng: np.random.Generator, size: int, firsts: list[str], generation: int, female: bool
) -> np.ndarray:
    one, two = ((0.62, 0.98), (0.2, 0.86), (0.02, 0.5))[generation]
    name = _pick(rng, firsts, size)
    draw = rng.random(size)
    second = _pick(rng, words.SECOND_FEMALE if female else words.SECOND_MALE, size)
    third = _pick(rng, words.THIRD_FEMALE if female else words.THIRD_MALE, size)
    # nobody is called only "Moh." or "Abdul", and nobody twice the same
    needs = np.array([w in {"Moh.", "Muh.", "Abdul", "Nur"} for w in name.tolist()], dtype=bool)
    three = (draw >= two) & (third != second) & (third != name)
    more = ((draw >= one) | needs) & (second != name)
    name = np.where(three, name + " " + third, name)
    return np.where(more, name + " " + second, name)

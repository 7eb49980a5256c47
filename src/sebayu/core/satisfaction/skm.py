"""The arithmetic of the index. Pure.

    index = sum over nine elements of (mean of the element * 1/9) * 25

The weight is exactly one ninth. Printed tables say 0.11; nine times 0.11 is 0.99, so with them a perfect survey would give 99.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

ELEMENTS, LOWEST, HIGHEST = 9, 1, 4
WEIGHT = Fraction(1, ELEMENTS)
SCALE = 25  # brings a mean of 1 to 4 onto 25 to 100
# The whole index as one ratio: sum of all answers / number of surveys * 25/9.
PER_ANSWERS = Fraction(SCALE, ELEMENTS)


@dataclass(frozen=True, slots=True)
class Grade:
    """A class of the index: everything from `floor` up to the next one."""

    letter: str
    floor: Decimal
    words: str


@dataclass(frozen=True, slots=True)
class Skm:
    """An index with what it is made of. `value` is None where nobody answered."""

    n: int
    exact: Fraction | None = None
    grade: Grade | None = None
    means: tuple[Fraction, ...] = ()  # per element, 1 to 4

    @property
    def value(self) -> Decimal | None:
        """Two decimals, halves up: what is printed and what is graded."""
        return None if self.exact is None else rounded(self.exact)

    @property
    def per_element(self) -> tuple[Decimal, ...]:
        """Each element on the scale of the index, 25 to 100."""
        return tuple(rounded(mean * SCALE) for mean in self.means)


def index(
    responses: Iterable[Sequence[int]], grades: Sequence[Grade] = (), *, weight: Fraction = WEIGHT
) -> Skm:
    """The index of surveys, each nine answers of 1 to 4."""
    sums, n = [0] * ELEMENTS, 0
    for answers in responses:
        check(answers)
        sums = [total + answer for total, answer in zip(sums, answers, strict=True)]
        n += 1
    return of_sums(n, sums, grades, weight=weight)


def of_sums(n: int, sums: Sequence[int], grades: Sequence[Grade] = (), *, weight: Fraction = WEIGHT) -> Skm:
    """The same from sums per element, as a database adds them up."""
    if not n:
        return Skm(0)
    means = tuple(Fraction(total, n) for total in sums)
    exact = sum((mean * weight for mean in means), Fraction(0)) * SCALE
    return Skm(n, exact, grade_of(rounded(exact), grades), means)


def check(answers: Sequence[int]) -> None:
    if len(answers) != ELEMENTS or any(a not in range(LOWEST, HIGHEST + 1) for a in answers):
        raise ValueError("a survey is nine answers of 1 to 4")


def grade_of(value: Decimal, grades: Sequence[Grade]) -> Grade | None:
    reached = [grade for grade in grades if value >= grade.floor]
    return max(reached, key=lambda grade: grade.floor, default=None)


def rounded(value: Fraction) -> Decimal:
    """Two decimals, halves up, without passing through a float."""
    return (Decimal(value.numerator) / Decimal(value.denominator)).quantize(Decimal("0.01"), ROUND_HALF_UP)


def sample_size(population: int) -> int:
    """How many to ask of so many served, after Krejcie and Morgan (1970): 95 % certain, 5 % margin, half and half.

    s = X²·N·P(1-P) / (d²(N-1) + X²·P(1-P)) with X² = 3.841, P = 0.5, d = 0.05.
    """
    if population <= 0:
        return 0
    spread = Fraction(3841, 1000) * Fraction(1, 4)
    size = spread * population / (Fraction(1, 400) * (population - 1) + spread)
    return min(population, int(size + Fraction(1, 2)))

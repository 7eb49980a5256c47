"""From skeletons to people: one row per person, exactly as many living residents as were asked for."""

from __future__ import annotations

import numpy as np

from sebayu.sandbox.town import households as hh
from sebayu.sandbox.town import names, nik
from sebayu.sandbox.town.codes import (
    CIVIL_SERVANT,
    HEAD,
    HOUSEHOLD_CARE,
    MARRIED,
    NO_WORK,
    OCCUPATIONS,
    PENSIONER,
    PUPIL,
)
from sebayu.sandbox.town.places import Place
from sebayu.sandbox.town.words import ELSEWHERE

NEVER = np.datetime64("NaT", "D")
Table = dict[str, np.ndarray]


def dates(days: np.ndarray) -> np.ndarray:
    return np.asarray(days, dtype=np.int64).astype("datetime64[D]")


def years(birth: np.ndarray, today: np.datetime64) -> np.ndarray:
    return (today - birth).astype(int) / hh.YEAR


def crowd(residents: int, rng: np.random.Generator, today: np.datetime64) -> tuple[Table, int]:
    """Persons of as many households as hold `residents` living people, and the number of those households."""
    count = int(residents / 2.4) + 30
    skeleton = hh.build(count, rng, today.astype(int))
    gone = rng.random(count) < 0.008  # whole households that moved away within the year
    left = today - rng.integers(1, 365, count)
    living = skeleton.present & (skeleton.death == hh.ALIVE) & ~gone[:, None]
    total = np.cumsum(living.sum(axis=1))
    last = int(np.searchsorted(total, residents))
    if last >= count:
        raise RuntimeError("too few households drawn for this number of residents")
    skeleton.present[last + 1 :] = False
    excess = int(total[last]) - residents
    # whoever heads the last household stays
    spare = np.flatnonzero(living[last] & (skeleton.relation[last] != HEAD))[::-1][:excess]
    skeleton.present[last, spare] = False
    used = last + 1
    people = _flatten(skeleton)
    rows = people["household"]
    never = np.full(len(rows), NEVER)
    people["moved"] = np.where(gone[rows], left[rows], never)
    people["moved"][people["dead"]] = NEVER
    return people, used


def _flatten(s: hh.Skeleton) -> Table:
    house, place = np.nonzero(s.present)
    index = np.full(s.present.shape, -1, dtype=np.int64)
    index[house, place] = np.arange(len(house))
    death = s.death[house, place]
    dead = death != hh.ALIVE
    father, mother = _parents(s, index, house, place)
    partner = np.full(len(house), -1, dtype=np.int64)
    for a, b in ((hh.P_HEAD, hh.P_SPOUSE), (hh.P_FATHER, hh.P_MOTHER), (hh.P_CHILD, hh.P_IN_LAW)):
        both = (index[:, a] >= 0) & (index[:, b] >= 0)
        partner[index[both, a]], partner[index[both, b]] = index[both, b], index[both, a]
    return {
        "household": house,
        "place": place,
        "birth": dates(s.birth[house, place]),
        "female": s.female[house, place],
        "relation": s.relation[house, place],
        "marital": s.marital[house, place],
        "wed": dates(s.wed[house, place]),
        "dead": dead,
        "death": np.where(dead, dates(np.where(dead, death, 0)), NEVER),
        "father": father,
        "mother": mother,
        "partner": partner,
    }


def _parents(s: hh.Skeleton, index: np.ndarray, house: np.ndarray, place: np.ndarray):
    """Row numbers of father and mother where they live (or lived) in the same household, else -1."""
    man_is_head = ~s.female[:, hh.P_HEAD]
    man = np.where(man_is_head, index[:, hh.P_HEAD], index[:, hh.P_SPOUSE])
    woman = np.where(man_is_head, index[:, hh.P_SPOUSE], index[:, hh.P_HEAD])
    child_is_male = ~s.female[:, hh.P_CHILD]
    young_man = np.where(child_is_male, index[:, hh.P_CHILD], index[:, hh.P_IN_LAW])
    young_woman = np.where(child_is_male, index[:, hh.P_IN_LAW], index[:, hh.P_CHILD])
    is_child = (place >= 2) & (place < 7)
    is_head, is_grandchild = place == hh.P_HEAD, place == hh.P_GRANDCHILD
    cases = [is_child, is_grandchild, is_head]
    father = np.select(cases, [man[house], young_man[house], index[house, hh.P_FATHER]], default=-1)
    mother = np.select(cases, [woman[house], young_woman[house], index[house, hh.P_MOTHER]], default=-1)
    return father, mother


def kin(people: Table, rng: np.random.Generator) -> None:
    """Parents who live elsewhere in town, for about half of the grown-ups: family trees that cross households."""
    couple = (people["place"] == hh.P_SPOUSE) & (people["partner"] >= 0) & people["female"]
    women = np.flatnonzero(couple)
    women = women[np.argsort(people["birth"][women], kind="stable")]
    births = people["birth"][women].astype(int)
    orphan = (people["mother"] < 0) & (people["father"] < 0) & (people["group"] == names.JAVANESE)
    grown = np.isin(people["place"], (hh.P_HEAD, hh.P_SPOUSE, hh.P_IN_LAW))
    rows = np.flatnonzero(orphan & grown & (rng.random(len(orphan)) < 0.5))
    born = people["birth"][rows].astype(int)
    low = np.searchsorted(births, born - int(40 * hh.YEAR))
    high = np.searchsorted(births, born - int(19 * hh.YEAR))
    fits = high > low
    rows, low, high, born = rows[fits], low[fits], high[fits], born[fits]
    mother = women[low + (rng.random(len(rows)) * (high - low)).astype(int)]
    father = people["partner"][mother]
    good = (
        (people["household"][mother] != people["household"][rows])
        & (people["group"][mother] == names.JAVANESE)
        & (people["religion"][mother] == people["religion"][rows])
        & (people["birth"][father].astype(int) <= born - int(17 * hh.YEAR))
        & ~(people["dead"][mother] & (people["death"][mother].astype(int) < born))
        & ~(people["dead"][father] & (people["death"][father].astype(int) < born))
    )
    rows, mother, father = rows[good], mother[good], father[good]
    people["mother"][rows], people["father"][rows] = mother, father
    partner = people["partner"]
    siblings = (partner >= 0) & (people["mother"] >= 0) & (people["mother"] == people["mother"][partner])
    drop = rows[siblings[rows]]
    people["mother"][drop] = people["father"][drop] = -1


def characters(
    people: Table, homes: Table, places: list[Place], rng, today: np.datetime64, town: str
) -> None:
    """Group, religion, education, work, blood group, birth place and names."""
    house, count = people["household"], len(people["household"])
    homes_n = int(house.max()) + 1
    group = rng.choice(3, size=homes_n, p=names.GROUP_SHARES)
    family = rng.integers(0, 10_000, homes_n)
    usual = rng.choice(np.arange(1, 8), size=homes_n, p=(0.962, 0.018, 0.012, 0.002, 0.003, 0.001, 0.002))
    chinese = rng.choice(np.arange(1, 8), size=homes_n, p=(0.08, 0.38, 0.24, 0.01, 0.2, 0.085, 0.005))
    religion = np.select([group == names.CHINESE, group == names.ARAB], [chinese, 1], default=usual)
    people["group"], people["religion"] = group[house], religion[house]
    age = years(people["birth"], today)
    people["name"] = names.compose(
        rng,
        group[house],
        people["female"],
        people["birth"].astype("datetime64[Y]").astype(int) + 1970,
        family[house],
    )
    people["blood"] = rng.choice(5, size=count, p=(0.17, 0.19, 0.05, 0.27, 0.32))
    people["education"] = _education(age, rng)
    urban = np.array([p.kind == "kelurahan" for p in places])[homes["area"][house]]
    people["occupation"] = _occupation(people, age, urban, rng)
    people["born_outside"] = np.where(rng.random(count) < 0.07, rng.integers(0, len(ELSEWHERE), count), -1)
    cities = np.array([town, *[e[1].title() for e in ELSEWHERE]], dtype=object)
    people["birth_place"] = cities[people["born_outside"] + 1]


def _education(age: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    draw = rng.random(len(age))
    old = np.digitize(draw, (0.10, 0.24, 0.66, 0.80, 0.94, 0.95, 0.96, 0.995, 1.0)) + 1
    middle = np.digitize(draw, (0.01, 0.05, 0.33, 0.55, 0.85, 0.865, 0.895, 0.985, 0.998)) + 1
    young = np.digitize(draw, (0.003, 0.01, 0.09, 0.27, 0.82, 0.83, 0.87, 0.99, 1.0)) + 1
    grown = np.select([age >= 60, age >= 35], [old, middle], default=young)
    school = np.select([age < 6.5, age < 12.5, age < 15.5, age < 18.5], [1, 2, 3, 4], default=5)
    return np.where(age < 19, school, np.where(age < 23, np.minimum(grown, 5), grown)).astype(np.int8)


def _occupation(people: Table, age: np.ndarray, urban: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    count = len(age)
    work = len(OCCUPATIONS)
    base = np.zeros(work)
    for code, weight in {
        6: 0.6,
        5: 0.6,
        7: 5,
        9: 1,
        11: 5,
        12: 3,
        13: 2,
        14: 24,
        15: 1,
        16: 2,
        17: 20,
    }.items():
        base[code] = weight
    for code, weight in {20: 1, 21: 1.5, 22: 2, 23: 1.5, 24: 1.5, 28: 2, 29: 7, 30: 11}.items():
        base[code] = weight
    city, village = base.copy(), base.copy()
    city[10], city[19], city[8] = 3, 5, 0.5
    village[8], village[18], village[31], village[10] = 20, 12, 0.6, 0.1
    work_city = rng.choice(work, size=count, p=city / city.sum())
    work_village = rng.choice(work, size=count, p=village / village.sum())
    job = np.where(urban, work_city, work_village)
    degree = people["education"] >= 8
    learned = rng.choice((CIVIL_SERVANT, 14, 15, 16, 25, 26, 27, 30), size=count)
    learned = np.where((learned == 26) & ~people["female"], 14, learned)
    job = np.where(degree & (rng.random(count) < 0.75), learned, job)
    at_home = people["female"] & (people["marital"] == MARRIED) & (rng.random(count) < 0.5)
    job = np.where(at_home, HOUSEHOLD_CARE, job)
    job = np.where((age >= 60) & (rng.random(count) < 0.5), np.where(degree, PENSIONER, NO_WORK), job)
    job = np.where((age < 22) & (rng.random(count) < 0.55), PUPIL, job)
    job = np.where(age < 18.5, PUPIL, job)
    return np.where(age < 5, NO_WORK, job).astype(np.int8)


def number(
    people: Table, homes: Table, places: list[Place], rng, today: np.datetime64, taken: set[str]
) -> None:
    """NIK: first registration here or elsewhere, a few written wrong, a few people without."""
    house, count = people["household"], len(people["household"])
    here = np.array([int(p.region6) for p in places], dtype=np.int64)[homes["area"][house]]
    districts = np.unique(here)
    draw = rng.random(count)
    inside = districts[rng.integers(0, len(districts), count)]
    origin = rng.integers(0, len(ELSEWHERE), count)
    origin = np.where(people["born_outside"] >= 0, people["born_outside"], origin)
    codes = np.array([int(e[0]) for e in ELSEWHERE])[origin] * 100
    codes += 1 + (rng.random(count) * np.array([e[2] for e in ELSEWHERE])[origin]).astype(int)
    former = here // 100 * 100 + 90  # a kecamatan code that is in use no longer
    moved_in = (people["born_outside"] >= 0) | (draw > 0.985)
    region = np.select([moved_in, draw < 0.07, draw < 0.08], [codes, inside, former], default=here)
    written = people["birth"].copy()
    wrong = np.flatnonzero(rng.random(count) < 0.004)  # the birth date was corrected later, the NIK never is
    written[wrong] += rng.choice((-366, -31, -1, 1, 30, 365), size=len(wrong))
    swapped = rng.random(count) < 0.0008  # registered under the wrong sex
    people["nik"] = nik.serialise(region, nik.date_code(written, people["female"] ^ swapped), taken)
    age_days = (today - people["birth"]).astype(int)
    without = (rng.random(count) < 0.002) | ((age_days < 21) & (rng.random(count) < 0.7))
    people["nik"][without & ~people["dead"]] = ""

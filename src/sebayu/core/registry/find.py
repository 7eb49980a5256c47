"""Finding residents: by NIK, and by names as people remember and mistype them. All inside `ledger.access.reading`.

`people` looks in widening rings and stops at the first that fills the page: the same sound, the same words, words one slip away,
words run together; and, when nobody fits, one word left out. Every ring asks one index (words and areas together) and ranks a bounded number of rows.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils.translation import gettext as _

from sebayu.core.ledger.access import reading
from sebayu.core.ledger.actor import Actor, Purpose
from sebayu.core.ledger.errors import Forbidden, SilentRead
from sebayu.core.ledger.models import is_open
from sebayu.core.registry import names, nik, perms
from sebayu.core.registry.likeness import Ranking, near_tokens, splits
from sebayu.core.registry.models import Person

CAP = 400
CAP_OF_WIDER_RINGS = 150
FITS = 0.9
SHORTEST_NIK_PREFIX = 6
AREAS_IN_THE_INDEX = {8, 13}  # lengths of the codes of kecamatan and of kelurahan/desa
SHOWN_FACTS = ("person.nik", "person.name", "person.birth_date", "person.address")
_COLUMNS = "id, nik, name, birth_date, sex, area_code, rt, rw, household_id, alive, moved_out_at"


@dataclass(frozen=True, slots=True)
class Hit:
    """One line of a result: enough to tell people apart. `score` is 1.0 for an exact name or NIK."""

    id: UUID
    nik: str | None
    name: str
    birth_date: date
    sex: str
    area_code: str
    rt: str
    rw: str
    household_id: UUID | None
    alive: bool
    moved_out_at: date | None
    score: float


def by_nik(number: str) -> Person | None:
    return Person.objects.filter(nik=nik.clean(number)).select_related("household").first()


def members(household_id: UUID) -> list[Person]:
    """The household's people: head first, then by age."""
    found = Person.objects.filter(household_id=household_id, alive=True, moved_out_at=None).order_by(
        "birth_date", "id"
    )
    return sorted(found, key=lambda p: p.family_relation != "head")


def look_up(text: str, *, by: Actor, purpose: Purpose, area: str | None = None, limit: int = 20) -> list[Hit]:
    """`people` with its ledger entry: everybody on the list was seen. Officers find people of their own areas."""
    area = area or (next(iter(by.areas)) if len(by.areas) == 1 else None)
    if not perms.can_search(by, area or ""):
        raise Forbidden(_("Pilih wilayah kerja Anda untuk mencari penduduk."))
    with reading(by=by, purpose=purpose, facts=SHOWN_FACTS, detail={"search": "registry.people"}) as note:
        hits = people(text, area=area, limit=limit)
        note.saw(hit.id for hit in hits)
    return hits


def people(text: str, *, area: str | None = None, limit: int = 20) -> list[Hit]:
    """Residents by NIK (whole, or from six digits on) or by name, best first; `area` is a code of any level."""
    if not is_open():
        raise SilentRead("find.people outside ledger.access.reading")
    digits = nik.clean(text)
    if digits.isascii() and digits.isdigit():
        return _by_digits(digits, area, limit) if len(digits) >= SHORTEST_NIK_PREFIX else []
    wanted = names.tokens(text[:200])[:6]
    if not wanted or sum(map(len, wanted)) < 2:
        return []
    return _by_name(wanted, area, limit)


def _by_digits(digits: str, area: str | None, limit: int) -> list[Hit]:
    if len(digits) > nik.LENGTH:
        return []
    test, value = ("=", digits) if len(digits) == nik.LENGTH else ("LIKE", digits + "%")
    # OFFSET 0 keeps the planner from walking the whole order to please the limit
    sql = f"SELECT {_COLUMNS} FROM registry_person WHERE nik {test} %s AND area_code LIKE %s ORDER BY nik LIMIT %s"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(sql, [value, f"{area or ''}%", limit])
        return [Hit(*row, score=1.0 if test == "=" else 0.9) for row in cursor.fetchall()]


def _by_name(wanted: list[str], area: str | None, limit: int) -> list[Hit]:
    ranking = Ranking(wanted)
    found: dict[UUID, Hit] = {}
    for ring in _rings(wanted, area, limit):
        for row in ring:
            if row[0] not in found:
                found[row[0]] = Hit(*row, score=ranking.score(row[2]))
        if len(found) >= limit:
            break
    # one word left out is a last resort: only when nobody fits
    if len(wanted) > 1 and len(found) < limit and max((h.score for h in found.values()), default=0.0) < FITS:
        for row in _one_left_out(wanted, area):
            found.setdefault(row[0], Hit(*row, score=ranking.score(row[2])))
    hits = sorted(
        found.values(), key=lambda h: (-h.score, not h.alive or h.moved_out_at is not None, h.name, str(h.id))
    )
    return hits[:limit]


def _rings(wanted: list[str], area: str | None, limit: int) -> Iterator[list[tuple]]:
    if not area:
        yield _same_sound(" ".join(names.key(token) for token in wanted), limit)
    yield _rows([_exactly(wanted)], area)
    yield _rows([_nearly(wanted)], area)
    if others := [_exactly(other) for other in splits(wanted)]:
        yield _rows(others, area, CAP_OF_WIDER_RINGS)


def _one_left_out(wanted: list[str], area: str | None) -> list[tuple]:
    sets = _nearly(wanted)
    return _rows([sets[:i] + sets[i + 1 :] for i in range(len(sets))], area, CAP_OF_WIDER_RINGS)


def _nearly(wanted: list[str]) -> list[list[str]]:
    near = near_tokens(wanted)
    return [[*near[token]] for token in wanted]


def _exactly(wanted: list[str]) -> list[list[str]]:
    return [[names.key(token)] for token in wanted]


def _same_sound(sound: str, limit: int) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {_COLUMNS} FROM registry_person WHERE name_sound = %s LIMIT %s",  # noqa: S608 - constant columns
            [sound, limit * 3],
        )
        return cursor.fetchall()


def _rows(alternatives: list[list[list[str]]], area: str | None, cap: int = CAP) -> list[tuple]:
    """At most `cap` people whose names hold, for one of the alternatives, one word of each of its sets.

    The materialised part is planned for all its rows, so the planner never bets on a sequential scan finding them early.
    """
    tests: list[str] = []
    values: list[Any] = []
    for sets in alternatives:
        test, more = _test(sets, area)
        tests.append(f"({test})")
        values += more
    sql = (
        f"WITH hit AS MATERIALIZED (SELECT {_COLUMNS} FROM registry_person WHERE {' OR '.join(tests)}) "  # noqa: S608
        f"SELECT {_COLUMNS} FROM hit LIMIT {cap}"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall()


def _test(sets: list[list[str]], area: str | None) -> tuple[str, list[Any]]:
    """SQL for one alternative: its single words and the area in one look-up, its wider sets beside it."""
    tests: list[str] = []
    values: list[Any] = []
    every = [keys[0] for keys in sets if len(keys) == 1]
    if area and len(area) in AREAS_IN_THE_INDEX:
        every.append(f"@{area}")
    elif area:
        tests.append("area_code LIKE %s")
        values.append(f"{area}%")
    if every:
        tests.append("search_keys @> %s::text[]")
        values.append(every)
    for keys in sets:
        if len(keys) > 1:
            tests.append("search_keys && %s::text[]")
            values.append(keys)
    return " AND ".join(tests), values

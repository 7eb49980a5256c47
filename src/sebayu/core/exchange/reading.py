"""The light path: single facts of one resident from our own register, policy-checked and entered in the ledger.

Two statements in one transaction: the row, and the entry. The statement for a set of facts is made once and kept, for these reads are
the most frequent of all. For the evidence of a service use `gathering.gather`.
"""

from collections import namedtuple
from collections.abc import Iterable
from functools import lru_cache
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection

from sebayu.core.exchange import perms
from sebayu.core.exchange.errors import NotNeeded, ReadRefused, SubjectUnknown
from sebayu.core.exchange.sources.registry.mapping import PERSON
from sebayu.core.ledger import Actor, Purpose
from sebayu.core.ledger.access import reading
from sebayu.core.registry.models import Household, Person

# A person's own value, or the family's: both columns are read.
_OF_HOME = {"area_code", "address", "rt", "rw"}
_COLUMNS = {
    "kk_number": ("household__kk_number",),
    "village": ("area_code", "household__area_code"),
    "district": ("area_code", "household__area_code"),
    "regency": ("area_code", "household__area_code"),
    "province": ("area_code", "household__area_code"),
    "is_resident": ("moved_out_at",),
    "has_birth_certificate": ("birth_certificate",),
    "has_marriage_certificate": ("marriage_certificate",),
    "has_divorce_certificate": ("divorce_certificate",),
}
_POLICY = ("id", "area_code", "household_id", "household__area_code")


def read(person_id: UUID, paths: Iterable[str], by: Actor, purpose: Purpose) -> dict[str, Any]:
    """The wanted facts by path; what the register does not hold is None.

    Raises NotNeeded for a path our register of residents cannot answer, SubjectUnknown, ReadRefused: nothing is returned and
    nothing entered then, for nothing was shown.
    """
    wanted = tuple(paths)
    statement = statement_of(wanted)
    with reading(by=by, purpose=purpose, subjects=[person_id], facts=wanted):
        with connection.cursor() as cursor:
            cursor.execute(statement.sql, [person_id])
            found = cursor.fetchone()
        if found is None:
            raise SubjectUnknown
        row = statement.row(*found)
        _check(row, by, purpose)
    person = _Row(row)
    values = {path: PERSON[path](person) for path in wanted}
    return {path: None if value == "" else value for path, value in values.items()}


class Statement(NamedTuple):
    sql: str
    row: Any


@lru_cache(maxsize=512)
def statement_of(paths: tuple[str, ...]) -> Statement:
    """Only the columns these facts need, and those the policy looks at. Names come from the tables, never from outside."""
    names = set(_POLICY)
    for path in paths:
        if path not in PERSON:
            raise NotNeeded(path)
        name = path.split(".", 1)[1]
        names.update(_COLUMNS.get(name, (name, f"household__{name}") if name in _OF_HOME else (name,)))
    ordered = sorted(names)
    people, homes = Person._meta.db_table, Household._meta.db_table
    columns = [
        f"h.{n.removeprefix('household__')}" if n.startswith("household__") else f"p.{n}" for n in ordered
    ]
    sql = (
        f"SELECT {', '.join(columns)} FROM {people} p"  # noqa: S608
        f" LEFT JOIN {homes} h ON h.id = p.household_id WHERE p.id = %s"
    )
    return Statement(sql, namedtuple("Found", [n.replace("household__", "home_") for n in ordered]))


def _check(row: Any, by: Actor, purpose: Purpose) -> None:
    own = row.id == by.subject_id
    if not own and by.kind in perms.CITIZENS and by.subject_id and row.household_id:
        own = Person.objects.filter(pk=by.subject_id, household_id=row.household_id).exists()
    area = row.area_code or row.home_area_code or ""
    if not perms.may_read(by, purpose, area_code=area, is_own=own):
        raise ReadRefused


class _Row:
    """A flat row in the shape the register's readers expect: a person with a household."""

    def __init__(self, row: Any) -> None:
        self._row = row

    def __getattr__(self, name: str) -> Any:
        return getattr(self._row, name)

    @property
    def household(self) -> "_Home | None":
        return _Home(self._row) if self._row.household_id else None


class _Home:
    def __init__(self, row: Any) -> None:
        self._row = row

    def __getattr__(self, name: str) -> Any:
        return getattr(self._row, f"home_{name}")

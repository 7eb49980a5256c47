"""The light path: single facts of one resident from our own register, policy-checked and entered in the ledger.

Two statements in one transaction: the row, and the entry. For the evidence of a service use `gathering.gather`.
"""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any
from uuid import UUID

from sebayu.core.exchange import perms
from sebayu.core.exchange.errors import NotNeeded, ReadRefused, SubjectUnknown
from sebayu.core.exchange.sources.registry.mapping import PERSON
from sebayu.core.ledger import Actor, Purpose
from sebayu.core.ledger.access import reading
from sebayu.core.registry.models import Person

_OF_HOME = {"area_code", "address", "rt", "rw"}
_DERIVED = {
    "person.kk_number": ("household__kk_number",),
    "person.village": ("area_code", "household__area_code"),
    "person.district": ("area_code", "household__area_code"),
    "person.regency": ("area_code", "household__area_code"),
    "person.province": ("area_code", "household__area_code"),
    "person.is_resident": ("moved_out_at",),
    "person.has_birth_certificate": ("birth_certificate",),
    "person.has_marriage_certificate": ("marriage_certificate",),
    "person.has_divorce_certificate": ("divorce_certificate",),
}
_POLICY = ("id", "area_code", "household_id", "household__area_code")


def read(person_id: UUID, paths: Iterable[str], by: Actor, purpose: Purpose) -> dict[str, Any]:
    """The wanted facts by path; what the register does not hold is None.

    Raises NotNeeded for a path our register of residents cannot answer, SubjectUnknown, ReadRefused: nothing is returned and
    nothing entered then, for nothing was shown.
    """
    wanted = tuple(paths)
    columns = columns_of(wanted)
    with reading(by=by, purpose=purpose, subjects=[person_id], facts=wanted):
        row = Person.objects.filter(pk=person_id).values_list(*columns, named=True).first()
        if row is None:
            raise SubjectUnknown
        _check(row, by, purpose)
    return {path: _value(row, path) for path in wanted}


@lru_cache(maxsize=512)
def columns_of(paths: tuple[str, ...]) -> tuple[str, ...]:
    """Only the columns these facts need, and those the policy looks at."""
    columns = set(_POLICY)
    for path in paths:
        if path not in PERSON:
            raise NotNeeded(path)
        name = path.split(".", 1)[1]
        columns.update(_DERIVED.get(path, (name, f"household__{name}") if name in _OF_HOME else (name,)))
    return tuple(sorted(columns))


def _check(row: Any, by: Actor, purpose: Purpose) -> None:
    own = row.id == by.subject_id
    if not own and by.kind in perms.CITIZENS and by.subject_id and row.household_id:
        own = Person.objects.filter(pk=by.subject_id, household_id=row.household_id).exists()
    area = row.area_code or row.household__area_code or ""
    if not perms.may_read(by, purpose, area_code=area, is_own=own):
        raise ReadRefused


def _value(row: Any, path: str) -> Any:
    value = PERSON[path](_Row(row))
    return None if value == "" else value


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
        return getattr(self._row, f"household__{name}")

"""Rows of an extract that look like somebody who is already there: remembered with the import, and known again the next time."""

from collections.abc import Iterable, Mapping
from datetime import date
from uuid import UUID

from sebayu.core.identity.keys import digest
from sebayu.core.registry import names
from sebayu.core.registry.enums import PairState
from sebayu.core.registry.importing.records import DATES, Record
from sebayu.core.registry.models import SuspectedPair

Decided = Mapping[tuple[UUID, str], str]


def fingerprint(record: Record) -> str:
    """The same human being's row in next month's extract gives the same digest; nobody reads a person out of it."""
    values = record.values
    told = record.nik or "|".join(
        [
            names.sound(str(values.get("name", ""))),
            str(values.get("birth_date", "")),
            str(values.get("sex", "")),
            names.sound(str(values.get("mother_name", ""))),
        ]
    )
    return digest("pair", told)


def decided(records: Iterable[Record]) -> Decided:
    """What was decided before about these rows: (person, digest) -> state. One query."""
    wanted = [fingerprint(record) for record in records]
    found = SuspectedPair.objects.filter(
        row_digest__in=wanted, state__in=[PairState.SAME, PairState.DIFFERENT]
    )
    return {
        (person, told): state for person, told, state in found.values_list("person_id", "row_digest", "state")
    }


def keep(found: Iterable[tuple[Record, UUID, int]], run_id: UUID) -> None:
    """Remember rows (with the person each looks like, and how far apart the names are); known ones stay as they are."""
    SuspectedPair.objects.bulk_create(
        [
            SuspectedPair(
                person_id=person_id,
                row={name: value for name, value in record.values.items()},
                row_digest=fingerprint(record),
                row_number=record.number,
                run_id=run_id,
                area_code=str(record.values.get("area_code", "")),
                distance=distance,
            )
            for record, person_id, distance in found
        ],
        ignore_conflicts=True,
    )


def record_of(pair: SuspectedPair) -> Record:
    """The row as it was understood."""
    values = dict(pair.row or {})
    for name in DATES:
        if isinstance(values.get(name), str):
            values[name] = date.fromisoformat(values[name])
    return Record(pair.row_number or 0, values)

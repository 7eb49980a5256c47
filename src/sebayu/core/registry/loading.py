"""Loading a whole town at once, by COPY, in one transaction: a generated one, or the first extract of a fresh installation.

Rows are mappings of column to value. Into an empty table the indexes and foreign keys are set aside and made again at the end, which is
several times faster; a table that holds rows keeps everything, because others may be reading it.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain
from typing import Any, NamedTuple
from uuid import uuid4

from django.db import connection, models, transaction

from sebayu.core.ledger.actions import record
from sebayu.core.ledger.actor import Actor, Purpose
from sebayu.core.registry import names
from sebayu.core.registry.errors import UnknownField
from sebayu.core.registry.models import Business, Enrolment, Household, LandObject, NameToken, Person

Row = Mapping[str, Any]
Progress = Callable[[str, int], None]
# The order matters only where foreign keys stay: they are checked at commit, so it never does for a head of household.
TABLES: dict[str, type[models.Model]] = {
    "household": Household,
    "person": Person,
    "business": Business,
    "land": LandObject,
    "enrolment": Enrolment,
}
PURPOSE = Purpose(text="Memuat register", basis="UU 24/2013 ps. 58 ayat (4)")
STEP = 20_000


class SetAside(NamedTuple):
    """A thing dropped before loading: how to make it again."""

    name: str
    restore: str


def quiet(_table: str, _count: int) -> None:
    """Progress for callers who want none."""


def load_town(
    rows_by_table: Mapping[str, Iterable[Row]],
    progress: Progress = quiet,
    *,
    by: Actor | None = None,
    purpose: Purpose = PURPOSE,
) -> dict[str, int]:
    """Load `{"household": rows, "person": rows, ...}`; all or nothing. Returns how many rows each table took.

    `progress(table, rows so far)` is called every 20,000 rows and when the indexes are being made (table "index").
    """
    if unknown := set(rows_by_table) - set(TABLES):
        raise UnknownField(", ".join(sorted(unknown)))
    counts: dict[str, int] = {}
    aside: list[SetAside] = []
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL maintenance_work_mem = '256MB'")
            tables = [TABLES[name]._meta.db_table for name in TABLES if name in rows_by_table]
            for table in [t for t in tables if _is_empty(cursor, t)]:
                aside += _set_aside(cursor, table)
        for name, model in TABLES.items():
            if name in rows_by_table:
                counts[name] = _copy(name, model, rows_by_table[name], progress)
        _restore(aside, progress)
        record(
            by=by or Actor.system("Pemuatan data"),
            act="registry.load",
            purpose=purpose,
            detail={"rows": counts},
        )
    _analyse(tables)
    return counts


def _analyse(tables: list[str]) -> None:
    with connection.cursor() as cursor:
        for table in [*tables, NameToken._meta.db_table]:
            cursor.execute(f"ANALYZE {table}")


def _is_empty(cursor: Any, table: str) -> bool:
    cursor.execute(f"SELECT NOT EXISTS (SELECT 1 FROM {table})")  # noqa: S608 - our own table names
    return cursor.fetchone()[0]


def _set_aside(cursor: Any, table: str) -> list[SetAside]:
    """Drop foreign keys from and indexes on an empty table; primary keys and unique numbers stay and keep watch."""
    cursor.execute(
        "SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = %s::regclass AND contype = 'f'",
        [table],
    )
    aside = []
    for name, definition in cursor.fetchall():
        cursor.execute(f'ALTER TABLE {table} DROP CONSTRAINT "{name}"')
        aside.append(SetAside(name, f'ALTER TABLE {table} ADD CONSTRAINT "{name}" {definition}'))
    cursor.execute(
        "SELECT c.relname, pg_get_indexdef(i.indexrelid) FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid "
        "WHERE i.indrelid = %s::regclass AND NOT i.indisunique",
        [table],
    )
    for name, definition in cursor.fetchall():
        cursor.execute(f'DROP INDEX "{name}"')
        aside.append(SetAside(name, definition))
    return aside


def _restore(aside: list[SetAside], progress: Progress) -> None:
    """Indexes first, so that the foreign keys are checked with them."""
    with connection.cursor() as cursor:
        ordered = sorted(aside, key=lambda thing: thing.restore.startswith("ALTER"))
        for done, thing in enumerate(ordered, 1):
            cursor.execute(thing.restore)
            progress("index", done)


def _copy(name: str, model: type[models.Model], rows: Iterable[Row], progress: Progress) -> int:
    rows = _persons(rows, tokens := set()) if model is Person else iter(rows)
    first = next(rows, None)
    if first is None:
        return 0
    given = list(first)
    constants, fresh_id = _fill(model, given)
    columns = [*(["id"] if fresh_id else []), *given, *constants]
    tail = tuple(constants.values())
    quoted = ", ".join(f'"{column}"' for column in columns)
    total = 0
    with (
        connection.cursor() as cursor,
        cursor.copy(f"COPY {model._meta.db_table} ({quoted}) FROM STDIN") as copy,
    ):
        for row in chain([first], rows):
            values = (*map(row.__getitem__, given), *tail)
            copy.write_row((uuid4(), *values) if fresh_id else values)
            total += 1
            if total % STEP == 0:
                progress(name, total)
    if model is Person:
        NameToken.objects.remember(tokens)
    progress(name, total)
    return total


def _fill(model: type[models.Model], given: list[str]) -> tuple[dict[str, Any], bool]:
    """Values for the columns the rows do not carry, and whether each row needs an id of its own."""
    fields = {field.attname: field for field in model._meta.concrete_fields if not field.generated}
    if unknown := set(given) - set(fields):
        raise UnknownField(", ".join(sorted(unknown)))
    constants = {
        column: field.get_default()
        for column, field in fields.items()
        if column not in given and column != "id" and not field.has_db_default()
    }
    return constants, "id" not in given


def _persons(rows: Iterable[Row], tokens: set[str]) -> Iterator[Row]:
    """Rows with their search columns; every word met is left in `tokens`."""
    for row in rows:
        words = names.tokens(row["name"])
        tokens.update(words)
        keys = [names.key(word) for word in words]
        yield {**row, "name_sound": " ".join(keys)[:200], "name_keys": list(dict.fromkeys(keys))}

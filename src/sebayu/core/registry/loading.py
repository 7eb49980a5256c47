"""Loading a whole town at once, by COPY, in one transaction: a generated one, or the first extract of a fresh installation.

A table is its column names and its rows. Coded columns may be written in any way `codes` knows. Into an empty table the indexes and foreign keys are set aside and made again at the end, which is
several times faster; a table that holds rows keeps everything, because others may be reading it.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple
from uuid import uuid4

import psycopg
from django.db import DatabaseError, connection, models, transaction

from sebayu.core.ledger.actions import record
from sebayu.core.ledger.actor import Actor, Purpose
from sebayu.core.registry import codes, names
from sebayu.core.registry.errors import LoadRefused, UnknownField
from sebayu.core.registry.models import Business, Enrolment, Household, LandObject, NameToken, Person

Row = Sequence[Any]
Table = tuple[Sequence[str], Iterable[Row]]
Progress = Callable[[str, int], None]
# The order matters only where foreign keys stay: they are checked at commit, so it never does for a head of household.
TABLES: dict[str, type[models.Model]] = {
    "households": Household,
    "persons": Person,
    "businesses": Business,
    "land": LandObject,
    "enrolments": Enrolment,
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
    rows_by_table: Mapping[str, Table],
    progress: Progress = quiet,
    *,
    by: Actor | None = None,
    purpose: Purpose = PURPOSE,
) -> dict[str, int]:
    """Load `{"households": (columns, rows), "persons": (columns, rows), ...}`; all or nothing. Returns how many rows each table took.

    `progress(table, rows so far)` is called every 20,000 rows and when the indexes are being made (table "index").
    """
    if unknown := set(rows_by_table) - set(TABLES):
        raise UnknownField(", ".join(sorted(unknown)))
    counts: dict[str, int] = {}
    aside: list[SetAside] = []
    with _said_without_the_row(counts), transaction.atomic():
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


@contextmanager
def _said_without_the_row(counts: dict[str, int]) -> Iterator[None]:
    """The database's own message quotes the row that failed: it must not reach a log or a screen."""
    try:
        yield
    except (DatabaseError, psycopg.Error) as error:
        table = next((name for name in TABLES if name not in counts), "relations")
        cause = error if isinstance(error, psycopg.Error) else error.__cause__
        rule = getattr(getattr(cause, "diag", None), "constraint_name", None) or type(error).__name__
        raise LoadRefused(table, rule) from None


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


def as_table(rows: Sequence[Mapping[str, Any]]) -> Table:
    """Mappings that all have the first one's columns, as a table."""
    columns = tuple(rows[0]) if rows else ()
    return columns, (tuple(row[column] for column in columns) for row in rows)


def _copy(name: str, model: type[models.Model], table: Table, progress: Progress) -> int:
    columns, rows = table
    if not columns:
        return 0
    tokens: set[str] = set()
    if model is Person:
        columns, rows = _with_search_columns(*_with_codes(columns, rows), tokens)
    constants = _constants(model, columns)
    if fresh_id := "id" not in columns:
        rows = ((uuid4(), *row) for row in rows)
    every = [*(["id"] if fresh_id else []), *columns, *constants]
    tail = tuple(constants.values())
    quoted = ", ".join(f'"{column}"' for column in every)
    total = 0
    with (
        connection.cursor() as cursor,
        cursor.copy(f"COPY {model._meta.db_table} ({quoted}) FROM STDIN") as copy,
    ):
        for row in rows:
            copy.write_row((*row, *tail))
            total += 1
            if total % STEP == 0:
                progress(name, total)
    NameToken.objects.remember(tokens)
    progress(name, total)
    return total


def _constants(model: type[models.Model], columns: Sequence[str]) -> dict[str, Any]:
    """Values for the columns the rows do not carry."""
    fields = {field.attname: field for field in model._meta.concrete_fields if not field.generated}
    if unknown := set(columns) - set(fields):
        raise UnknownField(", ".join(sorted(unknown)))
    return {
        column: field.get_default()
        for column, field in fields.items()
        if column not in columns and column != "id" and not field.has_db_default()
    }


def _with_codes(columns: Sequence[str], rows: Iterable[Row]) -> Table:
    """Coded columns in our own values, whatever list they were written from."""
    coded = [(at, column) for at, column in enumerate(columns) if column in codes.PERSON_FIELDS]

    def translated() -> Iterator[Row]:
        for row in rows:
            values = list(row)
            for at, column in coded:
                try:
                    values[at] = codes.read(column, values[at] or "")
                except KeyError:
                    raise LoadRefused("persons", column) from None
            yield values

    return columns, translated()


def _with_search_columns(columns: Sequence[str], rows: Iterable[Row], tokens: set[str]) -> Table:
    """Rows with what searching needs; every word met is left in `tokens`."""
    at = list(columns).index("name")

    def widened() -> Iterator[Row]:
        for row in rows:
            words = names.tokens(row[at])
            tokens.update(words)
            keys = [names.key(word) for word in words]
            yield (*row, " ".join(keys)[:200], list(dict.fromkeys(keys)))

    return [*columns, "name_sound", "name_keys"], widened()

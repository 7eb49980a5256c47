"""The two ways to personal tables: reading them, with its entry; and writing them inside an audited action."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from uuid import UUID

from django.db import transaction

from sebayu.core.ledger.actions import record
from sebayu.core.ledger.actor import Actor, Purpose
from sebayu.core.ledger.models import LedgerEntry, is_open, opened


@contextmanager
def reading(
    *,
    by: Actor,
    purpose: Purpose,
    subjects: Iterable[UUID] = (),
    facts: Iterable[str] = (),
    detail: dict | None = None,
) -> Iterator["Reading"]:
    """Open personal tables for the block; one entry is written in the same transaction when the block ends well.

    Subjects that become known only by reading (a list, a search) are added with `.saw(ids)`. If the block raises, nothing
    was shown and the transaction takes the entry back with everything else.
    """
    with transaction.atomic():
        note = Reading(set(subjects), set(facts), dict(detail or {}))
        with opened():
            yield note
        note.entry = record(
            by=by, act="read", purpose=purpose, subjects=note.subjects, facts=note.facts, detail=note.detail
        )


@contextmanager
def writing(*, durable: bool = False) -> Iterator[None]:
    """Open personal tables inside an action that records its own entry; the action must call `record`.

    Inside another block it joins that block's transaction: what fails takes all of it along. Who wants to go on after a failure says
    so with `transaction.atomic()` around it. `durable` refuses to be inside anything: committed when the block ends.
    """
    with transaction.atomic(durable=durable, savepoint=not is_open()), opened():
        yield


class Reading:
    """What one read turned out to touch."""

    def __init__(self, subjects: set[UUID], facts: set[str], detail: dict) -> None:
        self.subjects, self.facts, self.detail = subjects, facts, detail
        self.entry: LedgerEntry | None = None

    def saw(self, subjects: Iterable[UUID], facts: Iterable[str] = ()) -> None:
        self.subjects.update(subjects)
        self.facts.update(facts)

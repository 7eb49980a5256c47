"""Waiting for a document's turn without holding up the house.

A server has few threads (`serve`: four). Whoever signs holds one while the call is out; of all others one may wait in line, in the whole
house. The rest hear at once that nothing was sent, and their page asks again after some seconds.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from uuid import UUID

from django.db import connection

from sebayu.core.documents import actions as documents
from sebayu.core.documents.errors import TurnTaken
from sebayu.core.ledger import Actor

PLACES = 1
AGAIN = 3  # seconds until a page asks again
_PLACES = 73_402  # the class of our advisory locks


@contextmanager
def turn(*, by: Actor, document_id: UUID, wait: float) -> Iterator[None]:
    """Hold the document's turn for the block; TurnTaken at once where the line is full, and after `wait` seconds in it."""
    with ExitStack() as held:
        try:
            held.enter_context(documents.turn(by=by, document_id=document_id, wait=0.0))
        except TurnTaken:
            with _place():
                held.enter_context(documents.turn(by=by, document_id=document_id, wait=wait))
        yield


@contextmanager
def _place() -> Iterator[None]:
    """A place in the line. It belongs to the database session: if this process dies it is free."""
    place = next((n for n in range(PLACES) if _asked("SELECT pg_try_advisory_lock(%s, %s)", n)), None)
    if place is None:
        raise TurnTaken
    try:
        yield
    finally:
        _asked("SELECT pg_advisory_unlock(%s, %s)", place)


def _asked(sql: str, place: int) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(sql, [_PLACES, place])
        return bool(cursor.fetchone()[0])

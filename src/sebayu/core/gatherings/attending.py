"""Reading attendance: counts that name nobody, and the list for the organiser, with its entry."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from uuid import UUID

from django.db import connection
from django.db.models import Count, Q, QuerySet

from sebayu.core.gatherings import perms
from sebayu.core.gatherings.actions import RUNNING
from sebayu.core.gatherings.enums import State
from sebayu.core.gatherings.errors import NotOrganiser
from sebayu.core.gatherings.models import Attendance, Gathering
from sebayu.core.ledger import Actor
from sebayu.core.ledger.access import reading


@dataclass(frozen=True, slots=True)
class Counts:
    """Sessions that were held or are being held, and the different people who came to them."""

    sessions: int = 0
    people: int = 0


def count(owner_ref: str) -> Counts:
    return counts([owner_ref])[owner_ref]


def counts(owner_refs: Iterable[str]) -> dict[str, Counts]:
    """For a page of owners, in one query. A person who came to three sessions of one owner counts once."""
    wanted = list(owner_refs)
    # Plain SQL: who is the same person is decided by account or name, and no name leaves the database.
    sql = """
        SELECT g.owner_ref, count(DISTINCT g.id), count(DISTINCT coalesce(a.account_id::text, a.person_key))
        FROM gatherings_gathering g
        LEFT JOIN gatherings_attendance a ON a.gathering_id = g.id AND a.struck_at IS NULL
        WHERE g.owner_ref = ANY(%s) AND g.state IN ('open', 'closed') GROUP BY 1
    """
    with connection.cursor() as cursor:
        cursor.execute(sql, [wanted])
        found = {ref: Counts(sessions, people) for ref, sessions, people in cursor.fetchall()}
    return {ref: found.get(ref, Counts()) for ref in wanted}


def present(gathering: Gathering) -> int:
    """How many are counted now: the live counter."""
    return Attendance.objects.filter(gathering=gathering, struck_at=None).count()


def with_counts(found: QuerySet[Gathering]) -> QuerySet[Gathering]:
    """Gatherings with `.people`, for a list."""
    return found.annotate(people=Count("attendances", filter=Q(attendances__struck_at=None)))


def is_there(gathering: Gathering, account_id: UUID | None) -> bool:
    if account_id is None:
        return False
    return Attendance.objects.filter(gathering=gathering, account_id=account_id, struck_at=None).exists()


@contextmanager
def listed(gathering: Gathering, *, by: Actor) -> Iterator[QuerySet[Attendance]]:
    """Who came, for the organising office; evaluate inside the block. Raises NotOrganiser."""
    if not perms.can_run(by, gathering):
        raise NotOrganiser
    with reading(by=by, purpose=RUNNING, detail={"gathering": str(gathering.pk)}):
        yield Attendance.objects.filter(gathering=gathering).order_by("at", "id")


def find(token: str) -> Gathering | None:
    """The gathering of a QR, whatever its state; the door is opened by `attend` only."""
    return (
        Gathering.objects.exclude(state=State.CANCELLED).filter(attend_token=token).first() if token else None
    )

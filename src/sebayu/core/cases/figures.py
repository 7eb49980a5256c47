"""Counting for the desk: one statement, each part bounded by an index, so that a million cases cost no more than ten thousand."""

import datetime as dt
import json
from dataclasses import dataclass, field
from uuid import UUID

from django.db import connection
from django.utils import timezone

from sebayu.core.cases.lists import Filters, staff_offices, start_of_today
from sebayu.core.cases.models import Case
from sebayu.core.ledger import Actor

# Counted exactly up to here, shown as "10.000+" beyond. Choices of a filter are gathered from the nearest ones.
MOST_COUNTED, NEAREST = 10_000, 2_000

_OPEN = "cases_case c WHERE c.desk = desks.desk AND c.state = 'open'"
_FIGURES = """
WITH desks AS (SELECT unnest(%(desks)s::text[]) AS desk), offices AS (SELECT unnest(%(offices)s::text[]) AS office),
counted AS MATERIALIZED (SELECT o.step_due_at FROM desks CROSS JOIN LATERAL (
    SELECT c.step_due_at FROM {open} ORDER BY c.step_due_at, c.id LIMIT %(most)s) o),
near AS MATERIALIZED (SELECT o.* FROM desks CROSS JOIN LATERAL (
    SELECT c.service_key, c.service_title, c.step_kind, c.rw, c.known, c.needed, c.conflicts, c.document_id
    FROM {open} ORDER BY c.step_due_at, c.id LIMIT %(near)s) o)
SELECT json_build_object(
  'needs', (SELECT count(*) FROM counted),
  'late', (SELECT count(*) FROM counted WHERE step_due_at < %(now)s),
  'today', (SELECT count(*) FROM counted WHERE step_due_at >= %(now)s AND step_due_at < %(tomorrow)s),
  'found', {found},
  'held', (SELECT count(*) FROM (SELECT 1 FROM cases_case WHERE state = 'open' AND holder_id = %(me)s
           AND desk = ANY(%(desks)s) LIMIT %(most)s) h),
  'to_sign', (SELECT count(*) FROM near WHERE step_kind IN ('sign', 'countersign') AND (document_id IS NULL OR NOT EXISTS (
      SELECT 1 FROM documents_document d WHERE d.id = document_id AND d.state IN ('signing', 'unknown')))),
  'waiting', (SELECT count(*) FROM offices CROSS JOIN LATERAL (SELECT 1 FROM cases_case WHERE office_key = offices.office
              AND closed_at IS NULL AND state = 'waiting_citizen' LIMIT %(most)s) w)
    + (SELECT count(*) FROM offices CROSS JOIN LATERAL (SELECT 1 FROM cases_case WHERE desk = offices.office || ':consent'
       AND state = 'open' LIMIT %(most)s) a),
  'done', (SELECT count(*) FROM offices CROSS JOIN LATERAL (SELECT 1 FROM cases_case WHERE office_key = offices.office
           AND closed_at >= %(today)s LIMIT %(most)s) d)
    + (SELECT count(*) FROM (SELECT DISTINCT e.case_id FROM cases_caseevent e JOIN cases_case c ON c.id = e.case_id
       WHERE e.account_id = %(me)s AND e.at >= %(today)s AND e.kind IN ('approved', 'returned', 'refused', 'issued')
       AND cardinality(%(offices)s::text[]) > 0
       AND NOT coalesce(c.closed_at >= %(today)s AND c.office_key = ANY(%(offices)s), false)
       AND NOT (c.state = 'open' AND c.desk = ANY(%(desks)s)) LIMIT %(most)s) m),
  'hanging', (SELECT count(*) FROM documents_document WHERE state = 'unknown' AND office_key = ANY(%(offices)s)),
  'corrections', (SELECT count(*) FROM exchange_correctionrequest WHERE state = 'open' AND owner_office_key = ANY(%(offices)s)),
  'gathered', (SELECT count(*) FROM near),
  'services', (SELECT json_agg(json_build_array(k, t, n) ORDER BY t) FROM
      (SELECT service_key k, min(service_title) t, count(*) n FROM near GROUP BY 1) s),
  'steps', (SELECT json_agg(json_build_array(k, n) ORDER BY n DESC) FROM
      (SELECT step_kind k, count(*) n FROM near GROUP BY 1) s),
  'rws', (SELECT json_agg(json_build_array(k, n) ORDER BY k) FROM
      (SELECT rw k, count(*) n FROM near WHERE rw <> '' GROUP BY 1) s),
  'evidence', (SELECT json_build_object('complete', count(*) FILTER (WHERE known = needed AND conflicts = 0),
      'missing', count(*) FILTER (WHERE known < needed), 'conflict', count(*) FILTER (WHERE conflicts > 0)) FROM near)
)"""
_FOUND = (
    """(SELECT count(*) FROM desks CROSS JOIN LATERAL (SELECT 1 FROM {open}{narrowed} LIMIT %(most)s) f)"""
)


@dataclass(frozen=True, slots=True)
class Figures:
    """What stands beside the boxes of a desk. `found` is `needs` under the filters; choices carry their counts."""

    needs: int = 0
    late: int = 0
    today: int = 0
    found: int = 0
    held: int = 0
    to_sign: int = 0
    waiting: int = 0
    done: int = 0
    hanging: int = 0
    corrections: int = 0
    gathered: int = 0
    services: list[list] = field(default_factory=list)
    steps: list[list] = field(default_factory=list)
    rws: list[list] = field(default_factory=list)
    evidence: dict[str, int] = field(default_factory=dict)

    @property
    def choices_are_exact(self) -> bool:
        """Whether the counts beside the choices speak of the whole box."""
        return self.gathered == self.needs


def figures(actor: Actor, filters: Filters | None = None) -> Figures:
    """All counts of the actor's desk in one statement. Names nobody, so it is no read of anybody."""
    narrowed, values = (filters or Filters()).sql()
    found = _FOUND.format(open=_OPEN, narrowed=narrowed) if narrowed else "(SELECT count(*) FROM counted)"
    today = start_of_today()
    with connection.cursor() as cursor:
        cursor.execute(
            _FIGURES.format(open=_OPEN, found=found),
            {
                "desks": sorted(actor.desks),
                "offices": staff_offices(actor),
                "me": actor.account_id,
                "now": timezone.now(),
                "today": today,
                "tomorrow": today + dt.timedelta(days=1),
                "most": MOST_COUNTED,
                "near": NEAREST,
                **values,
            },
        )
        counted = cursor.fetchone()[0]
    counted = json.loads(counted) if isinstance(counted, str) else counted
    return Figures(**{name: value for name, value in counted.items() if value is not None})


_NEIGHBOURS = """
WITH desks AS (SELECT unnest(%(desks)s::text[]) AS desk)
SELECT
 (SELECT x.id FROM desks CROSS JOIN LATERAL (SELECT c.id, c.step_due_at FROM {open}{narrowed}
   AND (c.step_due_at, c.id) < (%(due)s, %(id)s) ORDER BY c.step_due_at DESC, c.id DESC LIMIT 1) x
   ORDER BY x.step_due_at DESC, x.id DESC LIMIT 1),
 (SELECT x.id FROM desks CROSS JOIN LATERAL (SELECT c.id, c.step_due_at FROM {open}{narrowed}
   AND (c.step_due_at, c.id) > (%(due)s, %(id)s) ORDER BY c.step_due_at, c.id LIMIT 1) x
   ORDER BY x.step_due_at, x.id LIMIT 1),
 (SELECT count(*) FROM desks CROSS JOIN LATERAL (SELECT 1 FROM {open}{narrowed}
   AND (c.step_due_at, c.id) < (%(due)s, %(id)s) LIMIT %(most)s) x),
 (SELECT count(*) FROM desks CROSS JOIN LATERAL (SELECT 1 FROM {open}{narrowed} LIMIT %(most)s) x)
"""


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Where a case stands in the inbox: the ones beside it, its place counted from 1, and how many there are."""

    previous: UUID | None = None
    next: UUID | None = None
    place: int = 0
    total: int = 0


def neighbours(actor: Actor, case: Case, filters: Filters | None = None) -> Neighbours:
    """None of it when the case does not lie on one of the actor's desks."""
    if case.desk not in actor.desks or case.step_due_at is None:
        return Neighbours()
    narrowed, values = (filters or Filters()).sql()
    with connection.cursor() as cursor:
        cursor.execute(
            _NEIGHBOURS.format(open=_OPEN, narrowed=narrowed),
            {
                "desks": sorted(actor.desks),
                "due": case.step_due_at,
                "id": case.id,
                "most": MOST_COUNTED,
                **values,
            },
        )
        previous, following, before, total = cursor.fetchone()
    return Neighbours(previous, following, before + 1, total)


_BY_OFFICE = """
SELECT k.key, o.open, o.waiting, o.late, d.issued, d.refused FROM identity_office k
CROSS JOIN LATERAL (SELECT count(*) AS open, count(*) FILTER (WHERE state = 'waiting_citizen') AS waiting,
    count(*) FILTER (WHERE due_at < %(now)s) AS late
    FROM cases_case WHERE office_key = k.key AND closed_at IS NULL) o
CROSS JOIN LATERAL (SELECT count(*) FILTER (WHERE state = 'issued') AS issued, count(*) FILTER (WHERE state = 'refused') AS refused
    FROM cases_case WHERE office_key = k.key AND closed_at >= %(since)s) d
WHERE o.open + d.issued + d.refused > 0
"""


@dataclass(frozen=True, slots=True)
class OfficeFigures:
    """What one office has open, how much of it is past its promise, and what it finished since a moment."""

    office_key: str
    open: int = 0
    waiting: int = 0
    late: int = 0
    issued: int = 0
    refused: int = 0


def by_office(*, since: dt.datetime) -> list[OfficeFigures]:
    """For the leaders: numbers only, nobody's name."""
    with connection.cursor() as cursor:
        cursor.execute(_BY_OFFICE, {"now": timezone.now(), "since": since})
        return [OfficeFigures(*row) for row in cursor.fetchall()]


_LETTERS_FAILED = """
SELECT c.service_title, count(DISTINCT c.id), max(e.at) FROM cases_caseevent e JOIN cases_case c ON c.id = e.case_id
WHERE e.kind = 'issue_failed' AND e.at >= %(since)s AND c.closed_at IS NULL AND c.document_id IS NULL
GROUP BY 1 ORDER BY 2 DESC, 1
"""


def letters_failed(*, since: dt.datetime) -> list[tuple[str, int, dt.datetime]]:
    """For the operator: letters that could not be made and still are not, by service, with the last time."""
    with connection.cursor() as cursor:
        cursor.execute(_LETTERS_FAILED, {"since": since})
        return cursor.fetchall()

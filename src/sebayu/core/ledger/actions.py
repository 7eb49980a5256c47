"""Writing the ledger and sealing it."""

from collections.abc import Iterable
from uuid import UUID

from django.db import connection, transaction

from sebayu.core.ledger.actor import Actor, Purpose
from sebayu.core.ledger.chain import GENESIS, chain_hash, entry_hash
from sebayu.core.ledger.errors import NotInTransaction
from sebayu.core.ledger.models import LedgerEntry, LedgerLink

SEAL_LOCK = 7_316_001
_INSERT = """
    INSERT INTO ledger_ledgerentry (txid, act, actor_kind, account_id, actor_name, post, office_key, office, acting_for,
        purpose, basis, service, case_id, case_number, subjects, facts, detail)
    VALUES (pg_current_xact_id()::text::bigint, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)
    RETURNING id, at, txid
"""


def record(
    *,
    by: Actor,
    act: str,
    purpose: Purpose,
    subjects: Iterable[UUID] = (),
    facts: Iterable[str] = (),
    detail: dict | None = None,
) -> LedgerEntry:
    """Write one entry in the caller's transaction.

    `detail` holds keys, counts and states only: never a value of a person's fact.

    Raises NotInTransaction outside a transaction: an entry must stand or fall with what it records.
    """
    if not connection.in_atomic_block:
        raise NotInTransaction(f"ledger entry {act!r} outside a transaction")
    entry = LedgerEntry(
        act=act,
        actor_kind=by.kind,
        account_id=by.account_id,
        actor_name=by.name[:200],
        post=by.post[:200],
        office_key=by.office_key,
        office=by.office[:200],
        acting_for=by.acting_for,
        purpose=purpose.text[:300],
        basis=purpose.basis[:300],
        service=purpose.service,
        case_id=purpose.case_id,
        case_number=purpose.case_number,
        subjects=sorted(set(subjects)),
        facts=sorted(set(facts)),
        detail=detail or {},
    )
    fields = [f for f in LedgerEntry._meta.concrete_fields if f.name not in {"id", "at", "txid"}]
    values = [f.get_db_prep_save(getattr(entry, f.attname), connection) for f in fields]
    with connection.cursor() as cursor:
        cursor.execute(_INSERT, values)
        entry.id, entry.at, entry.txid = cursor.fetchone()
    return entry


_UNSEALED = """
    SELECT e.* FROM ledger_ledgerentry e
    WHERE e.id > %s AND NOT EXISTS (SELECT 1 FROM ledger_ledgerlink l WHERE l.entry_id = e.id)
      AND (%s OR e.txid < pg_snapshot_xmin(pg_current_snapshot())::text::bigint)
    ORDER BY e.id LIMIT %s
"""


def seal(*, batch: int = 5000, everything: bool = False) -> int:
    """Link finished entries into the chain; returns how many.

    Entries of transactions still running are left for the next time, so no reader ever waits for the chain. `everything`
    ignores transaction numbers: only for a restored database, where they belong to another cluster.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [SEAL_LOCK])
        last = LedgerLink.objects.order_by("-position").first()
        position, previous = (last.position, bytes(last.chain_hash)) if last else (0, GENESIS)
        floor = _oldest_open(cursor)
        entries = list(LedgerEntry.objects.raw(_UNSEALED, [floor, everything, batch]))
        links = []
        for entry in entries:
            position += 1
            digest = entry_hash(entry)
            previous = chain_hash(position, previous, digest)
            links.append(
                LedgerLink(position=position, entry_id=entry.id, entry_hash=digest, chain_hash=previous)
            )
        LedgerLink.objects.bulk_create(links, batch_size=1000)
    return len(links)


def _oldest_open(cursor: object) -> int:
    """An id below which every entry is linked, so that sealing looks at the tail only.

    An entry may commit after one with a higher id was linked; the gap is at most what was running then, so we look back
    over a margin of ids rather than over the whole book.
    """
    cursor.execute("SELECT coalesce(max(entry_id), 0) FROM ledger_ledgerlink")  # type: ignore[attr-defined]
    return max(0, cursor.fetchone()[0] - 100_000)  # type: ignore[attr-defined]

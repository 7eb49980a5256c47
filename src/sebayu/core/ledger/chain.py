"""The hash chain: what exactly is hashed, and who finds the first broken link."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC
from typing import Any

from django.db import connection, transaction

from sebayu.core.ledger.models import LedgerEntry, LedgerLink

GENESIS = hashlib.sha256(b"sebayu ledger v1").digest()


def entry_hash(entry: LedgerEntry) -> bytes:
    """SHA-256 over the canonical JSON of every column; any edit of any column changes it."""
    content: dict[str, Any] = {}
    for field in LedgerEntry._meta.concrete_fields:
        value = getattr(entry, field.attname)
        if field.name == "at":
            value = value.astimezone(UTC).isoformat(timespec="microseconds")
        elif isinstance(value, list):
            value = [str(item) for item in value]
        elif value is not None and not isinstance(value, (int, dict)):
            value = str(value)
        content[field.name] = value
    return hashlib.sha256(json.dumps(content, sort_keys=True, separators=(",", ":")).encode()).digest()


def chain_hash(position: int, previous: bytes, digest: bytes) -> bytes:
    return hashlib.sha256(position.to_bytes(8, "big") + previous + digest).digest()


@dataclass(frozen=True, slots=True)
class Verdict:
    """`broken_at` is the ledger entry number of the first broken link, `why` says what is wrong with it."""

    ok: bool
    sealed: int
    unsealed: int
    broken_at: int | None = None
    why: str = ""
    head: str = ""


def verify(*, chunk: int = 5000) -> Verdict:
    """Walk the whole chain and name the first entry that was changed, removed or slipped in.

    Compare `head` with an earlier print-out to see that the end was not cut off and rebuilt.
    """
    previous, position = GENESIS, 0
    with transaction.atomic():
        total = LedgerEntry.objects.count()
        for link, entry in _pairs(chunk):
            position += 1
            why = _fault(link, entry, position, previous)
            if why:
                return Verdict(False, position - 1, total - position, link.entry_id, why)
            previous = bytes(link.chain_hash)
    return Verdict(True, position, total - position, head=previous.hex())


def _fault(link: LedgerLink, entry: LedgerEntry | None, position: int, previous: bytes) -> str:
    if link.position != position:
        return f"mata rantai ke-{position} hilang"
    if entry is None:
        return "catatan dihapus"
    if entry_hash(entry) != bytes(link.entry_hash):
        return "isi catatan diubah"
    if chain_hash(position, previous, bytes(link.entry_hash)) != bytes(link.chain_hash):
        return "rantai disambung ulang"
    return ""


def _pairs(chunk: int) -> Iterator[tuple[LedgerLink, LedgerEntry | None]]:
    last = 0
    while links := list(LedgerLink.objects.filter(position__gt=last).order_by("position")[:chunk]):
        entries = LedgerEntry.objects.in_bulk([link.entry_id for link in links])
        for link in links:
            yield link, entries.get(link.entry_id)
        last = links[-1].position


def tail() -> int:
    """How many entries wait for the chain: the unsealed tail, shown on the operator's page."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT (SELECT count(*) FROM ledger_ledgerentry WHERE id > l.top - 100000)"
            " - (SELECT count(*) FROM ledger_ledgerlink WHERE entry_id > l.top - 100000)"
            " FROM (SELECT coalesce(max(entry_id), 0) AS top FROM ledger_ledgerlink) l"
        )
        return cursor.fetchone()[0]

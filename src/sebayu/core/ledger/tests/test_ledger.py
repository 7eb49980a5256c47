"""The ledger: bound to its transaction, not editable by anyone, and the first broken entry is named."""

import time
from contextlib import suppress
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction

from sebayu.core.ledger import Actor, Purpose
from sebayu.core.ledger.access import reading, writing
from sebayu.core.ledger.actions import record, seal
from sebayu.core.ledger.chain import tail, verify
from sebayu.core.ledger.errors import NotInTransaction
from sebayu.core.ledger.models import LedgerEntry, is_open

BU_SARI = uuid4()
PAK_BUDI = Actor(kind="officer", name="Budi Prasetya", account_id=uuid4(), office_key="kel_mintaragen")
WHY = Purpose("Surat Keterangan Usaha", "UU 25/2009")


def write(n: int = 1) -> list[LedgerEntry]:
    return [
        record(by=PAK_BUDI, act="read", purpose=WHY, subjects=[BU_SARI], facts=["person.name"])
        for _ in range(n)
    ]


def tamper(sql: str, *values: object) -> None:
    """What only somebody with the keys of the database could do: switch the triggers off first."""
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(sql, values)
        cursor.execute("SET session_replication_role = origin")


def sealed(wanted: int, batch: int = 5000) -> int:
    """Seal until `wanted` entries are linked. Tests side by side share one server: a transaction in another of its databases may
    hold the horizon back for a moment, as a long one would in production."""
    total, until = 0, time.monotonic() + 30
    while total < wanted and time.monotonic() < until:
        total += seal(batch=batch)
    return total


@pytest.mark.django_db(transaction=True)
def test_record_outside_transaction_is_refused() -> None:
    with pytest.raises(NotInTransaction):
        record(by=PAK_BUDI, act="read", purpose=WHY)


def test_purpose_without_basis_is_refused() -> None:
    with pytest.raises(ValueError, match="legal basis"):
        Purpose("melihat", " ")


@pytest.mark.django_db
@pytest.mark.parametrize("sql", ["UPDATE {} SET act = 'x'", "DELETE FROM {}", "TRUNCATE {}"])
def test_database_refuses_to_edit_an_entry(sql: str) -> None:
    write()
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(
            sql.format("ledger_ledgerentry").replace("act", "actor_name" if "UPDATE" in sql else "act")
        )


@pytest.mark.django_db
def test_reading_writes_one_entry_and_closes_again() -> None:
    with reading(by=PAK_BUDI, purpose=WHY, facts=["person.name"]) as note:
        assert is_open()
        note.saw([BU_SARI], ["person.nik"])
    assert not is_open()
    entry = LedgerEntry.objects.about(BU_SARI).get()
    assert (entry.act, entry.facts, entry.office_key) == (
        "read",
        ["person.name", "person.nik"],
        "kel_mintaragen",
    )


@pytest.mark.django_db
def test_reading_that_fails_leaves_no_entry() -> None:
    with pytest.raises(RuntimeError), reading(by=PAK_BUDI, purpose=WHY, subjects=[BU_SARI]):
        raise RuntimeError
    assert not LedgerEntry.objects.about(BU_SARI).exists()
    assert not is_open()


@pytest.mark.django_db
def test_a_block_inside_a_block_takes_the_outer_one_along() -> None:
    def fails_inside() -> None:
        write()
        with writing():
            write()
            raise ValueError

    with pytest.raises(ValueError), writing():  # noqa: PT011
        fails_inside()
    assert not LedgerEntry.objects.exists()
    with writing():
        with pytest.raises(ValueError), transaction.atomic():  # noqa: PT011 - said so: what comes after goes on
            fails_inside()
        write()
    assert LedgerEntry.objects.count() == 1


@pytest.mark.django_db
def test_going_on_after_a_failure_without_saying_so_is_refused() -> None:
    with pytest.raises(transaction.TransactionManagementError), writing():  # noqa: PT012
        with suppress(ValueError), writing():
            raise ValueError
        write()
    assert not LedgerEntry.objects.exists()


@pytest.mark.django_db
def test_stranger_sees_nothing_about_bu_sari() -> None:
    write()
    assert not LedgerEntry.objects.about(uuid4()).exists()


@pytest.mark.django_db(transaction=True)
class TestChain:
    @pytest.fixture(autouse=True)
    def _empty(self) -> None:
        tamper("DELETE FROM ledger_ledgerlink")
        tamper("DELETE FROM ledger_ledgerentry")

    @pytest.fixture
    def entries(self) -> list[LedgerEntry]:
        with transaction.atomic():
            entries = write(7)
        assert tail() == 7
        assert sealed(7) == 7
        return entries

    def test_whole_chain_verifies(self, entries: list[LedgerEntry]) -> None:
        verdict = verify(chunk=3)
        assert (verdict.ok, verdict.sealed, verdict.unsealed) == (True, 7, 0)
        assert seal() == 0
        assert tail() == 0

    def test_running_transaction_is_not_sealed_and_does_not_wait(self) -> None:
        with transaction.atomic():
            write(2)
            assert seal() == 0
        assert sealed(2) == 2

    def test_changed_entry_is_named(self, entries: list[LedgerEntry]) -> None:
        tamper("UPDATE ledger_ledgerentry SET actor_name = 'Orang Lain' WHERE id = %s", entries[3].id)
        verdict = verify()
        assert (verdict.ok, verdict.broken_at, verdict.why) == (False, entries[3].id, "isi catatan diubah")

    def test_removed_entry_is_named(self, entries: list[LedgerEntry]) -> None:
        tamper("DELETE FROM ledger_ledgerentry WHERE id = %s", entries[2].id)
        assert (verify().broken_at, verify().why) == (entries[2].id, "catatan dihapus")

    def test_removed_link_is_named(self, entries: list[LedgerEntry]) -> None:
        tamper("DELETE FROM ledger_ledgerlink WHERE entry_id = %s", entries[4].id)
        assert "hilang" in verify().why

    def test_rebuilt_link_is_named(self, entries: list[LedgerEntry]) -> None:
        tamper("UPDATE ledger_ledgerlink SET chain_hash = entry_hash WHERE entry_id = %s", entries[5].id)
        assert (verify().broken_at, verify().why) == (entries[5].id, "rantai disambung ulang")

    def test_batches_give_the_same_chain(self, entries: list[LedgerEntry]) -> None:
        with transaction.atomic():
            write(5)
        assert sealed(5, batch=2) == 5
        assert verify().ok
        assert verify().sealed == 12

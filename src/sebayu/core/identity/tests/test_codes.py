"""NIK and one-time code: nobody learns whether a NIK exists, and nobody guesses a code."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from sebayu.core.identity import codes, rates
from sebayu.core.identity.errors import BadNik, TooMany, WrongCode
from sebayu.core.identity.models import Account, LoginCode, RateCount
from sebayu.core.identity.tests.people import SARI_NIK, Town
from sebayu.core.ledger.models import LedgerEntry

UNKNOWN_NIK = "3376024508859999"


class Postbox:
    def __init__(self) -> None:
        self.sent: list[tuple[Account, str]] = []

    def __call__(self, account: Account, code: str) -> None:
        self.sent.append((account, code))


@pytest.fixture
def postbox() -> Postbox:
    return Postbox()


def ask(nik: str = SARI_NIK, ip: str = "10.0.0.1") -> LoginCode:
    waiting: list[UUID] = []
    row = codes.ask(nik=nik, ip=ip, schedule=waiting.append)
    assert waiting == [row.id]
    return row


def sent(postbox: Postbox, **more: str) -> tuple[LoginCode, str]:
    row = ask(**more)
    codes.prepare(row.id, deliver=postbox)
    return row, postbox.sent[-1][1]


def test_right_code_opens_the_account_once_and_is_recorded(town: Town, postbox: Postbox) -> None:
    row, code = sent(postbox)
    assert codes.redeem(code_id=row.id, code=f" {code[:3]} {code[3:]} ", ip="x") == town.sari
    assert LedgerEntry.objects.filter(act="identity.enter", account_id=town.sari.id).count() == 1
    with pytest.raises(WrongCode):
        codes.redeem(code_id=row.id, code=code, ip="x")


def test_request_does_the_same_work_for_every_nik(town: Town) -> None:
    shapes = []
    for nik in (SARI_NIK, UNKNOWN_NIK):
        with CaptureQueriesContext(
            connection,
        ) as seen:
            ask(nik)
        shapes.append(
            [q["sql"].split("VALUES")[0].split(" WHERE")[0] for q in seen if "SAVEPOINT" not in q["sql"]]
        )
    assert shapes[0] == shapes[1]
    assert not any("identity_account" in sql for sql in shapes[0])


def test_unknown_nik_gets_a_code_nobody_is_sent(town: Town, postbox: Postbox) -> None:
    row = ask(UNKNOWN_NIK)
    codes.prepare(row.id, deliver=postbox)
    row.refresh_from_db()
    assert postbox.sent == []
    assert row.code_hash
    with pytest.raises(WrongCode):
        codes.redeem(code_id=row.id, code="000000", ip="x")


def test_inactive_account_is_sent_nothing(town: Town, postbox: Postbox) -> None:
    Account.objects.filter(id=town.sari.id).update(is_active=False)
    codes.prepare(ask().id, deliver=postbox)
    assert postbox.sent == []


def test_sixth_try_fails_even_with_the_right_code(town: Town, postbox: Postbox) -> None:
    row, code = sent(postbox)
    wrong = f"{(int(code) + 1) % 10**6:06d}"
    for _ in range(codes.TRIES):
        with pytest.raises(WrongCode):
            codes.redeem(code_id=row.id, code=wrong, ip="x")
    with pytest.raises(WrongCode):
        codes.redeem(code_id=row.id, code=code, ip="x")


def test_code_ends_after_five_minutes(town: Town, postbox: Postbox) -> None:
    row, code = sent(postbox)
    LoginCode.objects.filter(id=row.id).update(expires_at=timezone.now() - dt.timedelta(seconds=1))
    with pytest.raises(WrongCode):
        codes.redeem(code_id=row.id, code=code, ip="x")


def test_newer_code_spends_the_older(town: Town, postbox: Postbox) -> None:
    first, old = sent(postbox)
    second, new = sent(postbox)
    with pytest.raises(WrongCode):
        codes.redeem(code_id=first.id, code=old, ip="x")
    assert codes.redeem(code_id=second.id, code=new, ip="x") == town.sari


def test_code_before_the_worker_came_is_wrong(town: Town) -> None:
    with pytest.raises(WrongCode):
        codes.redeem(code_id=ask().id, code="", ip="x")


def test_prepared_twice_sends_once(town: Town, postbox: Postbox) -> None:
    row, _ = sent(postbox)
    codes.prepare(row.id, deliver=postbox)
    assert len(postbox.sent) == 1


def test_neither_code_nor_nik_is_kept(town: Town, postbox: Postbox) -> None:
    row, code = sent(postbox)
    row.refresh_from_db()
    kept = " ".join(str(v) for v in LoginCode.objects.filter(id=row.id).values().get().values())
    assert code not in kept.replace(str(row.id), "").split()
    assert SARI_NIK not in kept


def test_delivery_that_fails_leaves_the_request_to_be_tried_again(town: Town, postbox: Postbox) -> None:
    row = ask()

    def broken(account: Account, code: str) -> None:
        raise RuntimeError("outbox full")

    with pytest.raises(RuntimeError):
        codes.prepare(row.id, deliver=broken)
    codes.prepare(row.id, deliver=postbox)
    assert len(postbox.sent) == 1


@pytest.mark.parametrize("known", [SARI_NIK, UNKNOWN_NIK])
def test_fourth_request_for_one_nik_is_refused_known_or_not(town: Town, known: str) -> None:
    for _ in range(3):
        ask(known)
    with pytest.raises(TooMany):
        ask(known)


def test_one_address_may_not_walk_through_all_niks(db: None, settings) -> None:
    settings.SEBAYU_CODE_LIMITS = {"nik": 3, "ip": 2, "all": 99}
    for serial in range(2):
        ask(f"337602450885{serial:04d}", ip="10.0.0.9")
    with pytest.raises(TooMany):
        ask("3376024508850009", ip="10.0.0.9")
    ask("3376024508850009", ip="10.0.0.8")


def test_whole_installation_has_a_limit(db: None, settings) -> None:
    settings.SEBAYU_CODE_LIMITS = {"nik": 9, "ip": 9, "all": 2}
    ask(ip="1")
    ask(ip="2")
    with pytest.raises(TooMany):
        ask(ip="3")


def test_next_window_counts_anew(db: None) -> None:
    rates.hit("x", "y", limit=1, minutes=15)
    RateCount.objects.update(window=timezone.now() - dt.timedelta(hours=1))
    rates.hit("x", "y", limit=1, minutes=15)


@pytest.mark.parametrize(
    "nik", ["", "123", "33760245088500012", "337602450885000a", "３３７６０２４５０８８５０００１"]
)
def test_sixteen_digits_or_a_clear_word(db: None, nik: str) -> None:
    with pytest.raises(BadNik, match="16 angka"):
        ask(nik)


def test_old_rows_are_forgotten(town: Town) -> None:
    ask()
    LoginCode.objects.update(asked_at=timezone.now() - dt.timedelta(days=2))
    assert codes.forget_old() == 1

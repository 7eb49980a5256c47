"""Logging in with NIK and a one-time code, without telling anybody whether a NIK exists.

The request for a code does the same work for every NIK: it counts, writes one row, and answers. It does not look the NIK up.
A job of the worker does that afterwards (`prepare`): it makes the code and hands it to whoever delivers it. For a NIK we do not
know it makes a code that nobody gets. So neither the answer nor its time depends on the NIK.
"""

from __future__ import annotations

import datetime as dt
import hmac
import secrets
from collections.abc import Callable
from typing import Final
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from sebayu.core.identity import rates
from sebayu.core.identity.enums import CodeState
from sebayu.core.identity.errors import WrongCode
from sebayu.core.identity.keys import digest, nik_hmac
from sebayu.core.identity.models import Account, LoginCode
from sebayu.core.ledger import Actor, Purpose
from sebayu.core.ledger.actions import record

MINUTES: Final = 5
TRIES: Final = 5
DIGITS: Final = 6
ENTERING: Final = Purpose("Masuk ke akun sendiri", "UU 27/2022 ps. 20")
Deliver = Callable[[Account, str], None]


def ask(*, nik: str, ip: str, schedule: Callable[[UUID], None]) -> LoginCode:
    """Note that somebody wants a code for this NIK; `schedule` defers `prepare` for the row that is returned.

    Raises BadNik (not sixteen digits) and TooMany: per NIK, per address and for the whole installation, in that order.
    """
    key = nik_hmac(nik)
    limits = settings.SEBAYU_CODE_LIMITS
    rates.hit("code.nik", key, limit=limits["nik"], minutes=15)
    rates.hit("code.ip", ip, limit=limits["ip"], minutes=15)
    rates.hit("code.all", "", limit=limits["all"], minutes=1)
    with transaction.atomic():
        row = LoginCode.objects.create(
            nik_hmac=key, expires_at=timezone.now() + dt.timedelta(minutes=MINUTES)
        )
        schedule(row.id)
    return row


def prepare(code_id: UUID, *, deliver: Deliver) -> None:
    """Make the code for one request and deliver it, in the worker. Done twice it does nothing the second time."""
    with transaction.atomic():
        row = LoginCode.objects.select_for_update().filter(id=code_id, state=CodeState.ASKED).first()
        if row is None or row.expires_at <= timezone.now():
            return
        code = f"{secrets.randbelow(10**DIGITS):0{DIGITS}d}"
        account = Account.objects.filter(nik_hmac=row.nik_hmac, is_active=True).first()
        row.code_hash, row.state, row.account = _hash(row.id, code), CodeState.READY, account
        row.save(update_fields=["code_hash", "state", "account"])
        if account is not None:
            # The newest code is the only one: an older message found on a phone opens nothing.
            older = LoginCode.objects.filter(account=account, state=CodeState.READY).exclude(id=row.id)
            older.update(state=CodeState.SPENT)
            deliver(account, code)


def redeem(*, code_id: UUID, code: str, ip: str) -> Account:
    """The account whose code this is. Raises WrongCode, whatever was wrong, and TooMany.

    The try is counted in its own transaction, before the comparison: an attacker cannot undo the counting by failing.
    """
    rates.hit("redeem.ip", ip, limit=settings.SEBAYU_CODE_LIMITS["ip"] * TRIES, minutes=15)
    with transaction.atomic():
        row = LoginCode.objects.select_for_update(of=("self",)).filter(id=code_id).first()
        live = row is not None and row.tries < TRIES and row.expires_at > timezone.now()
        if row is not None and live:
            row.tries += 1
            row.save(update_fields=["tries"])
    if row is None or not live:
        raise WrongCode
    right = hmac.compare_digest(_hash(row.id, "".join(code.split())), row.code_hash or "-")
    if not right or row.state != CodeState.READY or row.account is None or not row.account.is_active:
        raise WrongCode
    return _use(row)


def _use(row: LoginCode) -> Account:
    with transaction.atomic():
        used = LoginCode.objects.filter(id=row.id, state=CodeState.READY).update(state=CodeState.USED)
        if not used or row.account is None:
            raise WrongCode
        account = row.account
        by = Actor(kind="citizen", name=account.name, account_id=account.id, person_id=account.person_id)
        record(by=by, act="identity.enter", purpose=ENTERING, detail={"method": "code"})
    return account


def _hash(code_id: UUID, code: str) -> str:
    return digest("code", f"{code_id}:{code}")


def forget_old(*, hours: int = 24) -> int:
    """Housekeeping for a daily job."""
    gone, _ = LoginCode.objects.filter(asked_at__lt=timezone.now() - dt.timedelta(hours=hours)).delete()
    return gone

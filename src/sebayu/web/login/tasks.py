"""The worker's share of a login: make the one-time code and send it."""

from __future__ import annotations

from uuid import UUID

from procrastinate.contrib.django import app

from sebayu.core.identity import codes
from sebayu.core.identity.models import Account
from sebayu.core.ledger import Actor
from sebayu.core.notify.actions import tell


def deliver(account: Account, code: str) -> None:
    """To the contacts an officer noted at the counter, and nowhere else."""
    tell(
        account_id=account.id,
        template="login_code",
        context={"code": code, "minutes": codes.MINUTES},
        by=Actor.system("login"),
    )


@app.task(name="login.prepare_code", queue="urgent")
def prepare_code(code_id: str) -> None:
    codes.prepare(UUID(code_id), deliver=deliver)


@app.periodic(cron="17 3 * * *")
@app.task(name="login.forget_old")
def forget_old(timestamp: int) -> None:
    codes.forget_old()
    codes.rates.forget_old()

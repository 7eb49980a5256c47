"""The clock of the survey."""

from procrastinate.contrib.django import app

from sebayu.core.ledger import Actor
from sebayu.core.satisfaction import actions

CLOCK = Actor.system("Sebayu")


@app.periodic(cron="*/10 * * * *")
@app.task(name="satisfaction.invite", queue="cases", queueing_lock="satisfaction.invite", pass_context=False)
def invite_ended(timestamp: int) -> int:
    """Every ten minutes: ask those whose case ended since the last time."""
    return actions.invite(by=CLOCK)

"""The worker's share: the Monday message."""

from procrastinate.contrib.django import app

from sebayu.core.ledger import Actor
from sebayu.programmes.movement.commitments import actions

CLOCK = Actor.system("Pengingat Komitmen Bersama")


@app.periodic(cron="0 0 * * 1")  # Monday, 07.00 WIB
@app.task(name="commitments.monday", queue="movement", queueing_lock="commitments.monday")
def monday(timestamp: int) -> int:
    return actions.tell_monday(by=CLOCK)

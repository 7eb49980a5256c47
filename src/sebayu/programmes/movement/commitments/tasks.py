"""The worker's share: reminders each morning, the Monday message, and signatures a person found after a time-out. Signs nothing, ever."""

from procrastinate.contrib.django import app

from sebayu.core.ledger import Actor
from sebayu.programmes.movement.commitments import actions
from sebayu.programmes.movement.commitments.enums import CommitmentState
from sebayu.programmes.movement.commitments.models import Commitment

CLOCK = Actor.system("Pengingat Komitmen Bersama")


@app.periodic(cron="30 1 * * *")  # 08.30 WIB
@app.task(name="commitments.remind", queue="movement", queueing_lock="commitments.remind")
def remind(timestamp: int) -> int:
    signing = Commitment.objects.real().filter(state=CommitmentState.SIGNING)
    return sum(actions.remind(by=CLOCK, commitment=commitment) for commitment in signing)


@app.periodic(cron="0 0 * * 1")  # Monday, 07.00 WIB
@app.task(name="commitments.monday", queue="movement", queueing_lock="commitments.monday")
def monday(timestamp: int) -> int:
    return actions.tell_monday(by=CLOCK)


@app.periodic(cron="*/5 * * * *")
@app.task(name="commitments.catch_up", queue="movement", queueing_lock="commitments.catch_up")
def catch_up(timestamp: int) -> int:
    signing = Commitment.objects.real().filter(state=CommitmentState.SIGNING)
    return sum(actions.catch_up(by=CLOCK, commitment=commitment) for commitment in signing)

"""The worker's share: reminders each morning, and signatures a person found after a time-out. Signs nothing, ever."""

from procrastinate.contrib.django import app

from sebayu.core.ledger import Actor
from sebayu.programmes.movement.commitments.enums import CommitmentState
from sebayu.programmes.movement.commitments.models import Commitment
from sebayu.programmes.movement.signing import actions

CLOCK = Actor.system("Pengingat Komitmen Bersama")


# The names of the tasks are those under which they may still wait in the queue.
@app.periodic(cron="30 1 * * *")  # 08.30 WIB
@app.task(name="commitments.remind", queue="movement", queueing_lock="commitments.remind")
def remind(timestamp: int) -> int:
    signing = Commitment.objects.real().filter(state=CommitmentState.SIGNING)
    return sum(actions.remind(by=CLOCK, commitment=commitment) for commitment in signing)


@app.periodic(cron="*/5 * * * *")
@app.task(name="commitments.catch_up", queue="movement", queueing_lock="commitments.catch_up")
def catch_up(timestamp: int) -> int:
    signing = Commitment.objects.real().filter(state=CommitmentState.SIGNING)
    return sum(actions.catch_up(by=CLOCK, commitment=commitment) for commitment in signing)

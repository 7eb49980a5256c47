"""The worker's share: every morning, who follows something hears what was proven."""

from procrastinate.contrib.django import app

from sebayu.core.ledger import Actor
from sebayu.programmes.movement.participation import actions


@app.periodic(cron="40 6 * * *")
@app.task(name="movement.tell_followers", queueing_lock="movement.tell_followers")
def tell_followers(timestamp: int) -> int:
    return actions.tell_followers(by=Actor.system("Pembawa kabar gerakan"))

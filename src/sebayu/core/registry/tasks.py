"""Looking through the register by the worker."""

from procrastinate.contrib.django import app

from sebayu.core.areas import region
from sebayu.core.ledger import Actor
from sebayu.core.registry.duplicates import actions

FIND = "registry.find_pairs"


@app.task(name=FIND, queue="registry", queueing_lock=FIND)
def find_pairs() -> int:
    """Pairs that look like one person, in the whole region."""
    return actions.find(by=Actor.system("Sebayu"), area=region.pack().code)


@app.periodic(cron="40 2 * * 0")
@app.task(name="registry.find_pairs_weekly", queue="registry", queueing_lock="registry.find_pairs_weekly")
def find_pairs_weekly(timestamp: int) -> int:
    """Every Sunday night."""
    return actions.find(by=Actor.system("Sebayu"), area=region.pack().code)

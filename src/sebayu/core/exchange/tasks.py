"""Housekeeping of the exchange by the worker."""

from procrastinate.contrib.django import app

from sebayu.core.exchange import actions
from sebayu.core.ledger import Actor


@app.periodic(cron="20 2 * * *")
@app.task(queue="exchange", queueing_lock="exchange.unused", pass_context=False)
def discard_unused(timestamp: int) -> int:
    """Every night: throw away evidence that was gathered to show a page and led to no case."""
    return actions.discard_unused(by=Actor.system("Sebayu"))

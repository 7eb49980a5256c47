"""Sealing by the worker: every ten seconds, so the unsealed tail stays short."""

from procrastinate.contrib.django import app

from sebayu.core.ledger.actions import seal


@app.periodic(cron="* * * * * */10")
@app.task(queue="ledger", queueing_lock="ledger.seal", lock="ledger.seal", pass_context=False)
def seal_ledger(timestamp: int) -> int:
    """Link what is finished; returns how many entries."""
    total = 0
    while count := seal():
        total += count
    return total

"""The worker's share: deliver soon after the commit, sweep for what is due again."""

from uuid import UUID

from procrastinate.contrib.django import app

from sebayu.core.notify import delivering


@app.task(name="notify.deliver", queue="notify")
def deliver(delivery_id: str) -> None:
    delivering.deliver(UUID(delivery_id))


@app.periodic(cron="* * * * *")
@app.task(name="notify.sweep", queue="notify", queueing_lock="notify.sweep")
def sweep(timestamp: int) -> None:
    delivering.sweep()

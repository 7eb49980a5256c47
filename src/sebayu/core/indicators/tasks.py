"""Numbers are brought up to date every hour from what was touched, and once a week everything is read again."""

from procrastinate.contrib.django import app

from sebayu.core.indicators import runs
from sebayu.core.indicators.errors import RunUnderWay
from sebayu.core.indicators.public import shelf
from sebayu.core.ledger import Actor

CLOCK = Actor.system("Penghitung indikator")


@app.periodic(cron="10 * * * *")
@app.task(queue="indicators", queueing_lock="indicators.hourly", pass_context=False)
def bring_up_to_date(timestamp: int) -> int:
    """What changed since the last run; returns how many numbers were written."""
    return _compute(full=False)


@app.periodic(cron="40 18 * * 6")  # the night before Sunday, in Indonesia
@app.task(queue="indicators", queueing_lock="indicators.weekly", pass_context=False)
def read_everything_again(timestamp: int) -> int:
    """Every row of every source, so that what nobody reported as touched is found as well."""
    return _compute(full=True)


@app.periodic(cron="30 18 * * *")  # half past one at night in western Indonesia
@app.task(queue="indicators", queueing_lock="indicators.publish", pass_context=False)
def publish_every_night(timestamp: int) -> int:
    """Open data of what was computed until then; returns how many numbers became public."""
    return shelf.put(by=CLOCK).numbers


def _compute(*, full: bool) -> int:
    try:
        return runs.compute(by=CLOCK, full=full).values
    except RunUnderWay:
        return 0  # the one that is under way does the work

"""The clock of the cases, and letters the system issues by itself."""

from uuid import UUID

from procrastinate.contrib.django import app

from sebayu.core.cases.actions import clock, signing
from sebayu.core.cases.flow import CLOCK


@app.periodic(cron="* * * * *")
@app.task(queue="cases", queueing_lock="cases.clock", pass_context=False)
def mind_the_clock(timestamp: int) -> int:
    """Every minute: pass on what RT and RW left, tell superiors what is late."""
    return clock.escalate_overdue()


@app.task(queue="cases", pass_context=False)
def issue_automatically(case_id: str) -> None:
    """Seal one letter. Never retried by the machine: a failure or an unknown outcome waits on the head's desk."""
    signing.issue_automatically(by=CLOCK, case_id=UUID(case_id))

"""The worker's share: find signatures that a dead process left hanging. It calls no signing service, ever."""

from procrastinate.contrib.django import app

from sebayu.core.documents import actions
from sebayu.core.ledger import Actor


@app.periodic(cron="*/2 * * * *")
@app.task(name="documents.mark_hanging", queue="documents", queueing_lock="documents.mark_hanging")
def mark_hanging(timestamp: int) -> int:
    return actions.mark_hanging(by=Actor.system("Pemeriksa tanda tangan"))

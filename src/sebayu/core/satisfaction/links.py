"""Where somebody finds his survey again when the message is gone."""

import datetime as dt

from django.utils import timezone

from sebayu.core.cases.enums import CaseState
from sebayu.core.cases.models import Case
from sebayu.core.ledger import Actor
from sebayu.core.satisfaction import questionnaire
from sebayu.core.satisfaction.actions import LOOK_BACK, PATH
from sebayu.core.satisfaction.models import Invitation

JUDGED = (CaseState.ISSUED, CaseState.REFUSED)


def waiting_for(case: Case, *, by: Actor, at: dt.datetime | None = None) -> str:
    """The path of the survey that waits for whoever asked in this case; empty for everybody else and after its time.

    An officer who helps at the counter does not get it: what is filled in there is marked as such, by its own page. Asks the
    database only for the person who was invited, and only while the survey can be open.
    """
    at = at or timezone.now()
    if case.state not in JUDGED or case.closed_at is None:
        return ""
    if by.acting_for is not None or by.person_id is None or by.person_id != case.requester_id:
        return ""
    edition = questionnaire.on(timezone.localdate(case.closed_at))
    if case.closed_at + LOOK_BACK + dt.timedelta(days=edition.answer_within_days) <= at:
        return ""
    waiting = Invitation.objects.waiting(at).filter(case_id=case.id)
    token = waiting.values_list("token", flat=True).first()
    return PATH.format(token=token) if token else ""

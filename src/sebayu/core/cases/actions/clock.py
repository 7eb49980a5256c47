"""What time does by itself: an attestation nobody gives passes on, and a late step is told to the superior once."""

from django.db import transaction
from django.utils import timezone

from sebayu.core.cases import flow
from sebayu.core.cases.actions.consent import lapse
from sebayu.core.cases.actions.signing import give_up_automatic
from sebayu.core.cases.enums import EventKind, StepKind
from sebayu.core.cases.history import append
from sebayu.core.cases.models import Case
from sebayu.core.cases.telling import tell_citizen, tell_superior


def escalate_overdue(*, limit: int = 500) -> int:
    """Handle cases whose step is overdue; returns how many. Safe to run from several workers at once."""
    handled = 0
    ids = (
        Case.objects.overdue().filter(escalated_at=None).order_by("step_due_at").values_list("id", flat=True)
    )
    for case_id in list(ids[:limit]):
        handled += _escalate(case_id)
    return handled


def _escalate(case_id: object) -> int:
    with transaction.atomic():
        case = (
            Case.objects.overdue()
            .filter(pk=case_id, escalated_at=None)
            .select_for_update(skip_locked=True)
            .first()
        )
        if case is None:
            return 0
        if case.step_kind == StepKind.ATTEST:
            flow.pass_over(case, note="Ketua RT/RW belum menjawab")
            flow.enter(case)
        elif case.step_kind == StepKind.CONSENT:
            lapse(by=flow.CLOCK, case=case)
        elif case.step_kind == StepKind.AUTOMATIC:
            give_up_automatic(by=flow.CLOCK, case=case)
        else:
            case.escalated_at = timezone.now()
            append(case, EventKind.ESCALATED, by=flow.CLOCK, note="Lewat batas waktu langkah")
            tell_superior(case)
            tell_citizen(case, "case_late", by=flow.CLOCK)
        case.save()
    return 1

"""Letters the system issues by itself: sealed and verified, or handed to the head; never stuck, never tried twice."""

from collections.abc import Callable

import pytest
from django.utils import timezone

from sebayu.core.cases import actions, flow
from sebayu.core.cases.flow import CLOCK
from sebayu.core.cases.models import Case
from sebayu.core.cases.tests.conftest import PASSPHRASE
from sebayu.core.documents.models import Document
from sebayu.core.documents.tests.fake_bsre import FakeBsre
from sebayu.core.ledger import Actor
from sebayu.core.ledger.errors import Forbidden


@pytest.fixture(autouse=True)
def switched_on(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if the region had named an approver for this service and the case needed no judgement."""
    monkeypatch.setattr(flow, "issues_by_itself", lambda *_: True)


def test_refused_seal_voids_the_number_and_goes_to_the_head(
    ask: Callable[..., Case], rina: Actor, bsre: FakeBsre
) -> None:
    case = ask()
    assert (case.step_kind, case.desk) == ("automatic", "kel_mintaragen:head")
    bsre.mode = "error_400"
    result = actions.issue_automatically(by=CLOCK, case_id=case.id)
    assert not result.ok
    case.refresh_from_db()
    assert (case.state, case.step_kind, case.document_id) == ("open", "sign", None)
    assert Document.objects.get(case_id=case.id).state == "void"
    bsre.mode = "ok"
    assert actions.sign(by=rina, case_id=case.id, passphrase=PASSPHRASE).ok


def test_worker_that_died_leaves_the_case_to_the_head(ask: Callable[..., Case]) -> None:
    case = ask()
    Case.objects.filter(pk=case.pk).update(step_due_at=timezone.now())
    assert actions.escalate_overdue() == 1
    case.refresh_from_db()
    assert (case.step_kind, case.desk) == ("sign", "kel_mintaragen:head")
    assert actions.escalate_overdue() == 0


def test_seal_that_hangs_waits_for_a_person(ask: Callable[..., Case], rina: Actor, bsre: FakeBsre) -> None:
    case = ask()
    bsre.mode = "timeout"
    assert actions.issue_automatically(by=CLOCK, case_id=case.id).unknown
    Case.objects.filter(pk=case.pk).update(step_due_at=timezone.now())
    actions.escalate_overdue()
    case.refresh_from_db()
    assert case.step_kind == "automatic"
    document = Document.objects.get(case_id=case.id)
    assert document.state == "unknown"
    actions.settle(by=rina, document=document, how="again", reason="Tidak ada di log penyegel")
    case.refresh_from_db()
    assert (case.step_kind, case.document_id) == ("sign", None)


def test_nobody_but_the_system_issues_by_itself(
    ask: Callable[..., Case], rina: Actor, budi: Actor, sari: Actor
) -> None:
    case = ask()
    for by in (rina, budi, sari):
        with pytest.raises(Forbidden):
            actions.issue_automatically(by=by, case_id=case.id)

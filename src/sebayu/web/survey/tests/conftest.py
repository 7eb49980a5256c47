"""The town of the web's tests, and Bu Sari's ended case with its invitation."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.utils import timezone

from sebayu.core.cases import actions as cases
from sebayu.core.cases.models import Case
from sebayu.core.cases.tests.conftest import SERVICE, evidence_for
from sebayu.core.ledger import Actor
from sebayu.core.satisfaction import actions
from sebayu.core.satisfaction.models import Invitation
from sebayu.web.tests.town import Town


@pytest.fixture
def invited(town: Town) -> Callable[[], Invitation]:
    def _invited() -> Invitation:
        by = town.citizen(town.sari)
        evidence = evidence_for(by)
        case = cases.open_case(
            by=by, service_key=SERVICE, evidence_id=evidence.id, answers={"purpose": "Mendaftar sekolah"}
        )
        Case.objects.filter(pk=case.pk).update(
            state="refused", reason="Uji", closed_at=timezone.now() - dt.timedelta(hours=1)
        )
        actions.invite(by=Actor.system("Uji"))
        return Invitation.objects.get(case_id=case.id)

    return _invited

"""One tap opens one case: on the right desk, within the promised time, with its history and its ledger."""

from collections.abc import Callable

import pytest
from django.db import DatabaseError, transaction

from sebayu.core.cases import actions
from sebayu.core.cases.errors import AnswersMissing, SubjectDead
from sebayu.core.cases.models import Case, CaseEvent
from sebayu.core.cases.tests.conftest import SERVICE, evidence_for
from sebayu.core.ledger import Actor, access
from sebayu.core.ledger.errors import Forbidden
from sebayu.core.ledger.models import LedgerEntry
from sebayu.core.registry.models import Person
from sebayu.web.tests.town import Town


def test_case_lies_on_the_desk_of_her_own_rt(ask: Callable[..., Case]) -> None:
    case = ask()
    assert case.state == "open"
    assert case.desk == "kel_mintaragen:rt:005:004"
    assert case.step_kind == "attest"
    assert case.opened_at < case.step_due_at <= case.due_at
    assert (case.subject_name, case.office_name) == ("Sari Wulandari", "Kelurahan Mintaragen")
    assert case.decision["outcome"] == "yes"
    assert list(case.events.values_list("kind", flat=True)) == ["opened", "gathered"]


def test_every_act_stands_in_the_ledger_of_the_person(ask: Callable[..., Case], sari: Actor) -> None:
    case = ask()
    acts = set(LedgerEntry.objects.about(sari.person_id).values_list("act", flat=True))
    assert {"read", "case.opened", "case.gathered"} <= acts
    assert LedgerEntry.objects.filter(act="case.opened", case_number=case.number).exists()


def test_second_tap_finds_the_first_case(ask: Callable[..., Case], sari: Actor) -> None:
    evidence = evidence_for(sari)
    first, second = ask(evidence=evidence), ask(evidence=evidence)
    assert first.id == second.id
    assert Case.objects.count() == 1


def test_missing_answer_writes_nothing_and_says_which(ask: Callable[..., Case]) -> None:
    with pytest.raises(AnswersMissing) as caught:
        ask(answers={})
    assert set(caught.value.params["errors"]) == {"purpose"}
    assert not Case.objects.exists()


@pytest.mark.parametrize(
    "hostile", ["<script>alert(1)</script>", "'; DROP TABLE cases_case; --", "{{7*7}}", "\u202eterbalik"]
)
def test_hostile_choice_is_refused_and_hostile_text_is_text(ask: Callable[..., Case], hostile: str) -> None:
    with pytest.raises(AnswersMissing):
        ask(answers={"purpose": hostile})
    case = ask(answers={"purpose": "other", "purpose_other": hostile})
    assert case.answers["purpose"] == hostile.replace("\u202e", "")


def test_stranger_cannot_open_a_case_on_her_evidence(
    ask: Callable[..., Case], sari: Actor, joko: Actor
) -> None:
    with pytest.raises(Forbidden):
        ask(by=joko, evidence=evidence_for(sari))
    assert not Case.objects.exists()


def test_stranger_does_not_learn_of_an_open_case_by_its_evidence(
    ask: Callable[..., Case], sari: Actor, joko: Actor
) -> None:
    evidence = evidence_for(sari)
    ask(evidence=evidence)
    with pytest.raises(Forbidden):
        ask(by=joko, evidence=evidence)


def test_letter_for_the_dead_is_not_opened(ask: Callable[..., Case], sari: Actor, town: Town) -> None:
    with access.writing():
        Person.objects.filter(pk=town.person_sari.pk).update(alive=False, death_date="2026-11-20")
    evidence = evidence_for(sari)
    with pytest.raises(SubjectDead):
        ask(evidence=evidence)


def test_vacant_rt_desk_goes_to_an_officers_check(ask: Callable[..., Case], town: Town) -> None:
    town.darmo.mandates.update(valid_until="2021-01-01")
    case = ask()
    assert (case.step_kind, case.desk) == ("check", "kel_mintaragen:officer")
    assert CaseEvent.objects.filter(case=case, kind="escalated").exists()


def test_ledger_failure_takes_the_case_back(
    ask: Callable[..., Case], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(**_: object) -> None:
        raise DatabaseError("no ledger")

    monkeypatch.setattr("sebayu.core.cases.history.record", broken)
    with pytest.raises(DatabaseError), transaction.atomic():
        ask()
    assert not Case.objects.exists()


def test_history_cannot_be_edited(ask: Callable[..., Case]) -> None:
    event = ask().events.first()
    with pytest.raises(DatabaseError, match="appended"), transaction.atomic():
        CaseEvent.objects.filter(pk=event.pk).update(note="lain")


def test_service_unknown_to_this_evidence_is_refused(sari: Actor) -> None:
    evidence = evidence_for(sari)
    evidence.__class__.objects.filter(pk=evidence.pk).update(service_key="lain")
    with pytest.raises(Forbidden):
        actions.open_case(
            by=sari, service_key=SERVICE, evidence_id=evidence.id, answers={"purpose": "Mendaftar sekolah"}
        )

"""The way of a case: RT, officer, lurah; returned, refused, withdrawn, reopened, late; and who may not."""

import dataclasses
from collections.abc import Callable
from uuid import uuid4

import pytest
from django.utils import timezone

from sebayu.core.areas.region import pack
from sebayu.core.calendar import working_days
from sebayu.core.cases import actions, deciding, flow, perms
from sebayu.core.cases.enums import CaseState
from sebayu.core.cases.errors import MoveNotAllowed, ReasonRequired
from sebayu.core.cases.models import Case
from sebayu.core.cases.tests.conftest import PASSPHRASE
from sebayu.core.documents import office
from sebayu.core.documents.models import Document
from sebayu.core.documents.tests.fake_bsre import FakeBsre
from sebayu.core.ledger import Actor, access
from sebayu.core.ledger.errors import Forbidden, HouseError
from sebayu.core.notify.models import Message


@pytest.fixture
def at_check(ask: Callable[..., Case], darmo: Actor) -> Case:
    return actions.attest(by=darmo, case_id=ask().id, answer="yes")


@pytest.fixture
def at_sign(at_check: Case, budi: Actor) -> Case:
    return actions.decide_step(by=budi, case_id=at_check.id, verdict="approve")


def test_all_the_way_to_a_signed_letter(at_sign: Case, rina: Actor, bsre: FakeBsre) -> None:
    assert (at_sign.step_kind, at_sign.desk) == ("sign", "kel_mintaragen:head")
    result = actions.sign(by=rina, case_id=at_sign.id, passphrase=PASSPHRASE)
    assert result.ok, result.error
    at_sign.refresh_from_db()
    document = Document.objects.get(pk=at_sign.document_id)
    assert (at_sign.state, document.state) == ("issued", "signed")
    assert document.signer_name == "Rina Astuti"
    with access.writing():
        assert at_sign.evidence.frozen_at
    kinds = list(at_sign.events.values_list("kind", flat=True))
    assert kinds == ["opened", "gathered", "attested", "approved", "numbered", "issued"]
    assert Message.objects.filter(template="case_issued", case_id=at_sign.id).count() == 1


def test_issued_decision_replays(at_sign: Case, rina: Actor, bsre: FakeBsre) -> None:
    actions.sign(by=rina, case_id=at_sign.id, passphrase=PASSPHRASE)
    at_sign.refresh_from_db()
    written, again = deciding.replay(at_sign)
    assert written == again


def test_names_stay_as_they_were(at_sign: Case, budi: Actor, town: object) -> None:
    town.budi.name = "Nama Baru"
    town.budi.save()
    assert at_sign.events.get(kind="approved").who == "Budi Prasetya"


def test_wrong_passphrase_is_told_and_the_number_is_kept(at_sign: Case, rina: Actor, bsre: FakeBsre) -> None:
    result = actions.sign(by=rina, case_id=at_sign.id, passphrase="salah")
    assert (result.ok, result.unknown) == (False, False)
    at_sign.refresh_from_db()
    number = Document.objects.get(pk=at_sign.document_id).number
    assert number
    assert actions.sign(by=rina, case_id=at_sign.id, passphrase=PASSPHRASE).ok
    assert Document.objects.get(pk=at_sign.document_id).number == number


def test_time_out_is_unknown_and_is_not_repeated(at_sign: Case, rina: Actor, bsre: FakeBsre) -> None:
    bsre.mode = "timeout"
    result = actions.sign(by=rina, case_id=at_sign.id, passphrase=PASSPHRASE)
    assert result.unknown
    calls = len(bsre.calls)
    bsre.mode = "ok"
    again = actions.sign(by=rina, case_id=at_sign.id, passphrase=PASSPHRASE)
    assert not again.ok
    assert len(bsre.calls) == calls
    at_sign.refresh_from_db()
    assert at_sign.state == "open"


def test_settled_again_is_signed_with_the_same_number(at_sign: Case, rina: Actor, bsre: FakeBsre) -> None:
    bsre.mode = "timeout"
    actions.sign(by=rina, case_id=at_sign.id, passphrase=PASSPHRASE)
    at_sign.refresh_from_db()
    document = Document.objects.get(pk=at_sign.document_id)
    actions.settle(by=rina, document=document, how="again", reason="Tidak ada di log penanda tangan")
    bsre.mode = "ok"
    assert actions.sign(by=rina, case_id=at_sign.id, passphrase=PASSPHRASE).ok
    at_sign.refresh_from_db()
    assert (at_sign.state, Document.objects.get(pk=document.pk).number) == ("issued", document.number)


def test_batch_goes_on_after_one_failure(
    at_sign: Case, rina: Actor, ask: Callable[..., Case], bsre: FakeBsre
) -> None:
    waiting = ask()
    results = actions.sign_many(by=rina, case_ids=[waiting.id, at_sign.id], passphrase=PASSPHRASE)
    assert [result.ok for result in results] == [False, True]
    assert results[0].error


def test_rt_who_does_not_know_hands_it_to_an_officer(ask: Callable[..., Case], darmo: Actor) -> None:
    case = actions.attest(by=darmo, case_id=ask().id, answer="unknown")
    assert (case.step_kind, case.desk) == ("check", "kel_mintaragen:officer")


def test_returned_case_waits_and_comes_back_with_an_answer(at_check: Case, budi: Actor, sari: Actor) -> None:
    case = actions.decide_step(by=budi, case_id=at_check.id, verdict="return", note="Untuk sekolah mana?")
    assert (case.state, case.desk, case.reason) == ("waiting_citizen", "", "Untuk sekolah mana?")
    case = actions.answer(by=sari, case_id=case.id, answers={"purpose": "Keringanan rumah sakit"})
    assert (case.state, case.desk) == ("open", "kel_mintaragen:officer")
    assert case.answers["purpose"] == "Keringanan rumah sakit"
    assert case.evidence_complete


def test_refusal_needs_a_reason_and_freezes_the_evidence(at_check: Case, budi: Actor) -> None:
    with pytest.raises(ReasonRequired):
        actions.decide_step(by=budi, case_id=at_check.id, verdict="refuse", note=" ")
    case = actions.decide_step(by=budi, case_id=at_check.id, verdict="refuse", note="Desil berubah")
    assert (case.state, case.reason) == ("refused", "Desil berubah")
    with access.writing():
        case.evidence.refresh_from_db()
    assert case.evidence.frozen_at


def test_reopened_case_gets_new_evidence_and_keeps_the_old(at_check: Case, budi: Actor) -> None:
    case = actions.decide_step(by=budi, case_id=at_check.id, verdict="refuse", note="Desil berubah")
    old = case.evidence_id
    case = actions.reopen(by=budi, case_id=case.id, reason="Data diperbaiki")
    assert case.state == "open"
    assert case.evidence_id != old


def test_citizen_withdraws_only_her_own(ask: Callable[..., Case], sari: Actor, joko: Actor) -> None:
    case = ask()
    with pytest.raises(Forbidden):
        actions.cancel(by=joko, case_id=case.id)
    assert actions.cancel(by=sari, case_id=case.id).state == "cancelled"
    with pytest.raises(MoveNotAllowed):
        actions.cancel(by=sari, case_id=case.id)


def test_two_officers_approve_once(at_check: Case, budi: Actor) -> None:
    actions.decide_step(by=budi, case_id=at_check.id, verdict="approve", step=at_check.step_index)
    with pytest.raises((MoveNotAllowed, Forbidden)):
        actions.decide_step(by=budi, case_id=at_check.id, verdict="approve", step=at_check.step_index)


MOVES = {
    "attest": lambda by, case: actions.attest(by=by, case_id=case.id, answer="yes"),
    "decide": lambda by, case: actions.decide_step(by=by, case_id=case.id, verdict="approve"),
    "take": lambda by, case: actions.take(by=by, case_id=case.id),
    "sign": lambda by, case: actions.sign(by=by, case_id=case.id, passphrase=PASSPHRASE),
    "cancel": lambda by, case: actions.cancel(by=by, case_id=case.id),
    "reopen": lambda by, case: actions.reopen(by=by, case_id=case.id, reason="x"),
    "answer": lambda by, case: actions.answer(by=by, case_id=case.id, answers={}),
}
# Who may make which move while the case lies on the officer's desk; everybody else is refused.
ALLOWED = {("budi", "decide"), ("budi", "take"), ("sari", "cancel")}


@pytest.mark.parametrize("who", ["sari", "joko", "budi", "tuti", "darmo", "rina"])
@pytest.mark.parametrize("move", MOVES)
def test_permission_table(who: str, move: str, at_check: Case, request: pytest.FixtureRequest) -> None:
    by = request.getfixturevalue(who)
    if (who, move) in ALLOWED:
        MOVES[move](by, at_check)
    else:
        with pytest.raises(HouseError):
            MOVES[move](by, at_check)


@pytest.mark.parametrize(
    ("who", "sees"),
    [("sari", True), ("joko", False), ("budi", True), ("rina", True), ("tuti", False), ("darmo", False)],
)
def test_who_sees_the_case(who: str, sees: bool, at_check: Case, request: pytest.FixtureRequest) -> None:
    assert perms.can_see(request.getfixturevalue(who), at_check) is sees


def test_official_never_decides_her_own_case(at_check: Case, budi: Actor, town: object, sari: Actor) -> None:
    himself = Actor(
        **{f: getattr(budi, f) for f in budi.__slots__ if f != "person_id"}, person_id=sari.person_id
    )
    with pytest.raises(Forbidden):
        actions.decide_step(by=himself, case_id=at_check.id, verdict="approve")


def test_silent_rt_is_passed_over_and_a_late_officer_is_told_upstairs(ask: Callable[..., Case]) -> None:
    case = ask()
    Case.objects.filter(pk=case.pk).update(step_due_at=timezone.now())
    assert actions.escalate_overdue() == 1
    case.refresh_from_db()
    assert case.step_kind == "check"
    Case.objects.filter(pk=case.pk).update(step_due_at=timezone.now())
    assert actions.escalate_overdue() == 1
    assert actions.escalate_overdue() == 0
    assert case.events.filter(kind="escalated").count() == 2


@pytest.mark.parametrize(("waits", "hours"), [({}, 4), ({"attest_working_hours": 2}, 2)])
def test_how_long_the_rt_may_think_is_the_regions_to_say(
    ask: Callable[..., Case], monkeypatch: pytest.MonkeyPatch, waits: dict, hours: int
) -> None:
    region = dataclasses.replace(pack(), settings={**pack().settings, "waits": waits})
    monkeypatch.setattr(flow, "pack", lambda: region)
    case = ask()
    assert case.step_kind == "attest"
    assert case.step_due_at == working_days.add(case.step_since, hours=hours)


def test_the_letter_is_drawn_on_the_regions_paper(
    at_sign: Case, rina: Actor, bsre: FakeBsre, monkeypatch: pytest.MonkeyPatch
) -> None:
    region = dataclasses.replace(pack(), settings={**pack().settings, "paper": "F4"})
    monkeypatch.setattr(office, "pack", lambda: region)
    assert actions.sign(by=rina, case_id=at_sign.id, passphrase=PASSPHRASE).ok
    assert Document.objects.get(case_id=at_sign.id).paper == "F4"


def test_an_end_changes_what_it_says(at_check: Case) -> None:
    at_check.holder_id, at_check.attest_token = uuid4(), "x" * 32
    before = dict(vars(at_check))
    flow.close(at_check, CaseState.ISSUED, reason="Sudah")
    changed = {name for name, value in vars(at_check).items() if before[name] != value}
    assert changed <= set(flow.CLOSING)
    assert {"state", "closed_at", "reason", "desk", "attest_token", "holder_id"} <= changed

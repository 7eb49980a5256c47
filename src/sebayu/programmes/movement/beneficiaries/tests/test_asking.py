"""Beneficiaries: drawn again the same, free to refuse, never known to the assessor."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone

from sebayu.core.cases.models import Case
from sebayu.core.identity.errors import NotAllowed
from sebayu.core.ledger import Actor
from sebayu.core.ledger.models import LedgerEntry
from sebayu.core.notify.models import Message
from sebayu.programmes.movement.beneficiaries import actions, demo, sampling
from sebayu.programmes.movement.beneficiaries.actions import frame_of
from sebayu.programmes.movement.beneficiaries.enums import BeneficiaryState
from sebayu.programmes.movement.beneficiaries.errors import FrameEmpty, InvitationUnknown
from sebayu.programmes.movement.beneficiaries.models import Beneficiary, Sample, Testimony
from sebayu.programmes.movement.evaluation import actions as evaluation
from sebayu.programmes.movement.evaluation import evidence
from sebayu.programmes.movement.evaluation.errors import MoveNotAllowed, TextMissing
from sebayu.programmes.movement.evaluation.tests.conftest import People, item_of

pytestmark = pytest.mark.django_db
PUBLIC = Actor.public()


@pytest.fixture
def sample(issued: Callable[[], Case], opened: Any, planner: Actor) -> Any:
    for _n in range(8):
        issued()
    return actions.draw_sample(by=planner, edition=opened(timezone.localdate().year), seed="benih")


def states(sample: Any) -> list[str]:
    return [row.state for row in sample.beneficiaries.all()]


def test_sample_is_drawn_once_and_can_be_drawn_again(sample: Any, planner: Actor) -> None:
    frame = frame_of(sample.edition)
    assert sampling.digest(frame) == sample.frame_digest
    again = [case for cases in sampling.order(frame, "benih", most=25).values() for case in cases]
    assert again == [str(row.case_id) for row in sample.beneficiaries.order_by("stratum", "turn")]
    with pytest.raises(MoveNotAllowed):
        actions.draw_sample(by=planner, edition=sample.edition)


def test_without_ended_cases_there_is_nobody_to_ask(opened: Any, planner: Actor) -> None:
    with pytest.raises(FrameEmpty):
        actions.draw_sample(by=planner, edition=opened(2026))


def test_five_are_invited_and_who_refuses_gives_way(sample: Any, planner: Actor) -> None:
    assert actions.invite_next(by=planner, sample=sample) == 5
    assert actions.invite_next(by=planner, sample=sample) == 0
    first = sample.beneficiaries.filter(state=BeneficiaryState.INVITED).first()
    token = first.token
    actions.refuse(by=PUBLIC, token=token)
    first.refresh_from_db()
    assert (first.state, first.token) == ("refused", "")
    with pytest.raises(InvitationUnknown):
        actions.bear_witness(by=PUBLIC, token=token, answers=[4, 4, 4])
    assert actions.invite_next(by=planner, sample=sample) == 1
    assert states(sample).count("invited") == 5


def test_answer_leads_back_to_nobody(sample: Any, planner: Actor, people: People) -> None:
    actions.invite_next(by=planner, sample=sample)
    row = sample.beneficiaries.filter(state=BeneficiaryState.INVITED).first()
    actions.bear_witness(by=PUBLIC, token=row.token, answers=[3, 4, 4], words="Cepat. Hubungi 081234567890")
    said = Testimony.objects.get()
    assert said.words == "Cepat. Hubungi [nomor dihapus]"
    names = {f.name for f in Testimony._meta.concrete_fields}
    assert names == {"id", "edition", "stratum", "knew", "benefit", "again", "words", "month"}
    entry = LedgerEntry.objects.filter(act="evaluation.sample.answered").get()
    assert (entry.subjects, entry.case_id) == ([], None)
    row.refresh_from_db()
    assert row.settled_at == timezone.localdate()
    item = item_of(sample.edition, "I2")
    assert evidence.of_item(item)[0].value == "4,00 / 4"


def test_message_says_neither_name_nor_number(sample: Any, planner: Actor) -> None:
    actions.invite_next(by=planner, sample=sample)
    for message in Message.objects.filter(template="evaluation_testify"):
        text = message.rendered().body + message.rendered().subject
        assert "Sari" not in text
        assert set(message.context) == {"path"}


def test_who_cannot_be_reached_gives_way_at_once(sample: Any, planner: Actor, people: People) -> None:
    people.town.sari.is_active = False
    people.town.sari.save()
    assert actions.invite_next(by=planner, sample=sample) == 0
    assert set(states(sample)) == {"unreachable"}


def test_silence_gives_way_after_a_week(sample: Any, planner: Actor) -> None:
    actions.invite_next(by=planner, sample=sample)
    assert actions.settle_silent(by=planner, sample=sample) == 0
    Beneficiary.objects.filter(state="invited").update(invited_at=timezone.now() - dt.timedelta(days=8))
    assert actions.settle_silent(by=planner, sample=sample) == 5
    assert actions.invite_next(by=planner, sample=sample) == 3


@pytest.mark.parametrize("answers", [[], [4, 4], [4, 4, 5], [4, 4, None]])
def test_incomplete_answers_are_refused_and_may_be_sent_again(
    sample: Any, planner: Actor, answers: list
) -> None:
    actions.invite_next(by=planner, sample=sample)
    row = sample.beneficiaries.filter(state=BeneficiaryState.INVITED).first()
    with pytest.raises(TextMissing):
        actions.bear_witness(by=PUBLIC, token=row.token, answers=answers)
    actions.bear_witness(by=PUBLIC, token=row.token, answers=[4, 4, 4])


@pytest.mark.parametrize("who", ["assessor", "rina", "budi", "tuti"])
def test_only_the_secretariat_draws_and_invites(sample: Any, people: People, who: str) -> None:
    with pytest.raises(NotAllowed):
        actions.invite_next(by=people.actor(who), sample=sample)


def test_demo_asks_before_the_evaluation_is_handed_over(
    issued: Callable[[], Case], opened: Any, people: People
) -> None:
    for _n in range(6):
        issued()
    edition = opened(timezone.localdate().year)
    evaluation.assign(
        by=people.actor("planner"), edition=edition, account_id=people.assessor.id, organisation="Uji"
    )
    for _n in range(2):
        demo.seed(lambda _said: None)
    edition.refresh_from_db()
    assert edition.state == "assessing"
    assert Sample.objects.count() == 1
    assert Testimony.objects.count() == 3
    assert {"agreed", "refused"} < set(Beneficiary.objects.values_list("state", flat=True))

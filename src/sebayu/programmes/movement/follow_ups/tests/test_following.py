"""Recommendations become follow-ups: the office works, somebody else accepts, history stays."""

import datetime as dt
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from sebayu.core.identity.errors import NotAllowed
from sebayu.core.identity.models import Office
from sebayu.core.ledger import Actor
from sebayu.core.notify.models import Message
from sebayu.programmes.movement.evaluation import actions as evaluation
from sebayu.programmes.movement.evaluation import evidence
from sebayu.programmes.movement.evaluation.errors import (
    AssessorConflict,
    MoveNotAllowed,
    NotAssigned,
    TextMissing,
)
from sebayu.programmes.movement.evaluation.tests.conftest import People, item_of, score_all
from sebayu.programmes.movement.evaluation.tests.test_scoring import MEANS
from sebayu.programmes.movement.follow_ups import actions, demo, perms
from sebayu.programmes.movement.follow_ups.enums import MOVES, FollowUpState
from sebayu.programmes.movement.follow_ups.models import FollowUpEvent, Recommendation

pytestmark = pytest.mark.django_db


@pytest.fixture
def recommended(assessing: Any, assessor: Actor) -> Recommendation:
    return actions.recommend(
        by=assessor,
        edition=assessing(),
        text="Umumkan hasil survei",
        office=Office.objects.get(key="kel_mintaragen"),
        due_on=timezone.localdate() + dt.timedelta(days=30),
    )


def test_office_works_and_somebody_else_accepts(
    recommended: Recommendation, people: People, assessor: Actor
) -> None:
    rina = people.actor("rina")
    assert Message.objects.filter(template="evaluation_follow_up", account_id=rina.account_id).exists()
    actions.move(by=rina, recommendation=recommended, state="started")
    with pytest.raises(TextMissing):
        actions.move(by=rina, recommendation=recommended, state="reported")
    row = actions.move(by=rina, recommendation=recommended, state="reported", text="Diumumkan di papan")
    assert row.holder_name == "Rina Astuti"
    with pytest.raises(NotAllowed):
        actions.move(by=rina, recommendation=recommended, state="done")
    with pytest.raises(TextMissing):
        actions.move(by=assessor, recommendation=recommended, state="started")
    actions.move(by=assessor, recommendation=recommended, state="done")
    assert [e.state for e in recommended.events.all()] == ["open", "started", "reported", "done"]


@pytest.mark.parametrize("who", ["budi", "tuti", "sari", "assessor", "other_assessor"])
def test_colleagues_and_strangers_do_not_work_on_it(
    recommended: Recommendation, people: People, who: str
) -> None:
    with pytest.raises(NotAllowed):
        actions.move(by=people.actor(who), recommendation=recommended, state="started")


@pytest.mark.parametrize("start", FollowUpState.values)
@pytest.mark.parametrize("wanted", FollowUpState.values)
def test_only_the_moves_of_the_table(
    recommended: Recommendation, planner: Actor, start: str, wanted: str
) -> None:
    Recommendation.objects.update(state=start)
    if FollowUpState(wanted) in MOVES[FollowUpState(start)]:
        assert actions.move(by=planner, recommendation=recommended, state=wanted, text="Ada").state == wanted
    else:
        with pytest.raises(MoveNotAllowed):
            actions.move(by=planner, recommendation=recommended, state=wanted, text="Ada")


def test_history_is_not_edited(recommended: Recommendation) -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        FollowUpEvent.objects.update(note="Lain")


def test_who_sees_what(recommended: Recommendation, people: People) -> None:
    seen = {who: perms.visible(people.actor(who)).filter(pk=recommended.pk).exists() for who in
            ("rina", "budi", "planner", "assessor", "other_assessor", "tuti", "sari")}  # fmt: skip
    assert seen == {"rina": True, "budi": True, "planner": True, "assessor": True, "other_assessor": False,
                    "tuti": False, "sari": False}  # fmt: skip


def test_only_an_assigned_assessor_recommends(assessing: Any, people: People, planner: Actor) -> None:
    edition, office = assessing(), Office.objects.get(key="kel_mintaragen")
    for who in ("planner", "other_assessor", "rina"):
        with pytest.raises((NotAssigned, AssessorConflict)):
            actions.recommend(
                by=people.actor(who), edition=edition, text="X", office=office, due_on=timezone.localdate()
            )


def test_follow_ups_of_the_year_before_are_evidence(assessing: Any, opened: Any, assessor: Actor) -> None:
    first = assessing(2024)
    score_all(first, assessor, MEANS)
    office = Office.objects.get(key="kel_mintaragen")
    actions.recommend(by=assessor, edition=first, text="Buka data", office=office, due_on=dt.date(2025, 1, 1))
    second = opened(2025)
    row = evidence.of_edition(second)[item_of(second, "B2").id][0]
    assert (row.label, row.value) == ("Buka data", "Belum dikerjakan")


def test_demo_shows_one_of_each_and_only_once(assessing: Any, assessor: Actor, planner: Actor) -> None:
    edition = assessing(2024)
    score_all(edition, assessor, MEANS)
    demo.seed(lambda _said: None)
    assert not Recommendation.objects.exists()  # nothing was concluded yet
    evaluation.conclude(by=planner, edition=edition)
    Office.objects.create(
        key="opd_dishub", name="Dinas Perhubungan", kind="opd", valid_from=dt.date(2020, 1, 1)
    )
    for _n in range(2):
        demo.seed(lambda _said: None)
    assert sorted(Recommendation.objects.values_list("state", flat=True)) == ["done", "open", "started"]
    assert Recommendation.objects.get(state="open").due_on == timezone.localdate() - dt.timedelta(days=6)

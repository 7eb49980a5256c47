"""The survey's link on the page of an ended case: for whoever was invited, while it waits, and without a query for anybody else."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from uuid import uuid4

import pytest
from django.utils import timezone

from sebayu.core.cases.models import Case
from sebayu.core.ledger import Actor
from sebayu.core.satisfaction import actions, links
from sebayu.core.satisfaction.models import Invitation

CLOCK = Actor.system("uji")


def test_who_asked_finds_the_link_while_it_waits(ended: Callable[..., Case], sari: Actor) -> None:
    case = ended()
    assert links.waiting_for(case, by=sari) == ""  # not invited yet
    actions.invite(by=CLOCK)
    invitation = Invitation.objects.get(case_id=case.id)
    assert links.waiting_for(case, by=sari) == f"/survei/{invitation.token}/"
    assert links.waiting_for(case, by=sari, at=invitation.expires_at) == ""
    actions.answer(by=Actor.public(), token=invitation.token, answers=[4] * 9)
    assert links.waiting_for(case, by=sari) == ""


def test_others_cost_no_query(
    ended: Callable[..., Case],
    sari: Actor,
    budi: Actor,
    tuti: Actor,
    django_assert_num_queries: Callable,
) -> None:
    case = ended()
    actions.invite(by=CLOCK)
    helper = replace(budi, kind="helper", acting_for=sari.person_id)
    subject = replace(sari, person_id=uuid4())
    with django_assert_num_queries(0):
        for actor in (budi, tuti, helper, subject, Actor.public()):
            assert links.waiting_for(case, by=actor) == ""
    with django_assert_num_queries(1):
        assert links.waiting_for(case, by=sari)


@pytest.mark.parametrize("state", ["open", "waiting_citizen", "cancelled"])
def test_what_is_not_judged_costs_no_query(
    ended: Callable[..., Case], sari: Actor, state: str, django_assert_num_queries: Callable
) -> None:
    case = ended()
    case.state = state
    with django_assert_num_queries(0):
        assert links.waiting_for(case, by=sari) == ""


def test_long_ended_costs_no_query(
    ended: Callable[..., Case], sari: Actor, django_assert_num_queries: Callable
) -> None:
    case = ended()
    with django_assert_num_queries(0):
        assert links.waiting_for(case, by=sari, at=timezone.now() + dt.timedelta(days=400)) == ""

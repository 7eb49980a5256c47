"""Handing what one holds to a colleague at the same desk: recorded, told, taken back."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest

from sebayu.core.cases import actions, lists
from sebayu.core.cases.errors import MoveNotAllowed, NotAColleague
from sebayu.core.cases.models import Case
from sebayu.core.identity.acting import actor_for
from sebayu.core.identity.models import Account, Mandate, Post
from sebayu.core.ledger import Actor
from sebayu.core.ledger.errors import Forbidden
from sebayu.core.ledger.models import LedgerEntry
from sebayu.core.notify.models import Message


@pytest.fixture
def wati(town: Any) -> Actor:
    """A second officer at the counter of Mintaragen."""
    account = Account.objects.create_user(name="Wati Lestari", email="wati@contoh.test")
    post = Post.objects.create(
        key="kel_mintaragen.petugas_dua", office_id="kel_mintaragen", role="officer", title="Petugas", valid_from="2020-01-01"
    )  # fmt: skip
    Mandate.objects.create(account=account, post=post, valid_from="2020-01-01")
    return actor_for(account)


@pytest.fixture
def held(ask: Callable[..., Case], darmo: Actor, budi: Actor) -> Case:
    case = actions.attest(by=darmo, case_id=ask().id, answer="yes")
    return actions.take(by=budi, case_id=case.id)


def test_a_colleague_gets_it_and_is_told(held: Case, budi: Actor, wati: Actor) -> None:
    actions.hand_over(by=budi, case_id=held.id, to=wati.account_id, note="Saya cuti besok")
    held.refresh_from_db()
    assert (held.holder_id, held.holder_name) == (wati.account_id, "Wati Lestari")
    event = held.events.get(kind="handed")
    assert (event.who, event.note, event.public) == (
        "Budi Prasetya",
        "Kepada Wati Lestari: Saya cuti besok",
        False,
    )
    assert LedgerEntry.objects.filter(act="case.handed", case_id=held.id).count() == 1
    assert Message.objects.filter(template="case_waiting", account_id=wati.account_id).count() == 1
    assert [c.id for c in lists.page(by=wati, name=lists.HELD).cases] == [held.id]
    assert lists.page(by=budi, name=lists.HELD).cases == []


def test_taking_it_again_undoes_it(held: Case, budi: Actor, wati: Actor) -> None:
    actions.hand_over(by=budi, case_id=held.id, to=wati.account_id)
    assert actions.take(by=budi, case_id=held.id).holder_id == budi.account_id


@pytest.mark.parametrize("who", ["rina", "darmo", "tuti", "sari", "budi"])
def test_only_to_a_colleague_at_the_same_desk(
    who: str, held: Case, budi: Actor, request: pytest.FixtureRequest
) -> None:
    with pytest.raises(NotAColleague):
        actions.hand_over(by=budi, case_id=held.id, to=request.getfixturevalue(who).account_id)
    with pytest.raises(NotAColleague):
        actions.hand_over(by=budi, case_id=held.id, to=uuid4())


def test_never_to_whose_own_case_it_is(held: Case, budi: Actor, wati: Actor) -> None:
    Account.objects.filter(name="Sari Wulandari").update(person_id=None)
    Account.objects.filter(pk=wati.account_id).update(person_id=held.subject_id)
    with pytest.raises(NotAColleague):
        actions.hand_over(by=budi, case_id=held.id, to=wati.account_id)


@pytest.mark.parametrize("who", ["rina", "darmo", "tuti", "sari", "wati"])
def test_only_who_holds_it_hands_it_over(
    who: str, held: Case, wati: Actor, request: pytest.FixtureRequest
) -> None:
    with pytest.raises(Forbidden):
        actions.hand_over(by=request.getfixturevalue(who), case_id=held.id, to=wati.account_id)


def test_not_after_it_has_ended(held: Case, budi: Actor, wati: Actor, sari: Actor) -> None:
    actions.cancel(by=sari, case_id=held.id)
    with pytest.raises(MoveNotAllowed):
        actions.hand_over(by=budi, case_id=held.id, to=wati.account_id)

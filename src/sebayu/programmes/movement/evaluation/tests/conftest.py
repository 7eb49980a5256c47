"""The town of the other tests, with a secretariat of the movement, an assessor from outside, and ended cases."""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from sebayu.core.cases import actions as cases
from sebayu.core.cases.models import Case
from sebayu.core.cases.tests.conftest import SERVICE, evidence_for
from sebayu.core.identity.acting import actor_for
from sebayu.core.identity.models import Account, Mandate, Office, Post
from sebayu.core.ledger import Actor
from sebayu.programmes.movement.evaluation import actions
from sebayu.programmes.movement.evaluation.models import EvaluationEdition, Item, WeightSet
from sebayu.web.tests import town as towns

TODAY = timezone.localdate
LONG_AGO = towns.LONG_AGO


@dataclass
class People:
    """Accounts; `actor(...)` as whom they act."""

    town: towns.Town
    planner: Account
    assessor: Account
    other_assessor: Account

    def actor(self, name: str) -> Actor:
        return actor_for(getattr(self, name, None) or getattr(self.town, name))


def seat(account: Account, office: Office, role: str) -> None:
    post, _new = Post.objects.get_or_create(
        key=f"{office.key}.{role}",
        defaults={"office": office, "role": role, "title": role.title(), "valid_from": LONG_AGO},
    )
    Mandate.objects.create(account=account, post=post, valid_from=LONG_AGO)


@pytest.fixture
def people(db: None) -> Iterator[People]:
    towns.announce()
    town = towns.build()
    city = Office.objects.get(key="kota_tegal")
    opd = Office.objects.create(
        key="opd_diskominfo", name="Dinas Kominfo", kind="opd", parent=city, valid_from=LONG_AGO
    )
    made = People(
        town,
        Account.objects.create_user(name="Nurul Sekretaris", email="nurul@contoh.test"),
        Account.objects.create_user(name="Bagas Penilai", email="bagas@contoh.test"),
        Account.objects.create_user(name="Wening Penilai", email="wening@contoh.test"),
    )
    seat(made.planner, opd, "planner")
    seat(made.assessor, city, "assessor")
    second = Post.objects.create(
        key="kota_tegal.penilai_2", office=city, role="assessor", title="Penilai", valid_from=LONG_AGO
    )
    Mandate.objects.create(account=made.other_assessor, post=second, valid_from=LONG_AGO)
    yield made
    towns.withdraw()


@pytest.fixture
def planner(people: People) -> Actor:
    return people.actor("planner")


@pytest.fixture
def assessor(people: People) -> Actor:
    return people.actor("assessor")


@pytest.fixture
def sets(planner: Actor) -> dict[str, WeightSet]:
    actions.load_weight_sets(by=planner)
    return {row.key: row for row in WeightSet.objects.all()}


@pytest.fixture
def opened(planner: Actor, sets: dict[str, WeightSet]) -> Callable[..., EvaluationEdition]:
    def _opened(year: int = 2026, *, weights: str = "sleman", **more: Any) -> EvaluationEdition:
        days = {"period_from": dt.date(year, 1, 1), "period_until": dt.date(year, 12, 31)}
        return actions.open_edition(by=planner, year=year, weight_set=sets[weights], **{**days, **more})

    return _opened


@pytest.fixture
def assessing(
    opened: Callable[..., EvaluationEdition], planner: Actor, assessor: Actor
) -> Callable[..., EvaluationEdition]:
    """An edition handed over and assigned."""

    def _assessing(year: int = 2026, **more: Any) -> EvaluationEdition:
        edition = opened(year, **more)
        actions.assign(
            by=planner, edition=edition, account_id=assessor.account_id, organisation="Universitas (contoh)"
        )
        return actions.hand_over(by=planner, edition=edition)

    return _assessing


@pytest.fixture
def issued(people: People) -> Callable[[], Case]:
    """Bu Sari's letter came: the case ended well, by the short way."""

    def _issued() -> Case:
        by = people.town.citizen(people.town.sari)
        case = cases.open_case(
            by=by,
            service_key=SERVICE,
            evidence_id=evidence_for(by).id,
            answers={"purpose": "Mendaftar sekolah"},
        )
        Case.objects.filter(pk=case.pk).update(state="issued", document_id=uuid4(), closed_at=timezone.now())
        case.refresh_from_db()
        return case

    return _issued


@pytest.fixture
def as_() -> Callable[[Account], Client]:
    def enter(account: Account) -> Client:
        client = Client()
        client.force_login(account, backend=towns.BACKEND)
        return client

    return enter


def item_of(edition: EvaluationEdition, code: str) -> Item:
    return Item.objects.get(part__edition=edition, code=code)


def score_all(edition: EvaluationEdition, by: Actor, means: dict[str, int]) -> None:
    for item in Item.objects.filter(part__edition=edition).select_related("part"):
        actions.score(by=by, item=item, value=means[item.part.key], evidence="Dilihat saat wawancara")

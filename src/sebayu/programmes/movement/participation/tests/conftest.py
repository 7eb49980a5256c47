"""A plan in force with one initiative of Dishub, and the people around it."""

import datetime as dt

import pytest

from sebayu.core.identity.acting import actor_for
from sebayu.core.identity.models import Account
from sebayu.core.ledger import Actor
from sebayu.programmes.movement.plan import actions as plans
from sebayu.programmes.movement.plan.models import Initiative, Milestone
from sebayu.programmes.movement.plan.tests.conftest import (  # noqa: F401 - fixtures
    add,
    browser,
    plan,
    planner,
    world,
)

TODAY = dt.date.today()


@pytest.fixture
def lamps(add, plan, planner) -> Initiative:  # noqa: F811
    made = add("SL-1", title="Lampu jalan terpantau", quick_win=True)
    plans.add_milestone(by=planner, initiative=made, title="Peta lampu selesai", due_on=TODAY)
    plans.adopt(by=planner, plan=plan, on=TODAY - dt.timedelta(days=1), basis="Perwal (contoh)")
    made.refresh_from_db()
    return made


@pytest.fixture
def stone(lamps) -> Milestone:
    return lamps.milestones.get()


@pytest.fixture
def sari(db) -> Actor:
    return actor_for(
        Account.objects.create_user(name="Ny. Sari Wulandari", email="sari@contoh.test"), as_citizen=True
    )


@pytest.fixture
def joko(db) -> Actor:
    return actor_for(Account.objects.create_user(name="Joko", email="joko@contoh.test"), as_citizen=True)


@pytest.fixture
def budi(world) -> Actor:  # noqa: F811
    """Of the office that owns the initiative."""
    return world.actor("owner")


@pytest.fixture
def tuti(world) -> Actor:  # noqa: F811
    return world.actor("stranger")

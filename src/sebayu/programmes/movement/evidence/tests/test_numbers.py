"""A proof measured at an office that absorbed another counts both from that day; who owns what follows by itself."""

import datetime as dt
from collections.abc import Callable, Iterator

import pytest

from sebayu.core.indicators import catalogue, runs
from sebayu.core.indicators.tests import town
from sebayu.core.ledger import Actor
from sebayu.programmes.movement.evidence import progress
from sebayu.programmes.movement.plan import actions
from sebayu.programmes.movement.plan.models import Initiative
from sebayu.programmes.movement.plan.tests.conftest import TODAY
from sebayu.programmes.movement.structure.models import OfficeChange


@pytest.fixture(autouse=True)
def _declared() -> Iterator[None]:
    catalogue.register(town.APP, programme="uji", sources=[town.ENDED], indicators=town.INDICATORS)
    yield
    catalogue.withdraw(town.APP)


def test_the_proof_of_an_office_that_absorbed_another_counts_both(
    planner: Actor, add: Callable[..., Initiative]
) -> None:
    row, yesterday = add("SL-1"), TODAY - dt.timedelta(days=1)
    actions.add_proof(
        by=planner,
        initiative=row,
        indicator_key="uji.on_time",
        scope="office:opd_dishub",
        weight=1,
        baseline=0,
        target=100,
    )
    town.end(4, yesterday, office="opd_dishub")
    town.end(4, yesterday, office="opd_dpupr", late=True)
    runs.compute(by=Actor.system("Uji"), full=True)
    assert progress.of(row, TODAY).share == 1
    OfficeChange.objects.create(
        old_key="opd_dpupr", new_key="opd_dishub", changed_on=TODAY, basis="Perda (contoh)"
    )
    found = progress.of(row, TODAY)
    assert (found.share, found.parts[0].value) == (0.5, "50 %".replace(" ", "\u00a0"))
    assert progress.of(row, yesterday).share == 1

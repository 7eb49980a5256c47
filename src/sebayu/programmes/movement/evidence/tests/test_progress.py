"""Progress from real rows: indicators that are computed, milestones with evidence, and roll-ups in so many queries."""

import datetime as dt
import inspect
from collections.abc import Callable, Iterator
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sebayu.core.indicators import catalogue, runs
from sebayu.core.indicators.tests import town
from sebayu.core.ledger import Actor
from sebayu.programmes.movement.evidence import arithmetic, progress
from sebayu.programmes.movement.plan import actions
from sebayu.programmes.movement.plan.models import Initiative, Plan
from sebayu.programmes.movement.plan.tests.conftest import TODAY
from sebayu.programmes.movement.plan_pages import forms

Add = Callable[..., Initiative]
DAY = dt.timedelta(days=1)


@pytest.fixture
def numbers(db: None) -> Iterator[Callable[[int, int], None]]:
    """Announce the indicators of the tests, and compute them from so many cases, so many of them on time."""
    catalogue.register(town.APP, programme="uji", sources=[town.ENDED], indicators=town.INDICATORS)

    def make(count: int, on_time: int) -> None:
        town.end(on_time, TODAY)
        town.end(count - on_time, TODAY, late=True)
        runs.compute(by=town.CLOCK, today=TODAY)

    yield make
    catalogue.withdraw(town.APP)


def prove(planner: Actor, row: Initiative, key: str = "uji.on_time", **more: object) -> None:
    values = {"baseline": Decimal(50), "target": Decimal(90), "weight": 3, **more}
    actions.add_proof(by=planner, initiative=row, indicator_key=key, **values)


def test_the_share_is_computed_from_the_rows(planner: Actor, add: Add, numbers: Callable) -> None:
    numbers(10, 7)
    row = add()
    prove(planner, row)
    actions.add_milestone(by=planner, initiative=row, title="Nanti", due_on=TODAY + DAY)
    found = progress.of(row, TODAY)
    assert found.share == pytest.approx(0.75 * 0.5)
    assert found.arithmetic.replace("\u00a0", " ") == "37,5 % = 0,75 × 50 % + 0,25 × 0 %"
    proof = found.parts[0]
    assert (proof.value.replace("\u00a0", " "), proof.aim) == ("70 %", "dari 50 menuju 90")


def test_a_number_that_is_missing_counts_nought_and_says_so(
    planner: Actor, add: Add, numbers: Callable
) -> None:
    row = add()
    prove(planner, row)
    found = progress.of(row, TODAY)
    assert (found.share, found.state, found.parts[0].why) == (0, "unproven", "belum ada angka")
    catalogue.withdraw(town.APP)
    assert progress.of(row, TODAY).parts[0].why == "indikator ini tidak aktif"


def test_no_target_no_share(planner: Actor, add: Add, numbers: Callable) -> None:
    numbers(2, 1)
    row = add()
    prove(planner, row, target=None, baseline=None)
    assert progress.of(row, TODAY).parts[0].why == "target belum ditetapkan"


def test_target_met_at_baseline_is_said(planner: Actor, add: Add, numbers: Callable) -> None:
    numbers(2, 2)
    row = add()
    prove(planner, row, baseline=Decimal(95), target=Decimal(90))
    found = progress.of(row, TODAY)
    assert found.share == 1
    assert "sejak awal" in found.parts[0].why


def test_nothing_named_is_not_nought_percent(add: Add) -> None:
    found = progress.of(add())
    assert (found.share, found.text, found.state.label) == (None, "–", "Belum ada bukti")


def test_an_initiative_behind_the_calendar_is_behind(planner: Actor, add: Add, numbers: Callable) -> None:
    numbers(10, 6)  # a quarter of the way
    row = add(starts_on=TODAY - 90 * DAY, ends_on=TODAY + 10 * DAY)
    prove(planner, row)
    early = add("SL-2", starts_on=TODAY - 10 * DAY, ends_on=TODAY + 90 * DAY)
    prove(planner, early)
    assert progress.of(row, TODAY).state == "behind"
    assert progress.of(early, TODAY).state == "on_path"


def test_roll_up_is_the_mean_by_hand(planner: Actor, plan: Plan, add: Add, numbers: Callable) -> None:
    numbers(10, 7)
    one, two = add("SL-1"), add("SL-2", office_key="opd_dpupr", horizon="medium", area_code="33.76.02")
    other = add("SE-1", dimension="smart_economy")
    prove(planner, one)  # 50 %
    prove(planner, two, target=Decimal(70))  # 100 %
    actions.adopt(by=planner, plan=plan, on=TODAY, basis="Perwal (contoh)")
    shares = progress.many([one, two, other], TODAY)
    by_dimension = {roll.key: roll for roll in progress.roll_up("dimension", TODAY)}
    assert by_dimension["smart_living"].share == pytest.approx(
        (shares[one.id].share + shares[two.id].share) / 2
    )
    assert by_dimension["smart_living"].arithmetic.replace("\u00a0", " ") == "75 % = (50 % + 100 %) : 2"
    assert (by_dimension["smart_economy"].share, by_dimension["smart_economy"].unproven) == (0, 1)
    assert {roll.key: roll.count for roll in progress.roll_up("office", TODAY)} == {
        "opd_dishub": 2,
        "opd_dpupr": 1,
    }
    assert [roll.key for roll in progress.roll_up("horizon", TODAY)] == ["short", "medium"]
    assert [roll.key for roll in progress.roll_up("area", TODAY)] == ["", "33.76.02"]
    with pytest.raises(ValueError, match="roll up by"):
        progress.roll_up("colour")


def test_the_number_of_queries_does_not_grow(planner: Actor, add: Add, numbers: Callable) -> None:
    def counted(rows: list[Initiative]) -> int:
        with CaptureQueriesContext(connection) as queries:
            progress.many(rows, TODAY)
        return len(queries)

    numbers(3, 2)
    rows = [add(f"SL-{n}") for n in range(8)]
    for row in rows:
        prove(planner, row)
        actions.add_milestone(by=planner, initiative=row, title="Nanti", due_on=TODAY)
    assert counted(rows) == counted(rows[:1]) <= 12


def test_nobody_can_type_progress() -> None:
    """Law 7: no action and no form takes a share, and what is read has no way back in."""
    words = ("progress", "percent", "persen", "share", "realis", "capaian", "state")
    named = [
        f"{name}.{parameter}"
        for name in actions.__all__
        for parameter in inspect.signature(getattr(actions, name)).parameters
        if any(word in parameter for word in words)
    ]
    fields = [
        f"{name}.{field}"
        for name, form in vars(forms).items()
        if isinstance(form, type) and hasattr(form, "base_fields")
        for field in form.base_fields
        if any(word in field for word in words)
    ]
    assert named == fields == []


def test_arithmetic_and_roll_agree_on_an_empty_list() -> None:
    assert progress.whole([], {}).share is None
    assert arithmetic.mean_sentence([]) == ""

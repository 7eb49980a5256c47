"""An OPD merged mid-year: from that day its numbers and those of the office it became are one, in promises, in the plan and in the rows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal

import pytest
from django.utils import timezone

from sebayu.core.indicators import actions as indicators
from sebayu.core.indicators import catalogue, drill, reading, runs, scopes
from sebayu.core.indicators.tests import town
from sebayu.core.ledger import Actor
from sebayu.programmes.movement.commitments import actions, promises
from sebayu.programmes.movement.commitments.models import Seat
from sebayu.programmes.movement.evidence import numbers
from sebayu.programmes.movement.signing import actions as signing
from sebayu.programmes.movement.structure.models import OfficeChange

SYSTEM = Actor.system("uji")
NEW, OLD = "opd_dlh", "opd_dishub"
BOTH = "office:opd_dlh+office:opd_dishub"


@pytest.fixture(autouse=True)
def _declared() -> Iterator[None]:
    catalogue.register(town.APP, programme="uji", sources=[town.ENDED], indicators=town.INDICATORS)
    yield
    catalogue.withdraw(town.APP)


def today() -> dt.date:
    return timezone.localdate()


def merged(on: dt.date) -> None:
    OfficeChange.objects.create(old_key=OLD, new_key=NEW, changed_on=on, basis="Perda (contoh)")


def promise_of(city, draft, office: str) -> None:
    commitment = draft(seats=[])
    seat = actions.add_seat(
        by=city.planner, commitment_id=commitment.id, capacity="opd_head", post_key=f"{office}.kepala"
    )
    actions.add_promise(
        by=city.planner,
        seat_id=seat.id,
        text="Tepat waktu",
        due_on=today() + dt.timedelta(days=100),
        indicator_key="uji.on_time",
        scope=f"office:{office}",
        target=Decimal(90),
        baseline=Decimal(50),
    )
    signing.issue(by=city.planner, commitment_id=commitment.id)
    at = timezone.now() - dt.timedelta(days=10)
    Seat.objects.filter(id=seat.id).update(mark="signed", how="certificate", marked_at=at, signed_name="X")


@pytest.fixture
def worked(city) -> None:
    """Yesterday: one office 9 of 10 in time, the other 1 of 10."""
    yesterday = today() - dt.timedelta(days=1)
    town.end(9, yesterday, office=NEW)
    town.end(1, yesterday, office=NEW, late=True)
    town.end(1, yesterday, office=OLD)
    town.end(9, yesterday, office=OLD, late=True)
    runs.compute(by=SYSTEM, full=True)


@pytest.mark.parametrize("office", [NEW, OLD])
def test_a_promise_counts_both_from_the_day_of_the_merger(city, draft, worked, office: str) -> None:
    promise_of(city, draft, office)
    alone = promises.of_office(office)[0].reading.value
    assert alone == (90 if office == NEW else 10)
    merged(today())
    (promise,) = promises.of_office(NEW)
    assert (promise.reading.value, promise.reading.rows) == (50, 20)
    assert promise.reading.scope == BOTH
    (before,) = promises.of_office(office, today() - dt.timedelta(days=1))
    assert before.reading.scope == f"office:{office}"


def test_the_number_opens_the_rows_of_both(city, draft, worked, browser) -> None:
    promise_of(city, draft, NEW)
    merged(today())
    read = promises.of_office(NEW)[0].reading
    where = {"scope": BOTH, "period_start": read.period_start, "frequency": read.frequency}
    found = drill.rows("uji.on_time", by=city.dlh, which="missing", **where)
    assert found.total + found.hidden == 10
    assert reading.at_period("uji.on_time", **where).value == read.value
    page = browser(city.dlh_account).get("/gerakan/janji-saya/").content.decode()
    assert "office%3Aopd_dlh%2Boffice%3Aopd_dishub" in page


def test_together_is_held_to_the_target_of_who_answers(city, worked) -> None:
    indicators.set_target(
        by=SYSTEM, key="uji.on_time", year=today().year, value=80, basis="SK (contoh)", scope=f"office:{NEW}"
    )
    read = reading.together("uji.on_time", [NEW, OLD], at=today())
    assert (read.target, read.measured) == (80, 50)
    total = reading.together("uji.done", [NEW, OLD], at=today())
    assert total.value == 20


def test_offices_are_followed_over_several_changes_and_areas_not_at_all(db) -> None:
    merged(today())
    OfficeChange.objects.create(
        old_key="opd_tua", new_key=OLD, changed_on=today() - dt.timedelta(days=900), basis="Perda (contoh)"
    )
    found = numbers.Answering()
    assert scopes.parted(found.scope("office:opd_tua", today())) == [NEW, OLD, "opd_tua"]
    assert found.scope(f"office:{OLD}", today() - dt.timedelta(days=1)) == f"office:{OLD}+office:opd_tua"
    for scope in ("region", "area:33.76.02", "office:opd_dinsos"):
        assert found.scope(scope, today()) == scope
    assert scopes.parted("office:a+area:b") == scopes.parted("office:+office:b") == []

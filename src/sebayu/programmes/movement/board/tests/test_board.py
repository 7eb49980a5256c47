"""What the movement hangs in the room: dimensions with their quick wins, what is late with its holder, for leaders and for everybody."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from sebayu.core.ledger import Actor
from sebayu.programmes.movement.plan import actions
from sebayu.programmes.movement.plan.models import Initiative, Plan
from sebayu.programmes.movement.plan.tests.conftest import World

pytestmark = pytest.mark.django_db
Add = Callable[..., Initiative]
Browser = Callable[[str], Client]


def panel(client: Client, key: str, url: str = "/ruang/") -> dict[str, Any] | None:
    page = client.get(url)
    assert page.status_code == 200
    found = [d.context for d in [*page.context["wide"], *page.context["floor"]] if d.panel.key == key]
    return found[0] if found else None


def adopted(planner: Actor, plan: Plan) -> None:
    actions.adopt(by=planner, plan=plan, on=timezone.localdate(), basis="Perwal (contoh)")


def test_empty_region_is_taught_what_comes_first(client: Client) -> None:
    found = panel(client, "movement.dimensions", "/publik/")
    assert found == {"dimensions": []}
    assert "Gerakan belum dimulai" in client.get("/publik/").content.decode()


def test_every_dimension_has_a_card_and_a_quick_win_without_proof_says_so(
    browser: Browser, planner: Actor, plan: Plan, add: Add
) -> None:
    add("QW-1", quick_win=True, title="Padang Jingrang")
    adopted(planner, plan)
    found = panel(browser("planner"), "movement.dimensions")
    assert found is not None
    cards = {card.title: card for card in found["dimensions"]}
    assert len(cards) == 6
    living = cards["Smart Living"]
    assert (living.quick_win, living.card, living.progress.share) == ("Padang Jingrang", None, None)
    assert "belum ada bukti" in browser("planner").get("/ruang/").content.decode()


def test_late_milestone_stands_there_with_its_holder_until_it_has_evidence(
    browser: Browser, planner: Actor, plan: Plan, add: Add, world: World
) -> None:
    row = add("QW-1", quick_win=True)
    due = timezone.localdate() - dt.timedelta(days=9)
    actions.add_milestone(by=planner, initiative=row, title="Sembilan panel berpindah", due_on=due, weight=1)
    actions.add_milestone(
        by=planner, initiative=row, title="Belum waktunya", due_on=due + dt.timedelta(days=90), weight=1
    )
    adopted(planner, plan)
    for url in ("/ruang/", "/ruang/senin/"):
        found = panel(browser("planner"), "movement.late", url)
        assert found is not None and found["total"] == 1
        (line,) = found["lines"]
        assert (line.title, line.days, line.office) == ("Sembilan panel berpindah", 9, "Dinas Perhubungan")
        assert browser("planner").get(line.href).status_code == 200
    public = panel(Client(), "movement.late", "/publik/")
    assert public is not None and Client().get(public["lines"][0].href).status_code == 200


def test_number_that_proves_the_quick_win_is_its_headline(
    browser: Browser, planner: Actor, plan: Plan, add: Add
) -> None:
    row = add("QW-1", dimension="smart_governance", quick_win=True)
    actions.add_proof(by=planner, initiative=row, indicator_key="letters.hours", weight=1)
    adopted(planner, plan)
    found = panel(browser("planner"), "movement.dimensions")
    assert found is not None and found["dimensions"][0].card.key == "letters.hours"


def test_who_may_see_it(browser: Browser, plan: Plan) -> None:
    assert browser("planner").get("/ruang/").status_code == 200
    assert browser("assessor").get("/ruang/").status_code == 200
    for name in ("owner", "stranger", "admin"):
        assert browser(name).get("/ruang/").status_code == 403


def test_more_initiatives_cost_no_more_queries(
    browser: Browser, planner: Actor, plan: Plan, add: Add
) -> None:
    add("A-1")
    adopted(planner, plan)
    client = browser("planner")
    client.get("/ruang/")
    with CaptureQueriesContext(connection) as few:
        client.get("/ruang/")
    grown = actions.copy_plan(by=planner, plan=plan, edition_label="Tahun kedua")
    for n in range(12):
        add(f"B-{n}", plan=grown)
    actions.adopt(by=planner, plan=grown, on=timezone.localdate(), basis="Perwal (contoh)")
    with CaptureQueriesContext(connection) as many:
        client.get("/ruang/")
    assert len(many) <= len(few) + 2

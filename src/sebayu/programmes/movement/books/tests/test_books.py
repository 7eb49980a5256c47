"""The three books: accessible, complete, and nothing outside the margins, whatever is written into the plan."""

import datetime as dt
import io
from collections.abc import Callable, Iterator

import pytest
from django.test import Client
from pyhanko.pdf_utils.reader import PdfFileReader

from sebayu.core.documents.tests.pictures import ink
from sebayu.core.ledger import Actor
from sebayu.programmes.movement.books import blocks, building, drawing
from sebayu.programmes.movement.plan import actions
from sebayu.programmes.movement.plan.models import Initiative, Plan
from sebayu.programmes.movement.plan.tests.conftest import TODAY, World

Add = Callable[..., Initiative]
LONG = "Dinas-Dinas yang sangat panjang namanya " * 4 + "sangatpanjangsekalitanpaspasi" * 5
MARKUP = '#panic("x") *tebal* _miring_ $x^2$ @rujuk <label> \\ " [kurung] = Judul'


@pytest.fixture
def rich(planner: Actor, add: Add, plan: Plan, world: World) -> Plan:
    goal = actions.add_goal(by=planner, plan=plan, title=MARKUP, dimension=world.dimensions["smart_living"])
    first = add("SL-1", quick_win=True, goal=goal, summary=MARKUP)
    wild = add(
        "SL-2", title=LONG[:200], summary=LONG * 3, horizon="long", ends_on=TODAY + dt.timedelta(days=3000)
    )
    actions.add_dependency(by=planner, initiative=wild, needs=first)
    for n in range(40):
        row = add(
            f"SE-{n}",
            dimension="smart_economy",
            group=["policy", "literacy"][n % 2],
            budget_rupiah=n * 1_000_000,
        )
        actions.add_milestone(
            by=planner,
            initiative=row,
            title=f"Tonggak {n} {LONG[:60]}",
            due_on=TODAY + dt.timedelta(days=n - 5),
        )
    return plan


@pytest.mark.parametrize("number", [1, 2, 3])
def test_nothing_leaves_the_margins(rich: Plan, number: int) -> None:
    pages = drawing.png(rich, number, TODAY, ppi=36)
    assert len(pages) >= 4
    for n, page in enumerate(pages):
        left, top, right, bottom = ink(page)
        assert left > 0.08, f"page {n + 1}"
        assert top > 0.03
        assert right < 0.92
        assert bottom < 0.98


def test_a_book_is_accessible_and_the_same_every_time(rich: Plan) -> None:
    content = drawing.pdf(rich, 3, TODAY)
    reader = PdfFileReader(io.BytesIO(content))
    assert reader.root["/MarkInfo"]["/Marked"]
    assert reader.root["/Lang"] == "id"
    assert "Ringkasan Eksekutif" in reader.trailer_view["/Info"]["/Title"]
    assert content == drawing.pdf(rich, 3, TODAY)


def test_every_initiative_stands_in_book_two(rich: Plan) -> None:
    said = str([chapter.as_data() for chapter in building.chapters(rich, 2, TODAY)])
    for row in rich.initiatives.all():
        assert row.code in said
    assert "tidak dapat diketik" in said


def test_an_empty_plan_still_makes_three_books(plan: Plan) -> None:
    for number in building.BOOKS:
        assert drawing.pdf(plan, number, TODAY).startswith(b"%PDF")


@pytest.fixture
def _put_back() -> Iterator[None]:
    kept = dict(building._added)
    yield
    building._added.clear()
    building._added.update(kept)


@pytest.mark.usefixtures("_put_back")
def test_a_part_above_adds_its_chapter_in_its_place(plan: Plan) -> None:
    def readiness(plan: Plan, on: dt.date) -> blocks.Chapter:
        return blocks.Chapter("Kesiapan", [("", [blocks.Text(["Baik."])])])

    building.add_chapter(1, 30, readiness)
    building.add_chapter(1, 30, readiness)
    titles = [chapter.title for chapter in building.chapters(plan, 1, TODAY)]
    assert titles.count("Kesiapan") == 1  # twice added, once there
    assert titles.index("Arah") < titles.index("Kesiapan") < titles.index("Keadaan awal")
    with pytest.raises(ValueError, match="no book"):
        building.add_chapter(4, 1, readiness)


def test_the_book_is_downloaded_by_officials_only(browser: Callable[..., Client], plan: Plan) -> None:
    address = f"/gerakan/rencana/{plan.id}/buku/"
    assert "Ringkasan Eksekutif" in browser("owner").get(address).content.decode()
    found = browser("owner").get(f"{address}3/")
    assert found.content.startswith(b"%PDF")
    assert f"buku-3-bimtek-iii-{TODAY:%Y-%m-%d}.pdf" in found["Content-Disposition"]
    assert browser("owner").get(f"{address}4/").status_code == 404
    assert browser().get(f"{address}3/").status_code == 302


def test_a_citizen_downloads_the_books_of_the_plan_in_force(
    browser: Callable[..., Client], plan: Plan, planner: Actor, add: Add
) -> None:
    assert browser().get("/publik/rencana/buku/2/").status_code == 404  # a draft stays inside
    row = add("SL-1")
    actions.change_initiative(by=planner, initiative=row, internal_note="RAHASIA-DAPUR")
    actions.adopt(by=planner, plan=plan, on=TODAY, basis="Keputusan (contoh)")
    page = browser().get("/publik/rencana/").content.decode()
    for number in building.BOOKS:
        address = f"/publik/rencana/buku/{number}/"
        assert address in page
        assert browser().get(address).content.startswith(b"%PDF")
    assert "Cache-Control" in browser().get("/publik/rencana/buku/1/")
    assert browser().get("/publik/rencana/buku/4/").status_code == 404
    said = str([building.chapters(plan, n, TODAY, public=True) for n in building.BOOKS])
    assert "SL-1" in said
    assert "RAHASIA-DAPUR" not in said


@pytest.mark.usefixtures("_put_back")
def test_a_chapter_nobody_judged_for_the_public_stays_inside(plan: Plan) -> None:
    def secret(plan: Plan, on: dt.date) -> blocks.Chapter:
        return blocks.Chapter("Dapur", [])

    def softer(plan: Plan, on: dt.date) -> blocks.Chapter:
        return blocks.Chapter("Ruang tamu", [])

    building.add_chapter(1, 99, secret)
    assert "Dapur" in [c.title for c in building.chapters(plan, 1, TODAY)]
    assert "Dapur" not in [c.title for c in building.chapters(plan, 1, TODAY, public=True)]
    building.add_chapter(1, 99, secret, public=softer)
    assert "Ruang tamu" in [c.title for c in building.chapters(plan, 1, TODAY, public=True)]

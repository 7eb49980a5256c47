"""Book 1 says how ready the region is and who carries it; evidence stays inside."""

import datetime as dt

import pytest
from django.utils import timezone

from sebayu.core.ledger import Actor
from sebayu.programmes.movement.bimtek import actions
from sebayu.programmes.movement.bimtek.models import ReadinessItem, Stage
from sebayu.programmes.movement.books import building, drawing
from sebayu.programmes.movement.plan.actions import create_plan
from sebayu.programmes.movement.plan.models import Plan
from sebayu.programmes.movement.structure import current

TODAY = timezone.localdate()
SAID = "Laporan triwulan di laci ketiga"


@pytest.fixture
def plan(planner: Actor) -> Plan:
    values = {"horizon_from": TODAY.year, "horizon_to": TODAY.year + 9, "vision": "", "mission": ""}
    return create_plan(by=planner, edition_label="Bimtek III", title="Rencana Induk", **values)


def chapter(plan: Plan, title: str, *, on: dt.date = TODAY, public: bool = False) -> str | None:
    made = building.chapters(plan, 1, on, public=public)
    return next((str(one.as_data()) for one in made if one.title == title), None)


@pytest.fixture
def scored(stages: list[Stage], assessor: Actor) -> ReadinessItem:
    """One item of nine went from 2 to 4 in a month."""
    item = ReadinessItem.objects.get(key="digital")
    for days, value in ((30, 2), (1, 4)):
        actions.score(
            by=assessor,
            edition=current.edition(),
            item=item,
            score=value,
            evidence=SAID,
            scored_on=TODAY - dt.timedelta(days=days),
        )
    return item


def test_readiness_stands_in_book_one_with_what_moved(plan: Plan, scored: ReadinessItem) -> None:
    said = chapter(plan, "Kesiapan daerah")
    assert said
    assert "1 dari 9 butir sudah dinilai; 1 naik dan 0 turun" in said
    assert f"'{scored.title}', '2', '4', '+2'" in said
    assert SAID in said
    assert said.count("belum dinilai") == 8 + 2  # eight items, two groups without a mean
    earlier = chapter(plan, "Kesiapan daerah", on=TODAY - dt.timedelta(days=20))
    assert earlier
    assert f"'{scored.title}', '—', '2', '—'" in earlier


def test_everybody_reads_the_scores_and_not_the_evidence(plan: Plan, scored: ReadinessItem) -> None:
    said = chapter(plan, "Kesiapan daerah", public=True)
    assert said
    assert "'+2'" in said
    assert SAID not in said


def test_a_region_never_scored_has_no_such_chapter(plan: Plan, stages: list[Stage]) -> None:
    assert chapter(plan, "Kesiapan daerah") is None


def test_council_teams_and_coordinators_stand_in_book_one(plan: Plan, stages: list[Stage]) -> None:
    said = chapter(plan, "Siapa menggerakkan", public=True)
    assert said
    for text in ("Dewan Smart City", "Tim Pelaksana", "Tim Teknis", "Tim Ahli", "500.12/014", "Koordinator"):
        assert text in said
    assert said.index("'Ketua'") < said.index("'Sekretaris'") < said.index("'Anggota'")
    assert current.coordinators()["smart_living"].office in said


def test_the_book_with_everything_in_it_is_drawn(plan: Plan, scored: ReadinessItem) -> None:
    assert drawing.pdf(plan, 1).startswith(b"%PDF")

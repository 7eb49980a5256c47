"""Bringing in the region pack brings in what it says of the movement, in production as in the demo, as often as it is run."""

import pytest

from sebayu.cli import region
from sebayu.core.ledger import Actor
from sebayu.core.ledger.models import LedgerEntry
from sebayu.programmes.movement.bimtek.models import Gate, Homework, ReadinessItem, Stage
from sebayu.programmes.movement.structure.models import (
    Agreement,
    Decree,
    Dimension,
    DimensionMapping,
    Edition,
    Member,
    Taxonomy,
    Team,
)

BY = Actor.system("Pemuatan paket daerah")
KEPT = (
    *(Agreement, Decree, Dimension, DimensionMapping, Edition, Member, Taxonomy, Team),
    *(Gate, Homework, ReadinessItem, Stage),
)


def loaded() -> list[str]:
    return [said for app in region.in_order("load") if (said := app.load(by=BY))]


def content() -> dict[str, list]:
    return {model.__name__: sorted(map(str, model.objects.values_list())) for model in KEPT}


def test_parts_come_in_the_order_they_build_on_one_another() -> None:
    labels = [app.label for app in region.in_order("load")]
    assert (
        labels.index("movement_structure") < labels.index("movement_plan") < labels.index("movement_bimtek")
    )
    assert "letters" in labels  # every programme is asked, none by its name


@pytest.mark.usefixtures("offices")
def test_loading_the_region_loads_the_movement_and_says_so() -> None:
    said = loaded()
    assert said[0].startswith("Gerakan: 1 keputusan")
    assert said[1] == "Bimtek: 4 tahap"
    assert Stage.objects.count() == 4
    assert ReadinessItem.objects.count() == 9


@pytest.mark.usefixtures("offices")
def test_loading_again_changes_nothing_and_keeps_what_the_secretariat_changed() -> None:
    loaded()
    Stage.objects.filter(key="bimtek_1").update(title="Bimtek pembuka", place="Pendapa")
    Member.objects.filter(post_key="opd_dishub.kepala").update(valid_until="2026-06-30", end_reason="Pindah")
    before, entries = content(), LedgerEntry.objects.count()
    loaded()
    assert content() == before
    assert LedgerEntry.objects.count() == entries + 2  # that it was loaded, and nothing else

"""The tree in the database."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from sebayu.core.areas import actions, region
from sebayu.core.areas.models import Area
from sebayu.core.ledger import Actor
from sebayu.core.ledger.models import LedgerEntry

pytestmark = pytest.mark.django_db
LOADER = Actor.system("pemuat wilayah")


def test_load_areas_brings_the_whole_tree_and_says_so_in_the_ledger():
    assert actions.load_areas(by=LOADER, region=region.load("kota_tegal")) == 33
    mintaragen = Area.objects.select_related("parent").get(code="33.76.02.1005")
    assert mintaragen.label == "Kelurahan Mintaragen, Kecamatan Tegal Timur"
    assert Area.objects.get(code="33.76").label == "Kota Tegal"
    assert Area.objects.below("33.76.02").count() == 5
    assert Area.objects.villages().count() == 27
    entry = LedgerEntry.objects.get(act="area.load")
    assert entry.detail["new"] == 33


def test_load_areas_twice_changes_nothing_and_keeps_what_left_the_pack():
    Area.objects.create(code="99", name="Lama", kind="province")
    actions.load_areas(by=LOADER, region=region.load("kota_tegal"))
    before = list(Area.objects.values())
    actions.load_areas(by=LOADER, region=region.load("kota_tegal"))
    assert list(Area.objects.values()) == before
    assert LedgerEntry.objects.filter(act="area.load").last().detail["not_in_pack"] == ["99"]


def test_load_areas_is_undone_when_the_ledger_fails(monkeypatch):
    def fail(**kwargs):
        raise RuntimeError("ledger")

    monkeypatch.setattr(actions, "record", fail)
    with pytest.raises(RuntimeError):
        actions.load_areas(by=LOADER, region=region.load("kota_tegal"))
    assert not Area.objects.exists()


def test_below_does_not_confuse_codes_that_only_begin_alike():
    for code in ("33", "33.7", "33.76"):
        if len(code) != 4:
            Area.objects.create(code=code, name=code, kind="province", parent_id=None)
    assert [a.code for a in Area.objects.below("33")] == ["33.76"]
    assert not Area.objects.below("3").exists()


def test_area_is_found_only_on_its_days():
    Area.objects.create(
        code="33",
        name="Dulu",
        kind="province",
        valid_from=dt.date(2000, 1, 1),
        valid_until=dt.date(2000, 12, 31),
    )
    assert Area.objects.on(dt.date(2000, 1, 1)).exists()
    assert Area.objects.on(dt.date(2000, 12, 31)).exists()
    assert not Area.objects.on(dt.date(2001, 1, 1)).exists()
    assert not Area.objects.on(dt.date(1999, 12, 31)).exists()
    assert not Area.objects.on().exists()


@pytest.mark.parametrize(
    ("sentence", "values"),
    [
        ("area_code_has_the_shape_of_kemendagri", {"code": "33.7", "kind": "province"}),
        ("area_other_than_province_has_a_parent", {"code": "33.76", "kind": "kota"}),
        (
            "area_does_not_end_before_it_begins",
            {"code": "33", "kind": "province", "valid_from": "2026-01-02", "valid_until": "2026-01-01"},
        ),
    ],
)
def test_database_refuses_what_cannot_be(sentence, values):
    with pytest.raises(IntegrityError, match=sentence), transaction.atomic():
        Area.objects.create(name="x", **values)

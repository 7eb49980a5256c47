"""What holds on a day: papers, teams, coordinators, dimensions; and what happens when offices, heads and taxonomies change."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sebayu.core.identity.actions import assign_post, end_mandate
from sebayu.core.identity.errors import NotAllowed
from sebayu.core.identity.loading import load_offices
from sebayu.core.identity.models import Account, Mandate, Office
from sebayu.core.ledger import Actor
from sebayu.core.ledger.models import LedgerEntry
from sebayu.programmes.movement.structure import actions, current
from sebayu.programmes.movement.structure.enums import TeamKind
from sebayu.programmes.movement.structure.errors import (
    AlreadyEnded,
    AlreadyMember,
    BadMapping,
    GoesInCircles,
    NobodyNamed,
    SameNumber,
    SeatTaken,
    UnknownPost,
    WrongDays,
)
from sebayu.programmes.movement.structure.loading import load
from sebayu.programmes.movement.structure.models import (
    Agreement,
    Decree,
    Dimension,
    Edition,
    Member,
    OfficeChange,
    Taxonomy,
    Team,
)
from sebayu.programmes.movement.structure.tests.conftest import SYSTEM, small

SIX = [
    "smart_governance", "smart_branding", "smart_economy", "smart_living", "smart_society", "smart_environment",
]  # fmt: skip
DAY = dt.date(2026, 3, 2)


@pytest.fixture
def council(movement) -> Team:
    return Team.objects.get(kind=TeamKind.COUNCIL)


def test_six_dimensions_with_three_sub_dimensions_each(movement):
    found = current.dimensions()
    assert [d.key for d in found] == SIX
    assert {d.subs.count() for d in found} == {3}
    assert [d.sure for d in found] == [
        True,
        True,
        False,
        False,
        False,
        False,
    ]  # what was read, and what was recalled


def test_loading_again_changes_nothing(movement):
    def count() -> list[int]:
        return [m.objects.count() for m in (Taxonomy, Dimension, Edition, Agreement, Decree, Team, Member)]

    before = count()
    Member.objects.filter(position="chair").update(end_reason="diubah di layar")
    load(by=SYSTEM)
    assert count() == before
    assert Member.objects.get(position="chair").end_reason == "diubah di layar"


def test_purbalingga_carries_what_its_sources_say_and_no_more(db):
    load_offices(small("kabupaten_purbalingga"), by=SYSTEM)
    load(by=SYSTEM, key="kabupaten_purbalingga")
    agreement = Agreement.objects.get()
    assert (agreement.number, agreement.signed_on) == ("014/DJAI/HK.04.01/03/2024", dt.date(2024, 3, 5))
    assert Decree.objects.get().number == "500.12/172 Tahun 2024"
    assert current.coordinators(dt.date(2024, 9, 12)) == {}  # not known, not invented
    assert not Member.objects.exclude(person_name="").exists()  # no mandates loaded: no names made up


def test_own_taxonomy_of_2019_reads_in_the_ministrys_words(db):
    load_offices(small("kabupaten_purbalingga"), by=SYSTEM)
    load(by=SYSTEM, key="kabupaten_purbalingga")
    old = current.dimensions(dt.date(2020, 1, 1))
    assert [d.key for d in old] == ["economy", "living", "mobility", "environment", "government", "people"]
    assert [d.key for d in current.dimensions(dt.date(2024, 3, 5))] == SIX
    into = current.taxonomy(dt.date(2024, 9, 1))
    read = current.read_as(old, into)
    assert {d.key: [t.key for t, _share in read[str(d.id)]] for d in old}["mobility"] == ["smart_living"]
    targets = {target.key for rows in read.values() for target, _share in rows}
    assert "smart_branding" not in targets  # nothing of 2019 is invented into it


def test_ministry_changes_the_taxonomy_midway(movement, planner):
    """Old records keep their dimension; from the day on, the new six are in use."""
    kept = current.dimension("smart_living", DAY)
    new = Taxonomy.objects.create(key="kota_cerdas", version="2026", title="Baru", source="uji")
    mobility = Dimension.objects.create(taxonomy=new, key="smart_mobility", title="Smart Mobility", order=1)
    actions.adopt_taxonomy(by=planner, taxonomy=new, on=dt.date(2026, 7, 1), basis="Surat edaran (contoh)")
    actions.map_dimension(by=planner, source=kept, target=mobility, share=Decimal("0.4"))
    assert [d.key for d in current.dimensions(dt.date(2026, 6, 30))] == SIX
    assert [d.key for d in current.dimensions(dt.date(2026, 7, 1))] == ["smart_mobility"]
    assert current.read_as([kept], new) == {str(kept.id): [(mobility, Decimal("0.4000"))]}
    assert current.read_as([kept], kept.taxonomy)[str(kept.id)][0][1] == 1


def test_two_taxonomies_are_not_in_use_at_once(movement, planner):
    new = Taxonomy.objects.create(key="x", version="1", title="X", source="uji")
    with pytest.raises(WrongDays):
        actions.adopt_taxonomy(by=planner, taxonomy=new, on=dt.date(2021, 1, 1), basis="uji")


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(percents=st.lists(st.integers(1, 100), min_size=1, max_size=4))
def test_shares_of_one_dimension_never_exceed_the_whole(movement, percents):
    new = Taxonomy.objects.create(key="t", version=str(Taxonomy.objects.count()), title="T", source="uji")
    source = current.dimension("smart_living", DAY)
    taken = Decimal(0)
    for n, percent in enumerate(percents):
        target = Dimension.objects.create(taxonomy=new, key=f"d{n}", title=f"D{n}")
        share = Decimal(percent) / 100
        if taken + share > 1:
            with pytest.raises(BadMapping):
                actions.map_dimension(by=SYSTEM, source=source, target=target, share=share)
        else:
            actions.map_dimension(by=SYSTEM, source=source, target=target, share=share)
            taken += share
    assert sum(share for _d, share in current.read_as([source], new).get(str(source.id), [])) == taken <= 1


def test_head_replaced_the_post_keeps_the_seat_and_the_name_stays_on_the_paper(movement, council):
    seat = council.members.get(post_key="opd_dishub.kepala")
    old = Mandate.objects.on().get(post_id="opd_dishub.kepala")
    today = dt.date.today()
    end_mandate(by=SYSTEM, mandate=old, last_day=today - dt.timedelta(days=1))
    successor = Account.objects.create_user(name="Pengganti Baru", email="baru@contoh.test")
    assign_post(by=SYSTEM, account=successor, post=old.post, valid_from=today, basis="SK (contoh)")
    (now,) = current.seats([seat])
    assert now.name == "Pengganti Baru"
    assert now.member.person_name == old.account.name
    assert now.is_replaced
    assert not now.is_vacant


def test_vacant_post_keeps_its_seat(movement, council):
    Mandate.objects.filter(post_id="opd_dishub.kepala").delete()
    (seat,) = current.seats([council.members.get(post_key="opd_dishub.kepala")])
    assert seat.is_vacant
    assert not seat.is_replaced
    assert seat.name == ""


def test_merged_office_answers_through_its_successor(movement, planner):
    Office.objects.create(
        key="opd_perkim", name="Dinas Perhubungan dan Permukiman", kind="opd", valid_from=DAY
    )
    actions.change_office(
        by=planner,
        old_key="opd_dishub",
        new_key="opd_perkim",
        on=dt.date(2026, 7, 1),
        basis="Perwal (contoh)",
    )
    before = current.coordinator("smart_living", dt.date(2026, 6, 30))
    after = current.coordinator("smart_living", dt.date(2026, 7, 1))
    assert before.office_key == "opd_dishub"
    assert (after.office_key, after.office) == ("opd_perkim", "Dinas Perhubungan dan Permukiman")
    assert after.named_key == "opd_dishub"  # the decree still says what it said


def test_renamed_office_keeps_the_name_on_the_paper(movement):
    Office.objects.filter(key="opd_dishub").update(name="Dinas Transportasi")
    found = current.coordinator("smart_living", DAY)
    assert found.office == "Dinas Transportasi"
    assert found.named_office == "Dinas Perhubungan"


def test_offices_never_follow_one_another_in_a_circle(movement, planner):
    for old, new in (("a", "b"), ("b", "c")):
        actions.change_office(by=planner, old_key=old, new_key=new, on=DAY, basis="uji")
    assert current.office("a", DAY) == "c"
    assert current.office("a", DAY - dt.timedelta(days=1)) == "a"
    with pytest.raises(GoesInCircles):
        actions.change_office(by=planner, old_key="c", new_key="a", on=DAY, basis="uji")
    with pytest.raises(SameNumber):
        actions.change_office(by=planner, old_key="a", new_key="z", on=DAY, basis="uji")


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pairs=st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), max_size=8))
def test_successors_end_in_an_office_that_stands_whatever_was_written(db, pairs):
    """Rows that came in by another way than the action may even form a circle: the answer still ends."""
    rows = {f"o{a}": f"o{b}" for a, b in pairs if a != b}
    OfficeChange.objects.all().delete()
    OfficeChange.objects.bulk_create(
        OfficeChange(old_key=a, new_key=b, changed_on=DAY, basis="uji") for a, b in rows.items()
    )
    found = current.successors(DAY)
    assert set(found) == set(rows)
    for old, last in found.items():
        step, seen = old, {old}
        while step in rows and rows[step] not in seen:
            step = rows[step]
            seen.add(step)
        assert last == step
        assert last not in rows or rows[last] in seen  # it stands, or the circle is closed here


def test_one_coordinator_per_dimension_at_a_time(movement, planner):
    team = Team.objects.get(kind=TeamKind.EXECUTING)
    common = {"by": planner, "team": team, "dimension": "smart_living", "office_key": "opd_dpupr"}
    with pytest.raises(SeatTaken):
        actions.set_coordinator(**common, valid_from=DAY)
    actions.set_coordinator(**common, valid_from=DAY, replaces=True)
    assert current.coordinator("smart_living", DAY).office_key == "opd_dpupr"
    assert current.coordinator("smart_living", DAY - dt.timedelta(days=1)).office_key == "opd_dishub"


def test_seat_is_given_once_and_ended_once(council, planner):
    with pytest.raises(AlreadyMember):
        actions.add_member(by=planner, team=council, post_key="opd_dishub.kepala", valid_from=DAY)
    seat = council.members.get(post_key="opd_dishub.kepala")
    with pytest.raises(WrongDays):
        actions.end_member(by=planner, member=seat, on=dt.date(2025, 1, 1), reason="salah")
    actions.end_member(by=planner, member=seat, on=DAY, reason="Pindah tugas")
    with pytest.raises(AlreadyEnded):
        actions.end_member(by=planner, member=seat, on=DAY, reason="lagi")
    actions.add_member(
        by=planner, team=council, post_key="opd_dishub.kepala", valid_from=DAY + dt.timedelta(days=1)
    )
    assert council.members.filter(post_key="opd_dishub.kepala").count() == 2


def test_people_from_outside_need_a_name_and_an_organisation(council, planner):
    with pytest.raises(NobodyNamed):
        actions.add_member(by=planner, team=council, person_name="Seseorang", valid_from=DAY)
    with pytest.raises(UnknownPost):
        actions.add_member(by=planner, team=council, post_key="tidak.ada", valid_from=DAY)
    person = {
        "by": planner,
        "team": council,
        "person_name": "Ratih",
        "organisation": "Kampus",
        "valid_from": DAY,
    }
    actions.add_member(**person)
    with pytest.raises(AlreadyMember):
        actions.add_member(**{**person, "person_name": "RATIH"})


def test_same_decree_number_is_written_once(movement, planner):
    edition = current.edition()
    common = {"by": planner, "edition": edition, "about": "x", "valid_from": DAY}
    decree = actions.record_decree(**common, number="1/2026")
    with pytest.raises(SameNumber):
        actions.record_decree(**common, number="1/2026")
    team = decree.teams.get(kind=TeamKind.COUNCIL)
    seat = actions.add_member(by=planner, team=team, post_key="opd_dlh.kepala", valid_from=DAY)
    actions.end_decree(by=planner, decree=decree, on=dt.date(2026, 12, 31))
    seat.refresh_from_db()
    assert seat.valid_until == dt.date(2026, 12, 31)


def test_only_the_secretariat_writes(movement, head, planner):
    assert current.edition() is not None
    for stranger in (head, Actor.public(), Actor(kind="citizen", name="Sari", roles=frozenset({"citizen"}))):
        with pytest.raises(NotAllowed):
            actions.begin_edition(by=stranger, title="x", valid_from=DAY)
    before = LedgerEntry.objects.filter(act="movement.edition.begin").count()
    actions.begin_edition(by=planner, title="Putaran baru", valid_from=dt.date(2027, 1, 1))
    assert LedgerEntry.objects.filter(act="movement.edition.begin").count() == before + 1
    assert current.edition(dt.date(2026, 12, 31)).key == "e2022"


def test_nothing_is_written_when_the_entry_fails(movement, planner, monkeypatch):
    from sebayu.programmes.movement.structure.actions import noting

    def broken(**_more):
        raise RuntimeError("buku catatan penuh")

    monkeypatch.setattr(noting, "record", broken)
    with pytest.raises(RuntimeError):
        actions.begin_edition(by=planner, title="x", valid_from=DAY)
    assert Edition.objects.count() == 1


def test_region_with_nothing_filled_in_answers_quietly(db):
    assert current.edition() is None
    assert current.taxonomy() is None
    assert current.dimensions() == []
    assert current.coordinators() == {}
    assert current.coordinator("smart_living") is None

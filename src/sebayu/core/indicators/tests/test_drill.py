"""From a number to its rows: who may look, what is shown, and that it is written down."""

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from sebayu.core.identity.acting import actor_for
from sebayu.core.indicators import drill, reading, runs
from sebayu.core.indicators.errors import UnknownScope
from sebayu.core.indicators.tests import town
from sebayu.core.indicators.tests.town import CLOCK, MINTARAGEN, PANGGUNG, TODAY
from sebayu.core.ledger import Actor
from sebayu.core.ledger.errors import Forbidden
from sebayu.core.ledger.models import LedgerEntry
from sebayu.web.tests import town as people

pytestmark = pytest.mark.django_db
NOV = dt.date(2026, 11, 1)
LEADER = Actor(
    kind="officer",
    name="Pemimpin",
    roles=frozenset({"leader", "leader@kota_tegal"}),
    posts=frozenset({"kota_tegal.wali_kota"}),
)


@pytest.fixture
def folk() -> people.Town:
    return people.build()


@pytest.fixture(autouse=True)
def _rows() -> None:
    town.end(18, dt.date(2026, 11, 3))
    town.end(8, dt.date(2026, 11, 9), late=True)
    town.end(3, dt.date(2026, 11, 9), late=True, office=PANGGUNG)
    town.end(2, dt.date(2026, 10, 9), late=True)
    runs.compute(by=CLOCK, sources=["uji.ended"], today=TODAY)


def look(by: Actor = LEADER, **more: Any) -> drill.Rows:
    return drill.rows("uji.on_time", by=by, **{"period_start": NOV, "frequency": "month", **more})


def test_leader_goes_from_62_percent_to_the_eleven_late_letters_behind_it() -> None:
    number = reading.latest("uji.on_time", at=TODAY)
    assert number.text == "62,1\u00a0%"
    late = look(which="missing")
    assert late.total == len(late.rows) == number.missing == 11
    assert look(which="of").total == number.rows == 29
    assert look(which="counted").total == number.numerator == 18
    assert late.columns == ["Nomor urusan", "Layanan", "Selesai"]
    assert set(late.links) == {""}, "whose case it is, a leader does not see: a link would lead nowhere"
    assert "Warga" not in str(late.rows)


def test_officer_sees_the_rows_of_his_own_office(folk: people.Town) -> None:
    found = look(by=actor_for(folk.budi), which="missing")
    assert (found.total, found.hidden) == (8, 3)
    assert all(link.startswith("/meja/urusan/") for link in found.links), "his own office's cases he may open"
    with_scope = look(by=actor_for(folk.budi), which="missing", scope=f"office:{PANGGUNG}")
    assert (with_scope.total, with_scope.hidden) == (0, 3)


def head_of(office: str) -> Actor:
    return Actor(
        kind="officer",
        name="Kepala",
        roles=frozenset({"head", f"head@{office}"}),
        posts=frozenset({f"{office}.kepala"}),
        offices=frozenset({office}),
    )


def test_head_of_the_office_that_owns_the_number_sees_all_its_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    """He answers for it; the head of another office still sees his own rows only."""
    owned = replace(town.ON_TIME, office="opd_diskominfo")
    monkeypatch.setattr(drill.catalogue, "get", lambda key: owned)
    assert look(by=head_of("opd_diskominfo"), which="missing").total == 11
    other = look(by=head_of(PANGGUNG), which="missing")
    assert (other.total, other.hidden) == (3, 8)


@pytest.mark.parametrize("who", ["sari", "darmo"])
def test_citizens_and_rt_have_no_rows(folk: people.Town, who: str) -> None:
    account = getattr(folk, who)
    by = folk.citizen(account) if who == "sari" else actor_for(account)
    with pytest.raises(Forbidden):
        look(by=by)


def test_stranger_sees_nothing_of_this_city(folk: people.Town) -> None:
    assert look(by=actor_for(folk.tuti)).total == 0


def test_every_look_is_written_down_without_a_name() -> None:
    look(which="missing")
    entry = LedgerEntry.objects.latest("id")
    assert entry.act == "read"
    assert entry.detail == {
        "indicator": "uji.on_time",
        "scope": "region",
        "period": "2026-11",
        "which": "missing",
        "rows": 11,
    }


def test_pages_hold_every_row_once() -> None:
    keys, after = [], None
    while True:
        page = look(which="of", size=10, after=after)
        keys += page.keys
        after = page.after
        if not after:
            break
    assert len(keys) == len(set(keys)) == 29


def test_area_holds_the_villages_below_it() -> None:
    assert look(which="of", scope="area:33.76.02").total == 29
    assert look(which="of", scope="area:33.76.02.1003").total == 3
    assert look(which="of", scope=f"office:{MINTARAGEN}").total == 26


@pytest.mark.parametrize("more", [{"scope": "office:"}, {"scope": "x:y"}, {"which": "all"}])
def test_nonsense_is_refused(more: dict[str, str]) -> None:
    with pytest.raises(UnknownScope):
        look(**more)


def test_nonsense_page_is_empty() -> None:
    assert look(after="not-a-key").rows == []


def test_stated_number_has_no_rows() -> None:
    with pytest.raises(Forbidden):
        drill.rows("uji.stated", by=LEADER, period_start=NOV, frequency="month")

"""Promises over real numbers: computed from cases, kept by the post whoever holds it, followed through mergers, drilled to the rows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from sebayu.core.identity.acting import actor_for
from sebayu.core.identity.models import Mandate
from sebayu.core.indicators import catalogue, runs
from sebayu.core.indicators.public import shelf
from sebayu.core.indicators.tests import town
from sebayu.core.ledger import Actor
from sebayu.core.notify.models import Message
from sebayu.programmes.movement.ceremony import actions as ceremony
from sebayu.programmes.movement.commitments import actions, promises, weighing
from sebayu.programmes.movement.commitments.enums import CommitmentState, PromiseState, SeatMark
from sebayu.programmes.movement.commitments.models import Commitment, Seat, Undertaking
from sebayu.programmes.movement.commitments.tests.conftest import SEATS
from sebayu.programmes.movement.evidence.enums import ProgressState
from sebayu.programmes.movement.evidence.progress import Progress
from sebayu.programmes.movement.signing import actions as signing
from sebayu.programmes.movement.structure.models import OfficeChange

pytestmark = pytest.mark.django_db
SYSTEM = Actor.system("uji")


@pytest.fixture(autouse=True)
def _declared() -> Iterator[None]:
    catalogue.register(town.APP, programme="uji", sources=[town.ENDED], indicators=town.INDICATORS)
    yield
    catalogue.withdraw(town.APP)


def today() -> dt.date:
    return timezone.localdate()


@pytest.fixture
def promised(city, draft):
    """The head of transport promised 90 % on time, from 50 %, half a year ago, due in half a year."""

    def _promised(*, due: int = 180, target: str = "90", signed_ago: int = 180, **more: object) -> Commitment:
        commitment = draft(seats=[])
        seat = actions.add_seat(
            by=city.planner, commitment_id=commitment.id, capacity="opd_head", post_key="opd_dishub.kepala"
        )
        actions.add_promise(
            by=city.planner, seat_id=seat.id, text="Sembilan dari sepuluh tepat waktu",
            due_on=today() + dt.timedelta(days=due),
            **({"indicator_key": "uji.on_time", "target": Decimal(target), "baseline": Decimal(50)} | more),
        )  # fmt: skip
        signing.issue(by=city.planner, commitment_id=commitment.id)
        at = timezone.now() - dt.timedelta(days=signed_ago)
        Seat.objects.filter(id=seat.id).update(
            mark=SeatMark.SIGNED,
            how="certificate",
            marked_at=at,
            signed_name=seat.name,
            signed_title=seat.title,
        )
        return commitment

    return _promised


def ended(in_time: int, late: int, *, days_ago: int = 1) -> None:
    on = today() - dt.timedelta(days=days_ago)
    town.end(in_time, on)
    town.end(late, on, late=True)
    runs.compute(by=SYSTEM, full=True)


def test_sixty_two_percent_is_late_and_names_the_rows_behind_it(city, promised, browser) -> None:
    promised()
    ended(18, 11)  # 62 %
    (promise,) = promises.of_actor(city.dishub)
    assert promise.text.replace("\u00a0", " ") == "62,1 %"
    assert (promise.state, promise.reading.missing) == (PromiseState.LATE, 11)
    assert promise.hundredths == 30  # 12 of 40 points
    page = browser(city.dishub_account).get("/gerakan/janji-saya/").content.decode()
    assert "Tertinggal" in page
    assert "lihat=missing" in page


def test_state_follows_the_number_and_the_calendar(city, promised) -> None:
    promised(due=180)
    ended(95, 5)
    assert promises.of_actor(city.dishub)[0].state == PromiseState.KEPT
    promised(due=180, target="99")
    assert {p.state for p in promises.of_actor(city.dishub)} == {PromiseState.KEPT, PromiseState.ON_PATH}


def test_broken_after_its_day_and_unknown_without_a_number(city, promised) -> None:
    promised(due=-1)
    assert promises.of_actor(city.dishub)[0].state == PromiseState.UNKNOWN
    ended(18, 11, days_ago=2)
    assert promises.of_actor(city.dishub)[0].state == PromiseState.BROKEN
    assert [p.state for p in promises.due(today())] == [PromiseState.BROKEN]


def test_total_counts_from_the_signature(city, promised) -> None:
    promised(due=20, target="30", signed_ago=20, indicator_key="uji.done", baseline=None)
    ended(40, 0, days_ago=60)  # before the promise: counts for nothing
    assert promises.of_actor(city.dishub)[0].state in {PromiseState.UNKNOWN, PromiseState.LATE}
    ended(20, 0, days_ago=3)
    assert promises.of_actor(city.dishub)[0].state == PromiseState.ON_PATH
    ended(15, 0, days_ago=2)
    assert promises.of_actor(city.dishub)[0].state == PromiseState.KEPT


def test_indicator_that_is_gone_leaves_the_promise_unknown(city, promised) -> None:
    promised()
    catalogue.withdraw(town.APP)
    (promise,) = promises.of_actor(city.dishub)
    assert (promise.state, promise.why) == (PromiseState.UNKNOWN, "indikator ini tidak aktif")


def test_promise_without_proof_is_unknown_and_never_kept(city, draft) -> None:
    commitment = draft(seats=[SEATS[0]])
    signing.issue(by=city.planner, commitment_id=commitment.id)
    for on in (today(), today() + dt.timedelta(days=400)):
        assert [p.state for p in promises.of_commitment(commitment, on)] == [PromiseState.UNKNOWN]


def test_post_keeps_the_promise_when_its_head_is_replaced(city, promised) -> None:
    promised()
    city.dishub_mandate.valid_until = today() - dt.timedelta(days=1)
    city.dishub_mandate.save()
    Mandate.objects.create(account=city.dinsos_account, post_id="opd_dishub.kepala", valid_from=today())
    assert promises.of_actor(actor_for(city.dishub_account)) == []
    (promise,) = promises.of_actor(actor_for(city.dinsos_account))
    assert promise.seat.signed_name == "Umi Widiastuti, S.Sos."  # the name stays on the paper


def test_merged_office_hands_its_promises_to_the_one_it_became(city, promised) -> None:
    promised()
    OfficeChange.objects.create(
        old_key="opd_dishub", new_key="opd_dlh", changed_on=today(), basis="Perda contoh"
    )
    assert len(promises.of_actor(city.dlh)) == 1
    assert len(promises.of_office("opd_dlh")) == 1
    assert promises.of_actor(city.dinsos) == []
    assert promises.of_office("opd_dlh", today() - dt.timedelta(days=1)) == []


def test_strangers_and_colleagues_have_none_of_my_promises(city, promised) -> None:
    promised()
    assert len(promises.of_actor(city.dishub)) == 1
    for other in (city.dlh, city.deputy, city.tuti, city.mayor):
        assert promises.of_actor(other) == []


def test_refused_seat_promises_nothing(city, promised) -> None:
    commitment = promised()
    commitment.seats.update(mark=SeatMark.REFUSED, note="Tidak bersedia")
    assert promises.of_actor(city.dishub) == []
    assert promises.everything() == []


def test_monday_tells_each_post_once_with_counts_only(city, promised) -> None:
    promised()
    ended(18, 11)
    assert actions.tell_monday(by=SYSTEM) == 1
    message = Message.objects.get(template="promises_monday")
    assert message.account_id == city.dishub.account_id
    assert "1 janji tertinggal" in message.rendered().body


def test_many_promises_cost_no_more_queries(city, draft) -> None:
    def measure() -> int:
        with CaptureQueriesContext(connection) as caught:
            promises.everything()
        return len(caught)

    counts = []
    for _ in range(2):
        commitment = draft(seats=[row for row in SEATS if "post_key" in row[1]])
        for seat in commitment.seats.all():
            actions.add_promise(
                by=city.planner, seat_id=seat.id, text="Tepat waktu", due_on=today() + dt.timedelta(days=90),
                indicator_key="uji.on_time", target=Decimal(90), baseline=Decimal(50),
            )  # fmt: skip
        signing.issue(by=city.planner, commitment_id=commitment.id)
        commitment.seats.update(
            mark=SeatMark.PAPER, how="paper", marked_at=timezone.now(), signed_name="X", signed_title="Y"
        )
        counts.append(measure())
    assert counts[0] == counts[1]


def test_public_page_hides_small_cells_and_internal_numbers(city, promised, browser) -> None:
    commitment = promised()

    def page() -> str:
        return browser(None).get(f"/publik/komitmen/{commitment.slug}/").content.decode()

    ended(2, 1)
    shelf.put(by=SYSTEM)
    assert "66,7" not in page()
    assert "Sembilan dari sepuluh tepat waktu" in page()
    ended(18, 11)
    assert "62,5" not in page(), "nothing is shown that does not stand in the newest publication"
    shelf.put(by=SYSTEM)
    assert "62,5" in page()  # 20 of 32


def test_the_public_is_told_the_state_of_published_numbers_only(city, promised) -> None:
    commitment = promised()

    def told(*, public: bool) -> tuple[str, str, int | None]:
        (found,) = promises.of_commitment(commitment, public=public)
        return found.state.value, found.why, found.hundredths

    ended(18, 11)  # 62 %, late
    assert told(public=True)[0] == PromiseState.UNKNOWN, "nothing is published yet"
    shelf.put(by=SYSTEM)
    before = told(public=True)
    assert before == told(public=False)
    assert before[0] == PromiseState.LATE
    ended(200, 0)
    assert told(public=False)[0] == PromiseState.KEPT
    assert told(public=True) == before
    shelf.put(by=SYSTEM)
    assert told(public=True) == told(public=False)


def test_a_total_since_the_signature_is_not_told_to_everybody(city, promised) -> None:
    row = Undertaking.objects.select_related("seat__commitment").get(seat__commitment=promised())
    row.indicator_key, row.target = "uji.done", Decimal(1000)
    ended(18, 11)
    shelf.put(by=SYSTEM)
    (found,) = weighing.many([row], public=True)
    assert (found.state, found.hundredths) == (PromiseState.UNKNOWN, None)
    assert weighing.many([row])[0].hundredths is not None


def test_nobody_knows_of_a_promise_whose_initiative_has_no_evidence() -> None:
    row = Undertaking(due_on=today() + dt.timedelta(days=30))
    unproven = Progress(0.0, ProgressState.UNPROVEN)
    assert weighing._by_plan(unproven, row, today()).state == PromiseState.UNKNOWN
    assert weighing._by_plan(unproven, row, row.due_on + dt.timedelta(days=1)).state == PromiseState.BROKEN
    assert weighing._by_plan(Progress(0.5, ProgressState.ON_PATH), row, today()).state == PromiseState.ON_PATH
    hidden = Progress(None, ProgressState.HIDDEN)
    assert weighing._by_plan(hidden, row, row.due_on + dt.timedelta(days=1)).state == PromiseState.UNKNOWN


def test_drafts_rehearsals_and_voided_are_not_public(city, draft, browser) -> None:
    commitment = draft()
    stranger = browser(None)
    copy = ceremony.rehearse(by=city.planner, commitment_id=commitment.id)
    for slug in (commitment.slug, copy.slug):
        assert stranger.get(f"/publik/komitmen/{slug}/").status_code == 404
    ceremony.end_rehearsal(by=city.planner, commitment_id=copy.id)
    signing.issue(by=city.planner, commitment_id=commitment.id)
    assert stranger.get(f"/publik/komitmen/{commitment.slug}/").status_code == 200
    signing.void(by=city.planner, commitment_id=commitment.id, reason="Isi keliru")
    commitment.refresh_from_db()
    assert commitment.state == CommitmentState.VOID
    assert stranger.get(f"/publik/komitmen/{commitment.slug}/").status_code == 404

"""From the first signature to the concluded document: pauses, pens, refusals, and a rehearsal that leaves nothing."""

from __future__ import annotations

import datetime as dt

import pytest

from sebayu.core.documents import actions as documents
from sebayu.core.documents import verify
from sebayu.core.documents.enums import Finding, State
from sebayu.core.documents.errors import SigningUnavailable
from sebayu.core.documents.models import Document
from sebayu.core.identity.errors import NotAllowed
from sebayu.core.ledger import Actor
from sebayu.core.ledger.models import LedgerEntry
from sebayu.core.notify.models import Message
from sebayu.programmes.movement.ceremony import actions as ceremony
from sebayu.programmes.movement.ceremony.errors import StillWaiting
from sebayu.programmes.movement.commitments.enums import CommitmentState, How, SeatMark
from sebayu.programmes.movement.commitments.models import Commitment
from sebayu.programmes.movement.commitments.tests.conftest import NO_GUEST, seat_of, sign
from sebayu.programmes.movement.signing import actions as signing
from sebayu.programmes.movement.signing.errors import HeldUp, OutOfOrder, Paused, SeatClosed

pytestmark = pytest.mark.django_db
TODAY = dt.date.today


def test_network_down_in_the_middle_then_paper_then_electronic(bsre, city, issued, settings) -> None:
    commitment = issued(seats=NO_GUEST)
    sign(city, commitment, "dlh")
    address = settings.SEBAYU_BSRE_URL
    settings.SEBAYU_BSRE_URL = "http://127.0.0.1:9"
    with pytest.raises(SigningUnavailable):
        sign(city, commitment, "dishub")
    ceremony.to_paper(by=city.planner, commitment_id=commitment.id)
    for post in ("opd_dishub.kepala", "opd_dinsos.kepala", "kota_tegal.sekda", "kota_tegal.wali_kota"):
        seat = ceremony.sign_on_paper(by=city.planner, seat_id=seat_of(commitment, post).id)
        assert (seat.mark, seat.how) == (SeatMark.PAPER, How.PAPER)
    settings.SEBAYU_BSRE_URL = address
    assert sign(city, commitment, "dishub").mark == SeatMark.SIGNED  # later, electronically
    ceremony.add_scan(by=city.planner, commitment_id=commitment.id, content=b"%PDF-1.7 pindaian")
    assert ceremony.conclude(by=city.planner, commitment_id=commitment.id).scans.count() == 1


def test_pause_stops_everybody_and_conclude_waits_for_all(bsre, city, issued) -> None:
    commitment = issued(seats=NO_GUEST)
    ceremony.start(by=city.planner, commitment_id=commitment.id)
    ceremony.pause(by=city.planner, commitment_id=commitment.id)
    with pytest.raises(Paused):
        sign(city, commitment, "dlh")
    ceremony.resume(by=city.planner, commitment_id=commitment.id)
    sign(city, commitment, "dlh")
    with pytest.raises(StillWaiting, match="Kepala Dinas Perhubungan"):
        ceremony.conclude(by=city.planner, commitment_id=commitment.id)


def test_rehearsal_leaves_no_number_and_no_signature(bsre, city, draft) -> None:
    commitment = draft()
    messages = Message.objects.count()
    copy = ceremony.rehearse(by=city.planner, commitment_id=commitment.id)
    seats = list(copy.seats.order_by("group", "position"))
    with pytest.raises(OutOfOrder):
        ceremony.rehearse_sign(by=city.planner, seat_id=seats[-1].id)
    for seat in seats:
        ceremony.rehearse_sign(by=city.planner, seat_id=seat.id)
    original = ceremony.end_rehearsal(by=city.planner, commitment_id=copy.id)
    assert (original.state, original.number, Document.objects.count()) == ("rehearsed", "", 0)
    assert (Commitment.objects.count(), Message.objects.count(), bsre.calls) == (1, messages, [])
    assert set(original.seats.values_list("mark", flat=True)) == {"open"}


def test_whole_way_from_draft_to_signed(bsre, city, issued) -> None:
    commitment = issued(seats=NO_GUEST)
    assert (commitment.state, commitment.number[:6]) == (CommitmentState.SIGNING, "500.12")
    with pytest.raises(OutOfOrder, match="Kepala Dinas"):
        sign(city, commitment, "mayor")
    for who in ("dlh", "dishub", "dinsos", "sekda", "mayor"):
        assert sign(city, commitment, who).mark == SeatMark.SIGNED
    done = ceremony.conclude(by=city.planner, commitment_id=commitment.id)
    assert done.state == CommitmentState.CONCLUDED
    document = Document.objects.get(id=commitment.document_id)
    assert (document.state, document.signers.count()) == (State.SIGNED, 5)
    assert set(document.signers.values_list("ref", flat=True)) == {str(s.id) for s in commitment.seats.all()}
    content = documents.open_file(by=city.sekda, document=document)
    assert verify.pdf(content).finding == Finding.VALID
    assert len(bsre.calls) == 5
    assert LedgerEntry.objects.filter(act="commitment.sign").count() == 5


def test_refusal_goes_on_or_holds_up_as_the_commitment_says(bsre, city, issued) -> None:
    for blocks in (False, True):
        commitment = issued(seats=NO_GUEST, refusal_blocks=blocks)
        signing.refuse(
            by=city.dlh, seat_id=seat_of(commitment, "opd_dlh.kepala").id, reason="Target belum dibahas"
        )
        sign(city, commitment, "dishub")
        sign(city, commitment, "dinsos")
        if not blocks:
            sign(city, commitment, "sekda")
            sign(city, commitment, "mayor")
            assert (
                ceremony.conclude(by=city.planner, commitment_id=commitment.id).state
                == CommitmentState.CONCLUDED
            )
            continue
        with pytest.raises(HeldUp, match="Lingkungan"):
            sign(city, commitment, "sekda")
        with pytest.raises(SeatClosed):
            sign(city, commitment, "dlh")
        signing.reseat(
            by=city.planner, seat_id=seat_of(commitment, "opd_dlh.kepala").id, reason="Target disepakati"
        )
        sign(city, commitment, "dlh")
        sign(city, commitment, "sekda")


def test_reminders_come_at_most_once_a_day(city, issued) -> None:
    commitment = issued(seats=NO_GUEST)
    assert signing.remind(by=city.planner, commitment=commitment) == 3
    assert signing.remind(by=city.planner, commitment=commitment) == 0
    assert signing.remind(by=city.planner, commitment=commitment, on=TODAY() + dt.timedelta(days=1)) == 3
    ceremony.start(by=city.planner, commitment_id=commitment.id)
    assert signing.remind(by=city.planner, commitment=commitment, on=TODAY() + dt.timedelta(days=2)) == 0


def test_only_the_secretariat_runs_it(city, draft) -> None:
    commitment = draft()
    for other in (city.dishub, city.mayor, city.tuti, Actor.public()):
        for act in (ceremony.rehearse, ceremony.start, ceremony.conclude):
            with pytest.raises(NotAllowed):
                act(by=other, commitment_id=commitment.id)

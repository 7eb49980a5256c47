"""From the draft to the concluded document: order, substitutes, refusals, faults, and two at once."""

from __future__ import annotations

import datetime as dt
import threading
import time
from collections.abc import Callable

import pytest
from django.db import DatabaseError, connection, transaction

from sebayu.core.documents import actions as documents
from sebayu.core.documents import verify
from sebayu.core.documents.enums import Finding, Settle, State
from sebayu.core.documents.errors import SignatureHanging, SignRefused, TurnTaken
from sebayu.core.documents.models import Document
from sebayu.core.documents.tests.fake_bsre import SECRET
from sebayu.core.identity.acting import actor_for
from sebayu.core.identity.errors import NotAllowed
from sebayu.core.identity.models import Mandate
from sebayu.core.ledger import Actor
from sebayu.core.notify.models import Message
from sebayu.programmes.movement.commitments import actions
from sebayu.programmes.movement.commitments.enums import CommitmentState, How, SeatMark
from sebayu.programmes.movement.commitments.errors import NotADraft
from sebayu.programmes.movement.commitments.models import Seat, SeatEvent
from sebayu.programmes.movement.commitments.tests.conftest import NO_GUEST, seat_of, sign
from sebayu.programmes.movement.signing import actions as signing
from sebayu.programmes.movement.signing.errors import (
    AlreadySigned,
    EmptyChair,
    HeldUp,
    NoPromise,
    NotYourSeat,
)

pytestmark = pytest.mark.django_db
TODAY = dt.date.today


def test_each_is_told_when_the_turn_comes(bsre, city, issued) -> None:
    commitment = issued(seats=NO_GUEST)

    def told() -> set:
        return set(Message.objects.filter(template="commitment_turn").values_list("account_id", flat=True))

    heads = {city.dishub.account_id, city.dlh.account_id, city.dinsos.account_id}
    assert told() == heads
    for who in ("dlh", "dishub", "dinsos"):
        sign(city, commitment, who)
    assert told() == heads | {city.sekda.account_id}


def test_nobody_signs_for_another(bsre, city, issued) -> None:
    commitment = issued()
    seat = seat_of(commitment, "opd_dishub.kepala")
    for other in (city.dlh, city.deputy, city.tuti, city.planner, city.mayor, Actor.public()):
        with pytest.raises(NotYourSeat):
            signing.sign(by=other, seat_id=seat.id, passphrase=SECRET)
        with pytest.raises(NotYourSeat):
            signing.refuse(by=other, seat_id=seat.id, reason="bukan urusan saya")
    assert bsre.calls == []


def test_only_the_secretariat_writes(city, draft) -> None:
    commitment = draft()
    for other in (city.dishub, city.mayor, city.tuti, Actor.public()):
        with pytest.raises(NotAllowed):
            signing.issue(by=other, commitment_id=commitment.id)
        with pytest.raises(NotAllowed):
            actions.add_seat(by=other, commitment_id=commitment.id, capacity="opd_head")


def test_plh_signs_with_his_note_and_the_printed_name_stays(bsre, city, issued) -> None:
    commitment = issued()
    printed = seat_of(commitment, "opd_dishub.kepala").name
    Mandate.objects.create(
        account=city.deputy_account, post_id="opd_dishub.kepala", kind="plh", valid_from=TODAY()
    )
    deputy = actor_for(city.deputy_account)
    with pytest.raises(NotYourSeat):
        signing.sign(by=city.dishub, seat_id=seat_of(commitment, "opd_dishub.kepala").id, passphrase=SECRET)
    seat = signing.sign(by=deputy, seat_id=seat_of(commitment, "opd_dishub.kepala").id, passphrase=SECRET)
    assert (seat.name, seat.signed_name) == (printed, "Bagus Contoh, S.T.")
    assert seat.signed_title == "Plh. Kepala Dinas Perhubungan"
    assert seat.is_substituted
    signer = Document.objects.get(id=commitment.document_id).signers.get()
    assert (signer.name, signer.acting_note) == ("Bagus Contoh, S.T.", "Plh.")


def test_delegated_mandate_signs_on_behalf(bsre, city, issued) -> None:
    commitment = issued()
    Mandate.objects.create(
        account=city.deputy_account, post_id="opd_dishub.kepala", kind="delegated", valid_from=TODAY()
    )
    seat = seat_of(commitment, "opd_dishub.kepala")
    seat = signing.sign(by=actor_for(city.deputy_account), seat_id=seat.id, passphrase=SECRET)
    assert seat.signed_title == "a.n. Kepala Dinas Perhubungan"


def test_signatory_who_died_leaves_an_empty_chair_until_somebody_is_seated(bsre, city, issued) -> None:
    commitment = issued(seats=NO_GUEST)
    seat = seat_of(commitment, "opd_dlh.kepala")
    signing.vacate(by=city.planner, seat_id=seat.id, reason="Meninggal dunia")
    sign(city, commitment, "dishub")
    sign(city, commitment, "dinsos")
    with pytest.raises(HeldUp):
        sign(city, commitment, "sekda")
    signing.reseat(
        by=city.planner, seat_id=seat.id, reason="Penunjukan pengganti", post_key="opd_dishub.sekretaris"
    )
    signed = signing.sign(by=city.deputy, seat_id=seat.id, passphrase=SECRET)
    assert signed.signed_name == "Bagus Contoh, S.T."
    kinds = list(SeatEvent.objects.filter(seat=seat).values_list("kind", flat=True))
    assert [k for k in kinds if k in {"vacated", "seated", "signed"}] == ["vacated", "seated", "signed"]
    sign(city, commitment, "sekda")


def test_head_replaced_after_issue_the_successor_signs_the_post(bsre, city, issued) -> None:
    commitment = issued()
    city.dlh_mandate.valid_until = TODAY() - dt.timedelta(days=1)
    city.dlh_mandate.save()
    Mandate.objects.create(account=city.deputy_account, post_id="opd_dlh.kepala", valid_from=TODAY())
    seat = seat_of(commitment, "opd_dlh.kepala")
    with pytest.raises(NotYourSeat):
        signing.sign(by=actor_for(city.dlh_account), seat_id=seat.id, passphrase=SECRET)
    signed = signing.sign(by=actor_for(city.deputy_account), seat_id=seat.id, passphrase=SECRET)
    assert (signed.name, signed.signed_name) == ("Erna Yuniarti, S.Sos.", "Bagus Contoh, S.T.")


def test_batch_signs_every_seat_of_one_person(bsre, city, issued) -> None:
    Mandate.objects.create(
        account=city.dlh_account, post_id="opd_dinsos.kepala", kind="plt", valid_from=TODAY()
    )
    commitment = issued(seats=NO_GUEST)
    seats = [seat_of(commitment, f"opd_{key}.kepala").id for key in ("dlh", "dinsos", "dishub")]
    outcomes = signing.sign_all(by=actor_for(city.dlh_account), seat_ids=seats, passphrase=SECRET)
    assert sorted(outcome.ok for outcome in outcomes) == [False, True, True]
    assert Seat.objects.get(id=seats[1]).signed_title == "Plt. Kepala Dinas Sosial"


def test_wrong_passphrase_leaves_the_seat_open(bsre, city, issued) -> None:
    commitment = issued()
    seat = seat_of(commitment, "opd_dlh.kepala")
    with pytest.raises(SignRefused):
        signing.sign(by=city.dlh, seat_id=seat.id, passphrase="keliru")
    seat.refresh_from_db()
    assert seat.mark == SeatMark.OPEN
    assert sign(city, commitment, "dlh").mark == SeatMark.SIGNED
    with pytest.raises(AlreadySigned):
        sign(city, commitment, "dlh")


def test_time_out_is_unknown_until_a_person_settles_it(bsre, city, issued) -> None:
    commitment, bsre.mode = issued(seats=NO_GUEST), "drop"
    with pytest.raises(SignatureHanging):
        sign(city, commitment, "dlh")
    bsre.mode = "ok"
    with pytest.raises(SignatureHanging):
        sign(city, commitment, "dishub")
    assert len(bsre.signed) == 1  # never sent again by the machine
    signing.settle(
        by=city.planner,
        commitment_id=commitment.id,
        how=Settle.FOUND,
        reason="Ada di portal",
        pdf=bsre.signed[0],
    )
    seat = seat_of(commitment, "opd_dlh.kepala")
    assert (seat.mark, seat.signed_name, seat.how) == (
        SeatMark.SIGNED,
        "Erna Yuniarti, S.Sos.",
        How.CERTIFICATE,
    )
    sign(city, commitment, "dishub")


def test_process_killed_between_sent_and_kept(bsre, city, issued, monkeypatch) -> None:
    from sebayu.core.documents.actions import signing as calls

    class Killed(BaseException):
        pass

    def die(*_: object, **__: object) -> None:
        raise Killed

    commitment = issued(seats=NO_GUEST)
    monkeypatch.setattr(calls, "accept", die)
    with pytest.raises(Killed):
        sign(city, commitment, "dlh")
    monkeypatch.undo()
    documents.mark_hanging(by=Actor.system("uji"), older_than=dt.timedelta(0))
    signing.settle(
        by=city.planner, commitment_id=commitment.id, how=Settle.AGAIN, reason="Tidak ada di portal"
    )
    assert sign(city, commitment, "dlh").mark == SeatMark.SIGNED


def test_issue_needs_promises_and_holders(city, draft) -> None:
    commitment = draft(seats=NO_GUEST)
    seat = actions.add_seat(
        by=city.planner,
        commitment_id=commitment.id,
        capacity="opd_head",
        post_key="opd_diskominfo.sekretariat_gerakan",
    )
    with pytest.raises(NoPromise):
        signing.issue(by=city.planner, commitment_id=commitment.id)
    actions.remove_seat(by=city.planner, seat_id=seat.id)
    city.sekda_mandate.delete()
    with pytest.raises(EmptyChair, match="Sekretaris Daerah"):
        signing.issue(by=city.planner, commitment_id=commitment.id)
    commitment.refresh_from_db()
    assert (commitment.document_id, Document.objects.count()) == (None, 0)


def test_what_was_issued_is_not_changed(city, issued) -> None:
    commitment = issued()
    seat = commitment.seats.first()
    with pytest.raises(NotADraft):
        actions.change(by=city.planner, commitment_id=commitment.id, title="Lain")
    with pytest.raises(NotADraft):
        actions.add_promise(by=city.planner, seat_id=seat.id, text="Janji susulan", due_on=TODAY())
    for sql in (
        "UPDATE movement_commitments_undertaking SET due_on = due_on + 30",
        "DELETE FROM movement_commitments_undertaking",
        "UPDATE movement_commitments_seatevent SET note = 'x'",
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)


def test_changed_document_is_detected_after_the_first_signature(bsre, city, issued) -> None:
    commitment = issued()
    sign(city, commitment, "dlh")
    document = Document.objects.get(id=commitment.document_id)
    content = documents.open_file(by=city.sekda, document=document)
    assert verify.pdf(content + b"\n%ubah").finding == Finding.CHANGED


def test_void_gives_up_a_signature_that_hangs(bsre, city, issued) -> None:
    commitment, bsre.mode = issued(seats=NO_GUEST), "drop"
    with pytest.raises(SignatureHanging):
        sign(city, commitment, "dlh")
    gone = signing.void(by=city.planner, commitment_id=commitment.id, reason="Isi keliru")
    assert (gone.state, Document.objects.get(id=gone.document_id).state) == (CommitmentState.VOID, State.VOID)


def test_void_keeps_number_and_reason(bsre, city, issued) -> None:
    commitment = issued()
    sign(city, commitment, "dlh")
    gone = signing.void(by=city.planner, commitment_id=commitment.id, reason="Isi keliru")
    assert (gone.state, Document.objects.get(id=gone.document_id).state) == (CommitmentState.VOID, State.VOID)
    assert gone.number


@pytest.mark.django_db(transaction=True)
def test_two_at_the_same_instant_are_both_kept(bsre, city, issued) -> None:
    commitment, errors = issued(seats=NO_GUEST), []
    ready = threading.Barrier(3)

    def go(who: str) -> None:
        try:
            ready.wait()
            _until_it_is_the_turn(lambda: sign(city, commitment, who))
        except Exception as error:
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=go, args=(who,)) for who in ("dlh", "dishub", "dinsos")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert errors == []
    document = Document.objects.get(id=commitment.document_id)
    content = documents.open_file(by=city.sekda, document=document)
    assert content.count(b"/ByteRange") == 3
    assert commitment.seats.filter(mark="signed").count() == 3


@pytest.mark.django_db(transaction=True)
def test_one_who_presses_twice_signs_once(bsre, city, issued) -> None:
    commitment, said = issued(seats=NO_GUEST), []
    ready = threading.Barrier(2)

    def go() -> None:
        try:
            ready.wait()
            said.append(sign(city, commitment, "dlh").mark)
        except AlreadySigned:
            said.append("already")
        finally:
            connection.close()

    threads = [threading.Thread(target=go) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert sorted(said) == ["already", "signed"]
    assert len(bsre.calls) == 1


def _until_it_is_the_turn(act: Callable[[], Seat]) -> Seat:
    """Only one waits in line; whoever finds it full presses again."""
    while True:
        try:
            return act()
        except TurnTaken:
            time.sleep(0.02)

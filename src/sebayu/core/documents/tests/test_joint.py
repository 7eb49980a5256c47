"""Documents of many signers: one after another on the same bytes, each kept, none edited."""

from __future__ import annotations

import threading
from types import SimpleNamespace

import pytest
from django.db import DatabaseError, connection, transaction

from sebayu.core.documents import actions, office, verify
from sebayu.core.documents.enums import Finding, Settle, State
from sebayu.core.documents.errors import NotTheSigner, SignatureHanging, SignRefused, TurnTaken, WrongState
from sebayu.core.documents.models import Document
from sebayu.core.documents.tests.conftest import CAMAT_NIK, LURAH_NIK, PASSPHRASE
from sebayu.core.ledger import Actor
from sebayu.core.ledger.access import writing

pytestmark = pytest.mark.django_db
SYSTEM = Actor.system("uji")


@pytest.fixture
def joint(hall: SimpleNamespace):
    def _joint() -> Document:
        document = actions.draft(
            by=SYSTEM,
            letter_key="contoh_bersama",
            context={"answers.purpose": "melayani lebih cepat"},
            office_key="kel_mintaragen",
            subject_id=None,
            archive_code="100",
            joint=True,
        )
        return actions.issue(by=SYSTEM, document=document)

    return _joint


def seat(actor: Actor, title: str) -> office.Signer:
    return office.Signer(kind="sign", name=actor.name, title=title, account_id=actor.account_id)


def guest(name: str) -> office.Signer:
    return office.Signer(kind="seal", name=name, title="Tim Ahli", office_name="Kelurahan Mintaragen")


def put(document: Document, actor: Actor, frame: int = 1, **rest: object) -> Document:
    with actions.turn(by=actor, document_id=document.id):
        return actions.sign_joint(
            by=actor,
            document=document,
            who=seat(actor, "Pejabat"),
            frame=frame,
            ref=f"kursi {frame}",
            passphrase=PASSPHRASE,
            **rest,
        )


def test_many_sign_one_after_another_and_it_is_signed_when_concluded(bsre, hall, joint, settings) -> None:
    settings.SEBAYU_BSRE_SEAL_NAME = "Segel Elektronik Uji"
    document = put(joint(), hall.camat, 2)
    assert document.state == State.NUMBERED
    with actions.turn(by=SYSTEM, document_id=document.id):
        actions.seal_joint(by=SYSTEM, document=document, who=guest("Dr. Contoh"), frame=3, ref="kursi 3")
    put(document, hall.lurah, 1)
    document = actions.conclude(by=SYSTEM, document=document)
    assert document.state == State.SIGNED
    signers = list(document.signers.values_list("position", "ref", "name"))
    assert signers == [
        (1, "kursi 2", hall.camat.name),
        (2, "kursi 3", "Dr. Contoh"),
        (3, "kursi 1", hall.lurah.name),
    ]
    content = actions.open_file(by=SYSTEM, document=document)
    assert content.count(b"/ByteRange") == 3
    assert verify.pdf(content).finding == Finding.VALID
    assert bsre.calls[1][1]["signatureProperties"][0]["reason"].startswith("Dr. Contoh: ")


def test_change_after_the_first_signature_is_detected(bsre, hall, joint) -> None:
    document = put(joint(), hall.lurah)
    content = actions.open_file(by=SYSTEM, document=document)
    assert verify.pdf(content).finding == Finding.UNSIGNED  # genuine, but more are to sign
    assert verify.pdf(content + b"\n% tambahan").finding == Finding.CHANGED
    middle = content.replace(b"obj", b"Obj", 1)
    assert verify.pdf(middle).finding == Finding.CHANGED


def test_nobody_signs_in_anothers_name(bsre, hall, joint) -> None:
    document = joint()
    with pytest.raises(NotTheSigner):
        actions.sign_joint(
            by=hall.budi, document=document, who=seat(hall.lurah, "Lurah"), frame=1, passphrase="x"
        )
    assert bsre.calls == []


def test_failed_try_leaves_the_place_free_for_a_substitute(bsre, hall, joint) -> None:
    document, bsre.mode = joint(), "error_400"
    with pytest.raises(SignRefused):
        put(document, hall.lurah)
    bsre.mode = "ok"
    put(document, hall.camat)
    assert list(document.signers.values_list("position", "name")) == [(1, hall.camat.name)]


def test_unknown_outcome_holds_the_document_until_it_is_settled(bsre, hall, joint) -> None:
    document, bsre.mode = joint(), "drop"
    with pytest.raises(SignatureHanging):
        put(document, hall.lurah)
    bsre.mode = "ok"
    with pytest.raises(SignatureHanging):
        put(document, hall.camat)
    found = actions.reconcile(
        by=hall.lurah, document=document, how=Settle.FOUND, reason="ada di portal", pdf=bsre.signed[0]
    )
    assert found.state == State.NUMBERED
    put(document, hall.camat, 2)
    assert document.signers.exclude(signed_at=None).count() == 2


def test_process_that_died_between_sent_and_kept(bsre, hall, joint, monkeypatch) -> None:
    from sebayu.core.documents.actions import signing

    class Killed(BaseException):
        pass

    def die(*_: object, **__: object) -> None:
        raise Killed

    document = joint()
    monkeypatch.setattr(signing, "accept", die)
    with pytest.raises(Killed):
        put(document, hall.lurah)
    monkeypatch.undo()
    import datetime as dt

    assert actions.mark_hanging(by=SYSTEM, older_than=dt.timedelta(0)) == 1
    again = actions.reconcile(
        by=hall.lurah, document=document, how=Settle.AGAIN, reason="tidak ada di portal"
    )
    assert (again.state, again.signers.count()) == (State.NUMBERED, 0)
    put(document, hall.lurah)


def test_conclude_needs_a_signature_and_ends_it(bsre, hall, joint, make) -> None:
    document = joint()
    with pytest.raises(WrongState):
        actions.conclude(by=SYSTEM, document=document)
    put(document, hall.lurah)
    actions.conclude(by=SYSTEM, document=document)
    with pytest.raises(WrongState):
        put(document, hall.camat, 2)
    with pytest.raises(WrongState):
        actions.conclude(by=SYSTEM, document=make())


def test_database_keeps_what_was_signed(bsre, hall, joint) -> None:
    document = put(joint(), hall.lurah)
    for sql in (
        "DELETE FROM documents_documentsigner",
        "UPDATE documents_documentsigner SET name = 'X'",
        "UPDATE documents_document SET joint = false",
    ):
        with (
            pytest.raises(DatabaseError),
            transaction.atomic(),
            writing(),
            connection.cursor() as cursor,
        ):
            cursor.execute(sql)
    assert document.signers.count() == 1


def test_place_of_a_common_letter_is_never_given_back(make) -> None:
    document = make()
    with pytest.raises(DatabaseError), transaction.atomic():
        document.signers.all().delete()


@pytest.mark.django_db(transaction=True)
def test_two_at_the_same_instant_are_both_kept(bsre, hall, joint) -> None:
    bsre.people = {LURAH_NIK: "RINA ASTUTI", CAMAT_NIK: "BAMBANG CONTOH"}
    document, errors = joint(), []
    ready = threading.Barrier(2)

    def go(actor: Actor, frame: int) -> None:
        try:
            ready.wait()
            put(document, actor, frame)
        except Exception as error:
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=go, args=pair) for pair in ((hall.lurah, 1), (hall.camat, 2))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert errors == []
    content = actions.open_file(by=SYSTEM, document=document)
    assert content.count(b"/ByteRange") == 2
    assert sorted(document.signers.values_list("ref", flat=True)) == ["kursi 1", "kursi 2"]
    assert len(bsre.calls) == 2


@pytest.mark.django_db(transaction=True)
def test_who_does_not_get_the_turn_has_sent_nothing(bsre, hall, joint) -> None:
    document, held, done, errors = joint(), threading.Event(), threading.Event(), []

    def hold() -> None:
        with actions.turn(by=SYSTEM, document_id=document.id):
            held.set()
            done.wait(20)
        connection.close()

    thread = threading.Thread(target=hold)
    thread.start()
    held.wait(20)
    with pytest.raises(TurnTaken), actions.turn(by=SYSTEM, document_id=document.id, wait=0.1):
        errors.append("never")
    done.set()
    thread.join(20)
    assert (bsre.calls, errors) == ([], [])

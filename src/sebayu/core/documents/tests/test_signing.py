"""Signing over real HTTP: signed means verified, nothing is sent twice, what is unknown stays unknown."""

from __future__ import annotations

import datetime as dt
import logging
import threading
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace

import pytest
from django.db import connections, transaction

from sebayu.core.documents import actions, verify
from sebayu.core.documents.enums import AttemptState, Finding, Settle, State
from sebayu.core.documents.errors import (
    NotTheLetter,
    NotTheSigner,
    ReasonNeeded,
    SignatureHanging,
    SigningNotSet,
    SigningUnavailable,
    SignRefused,
    WrongState,
)
from sebayu.core.documents.models import Document, DocumentFile, IssuedNumber, SignAttempt
from sebayu.core.documents.tests.authority import authority
from sebayu.core.documents.tests.authority import sign as signed_by
from sebayu.core.documents.tests.conftest import CAMAT_NIK, LURAH_NIK, PASSPHRASE
from sebayu.core.ledger import Actor
from sebayu.core.ledger.access import writing
from sebayu.core.ledger.errors import Forbidden
from sebayu.core.ledger.models import LedgerEntry

pytestmark = pytest.mark.django_db
SYSTEM = Actor.system("uji")


def sign(hall: SimpleNamespace, document: Document, **rest: object) -> Document:
    return actions.sign(by=rest.pop("by", hall.lurah), document=document, passphrase=PASSPHRASE, **rest)


def states(document: Document) -> list[str]:
    return list(document.attempts.values_list("state", flat=True))


def fresh(document: Document) -> Document:
    return Document.objects.get(id=document.id)


def test_sign_keeps_verified_bytes_and_says_who_signed(bsre, hall, make) -> None:
    document = sign(hall, make())
    assert (document.state, document.is_simulator) == (State.SIGNED, False)
    signer = document.signers.get()
    assert (signer.certificate_name, signer.is_simulator) == ("RINA ASTUTI", False)
    content = actions.open_file(by=hall.sari, document=document)
    assert content == bsre.signed[0]
    assert verify.pdf(content).finding == Finding.VALID
    assert states(document) == [AttemptState.SENT, AttemptState.OK]


def test_sign_sends_the_file_once_with_the_signers_own_nik(bsre, hall, make) -> None:
    sign(hall, make())
    [(path, body)] = bsre.calls
    assert (path, body["nik"]) == ("/api/v2/sign/pdf", LURAH_NIK)
    look = body["signatureProperties"][0]
    assert look["tampilan"] == "VISIBLE"
    assert 0 < look["originX"] < 595
    assert 0 < look["originY"] < 842


REFUSED = {
    "error_200": "Passphrase salah untuk …",
    "error_400": "Passphrase anda salah (400)",
    "error_401": "akun instansi ditolak",
    "unsigned": "isi berkas berbeda",
    "other_content": "isi berkas berbeda",
    "tampered": "tanda tangan",
    "wrong_signer": "bukan orang yang diminta",
    "expired": "kedaluwarsa",
    "stranger": "penerbit sertifikat tidak dikenal",
    "wrong_clock": "jam layanan",
}


@pytest.mark.parametrize("mode", REFUSED)
def test_refused_signature_leaves_the_letter_waiting_with_its_number(mode, bsre, hall, make) -> None:
    document = make()
    bsre.mode = mode
    with pytest.raises(SignRefused, match=REFUSED[mode].split("(")[0].strip()):
        sign(hall, document)
    after = fresh(document)
    assert (after.state, after.number, after.sha256) == (State.NUMBERED, document.number, "")
    assert states(document) == [AttemptState.SENT, AttemptState.FAILED]
    bsre.mode = "ok"
    assert sign(hall, after).number == document.number


@pytest.mark.parametrize("mode", ["timeout", "drop", "html", "error_502", "not_base64", "not_pdf"])
def test_unclear_answer_becomes_unknown_and_is_never_repeated(mode, bsre, hall, make, settings) -> None:
    document = make()
    bsre.mode = mode
    if mode == "timeout":
        settings.SEBAYU_BSRE_SIGN_SECONDS = 0.3
    with pytest.raises(SignatureHanging):
        sign(hall, document)
    assert fresh(document).state == State.UNKNOWN
    assert states(document) == [AttemptState.SENT, AttemptState.UNKNOWN]
    with pytest.raises(SignatureHanging):
        sign(hall, document)
    assert len(bsre.calls) == 1


def test_service_away_is_not_unknown(bsre, hall, make, settings) -> None:
    document = make()
    settings.SEBAYU_BSRE_URL = "http://127.0.0.1:9"
    with pytest.raises(SigningUnavailable):
        sign(hall, document)
    assert fresh(document).state == State.NUMBERED


def test_service_without_trust_roots_is_not_used(bsre, hall, make, settings) -> None:
    document = make()
    settings.SEBAYU_BSRE_TRUST_ROOTS = []
    with pytest.raises(SigningNotSet):
        sign(hall, document)
    assert not bsre.calls


@pytest.mark.parametrize("who", ["budi", "tuti", "sari", "camat"])
def test_sign_by_anybody_but_the_printed_signer_is_refused(who, bsre, hall, make) -> None:
    document = make()
    with pytest.raises(NotTheSigner):
        sign(hall, document, by=getattr(hall, who))
    assert not bsre.calls
    assert fresh(document).state == State.NUMBERED


def test_second_tap_while_signing_sends_nothing(bsre, hall, make) -> None:
    document = make()
    Document.objects.filter(id=document.id).update(state=State.SIGNING)
    with pytest.raises(SignatureHanging):
        sign(hall, document)
    assert not bsre.calls


@pytest.mark.django_db(transaction=True)
def test_two_taps_at_once_send_one_call(bsre, hall, make) -> None:
    document = make()
    barrier = threading.Barrier(2)

    def tap(_: int) -> str:
        barrier.wait()
        try:
            return sign(hall, document).state
        except (SignatureHanging, WrongState) as error:
            return type(error).__name__
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        results = list(pool.map(tap, range(2)))
    assert len(bsre.calls) == 1
    assert State.SIGNED in results
    assert fresh(document).state == State.SIGNED


@pytest.mark.django_db(transaction=True)
def test_sign_inside_a_transaction_of_the_caller_sends_nothing(bsre, hall, make) -> None:
    document = make()
    with pytest.raises(RuntimeError, match="durable"), transaction.atomic():
        sign(hall, document)
    assert not bsre.calls


def test_secret_is_nowhere_but_in_the_call(bsre, hall, make, caplog) -> None:
    caplog.set_level(logging.DEBUG)
    bsre.mode = "wrong_signer"
    document = make()
    with pytest.raises(SignRefused) as refused:
        sign(hall, document)
    kept = [repr(vars(row)) for row in SignAttempt.objects.all()]
    kept += [repr(vars(row)) for row in LedgerEntry.objects.all()]
    chain, error = [], refused.value
    while error is not None:
        chain.append(repr(error))
        error = error.__cause__
    everything = " ".join([*kept, *chain, caplog.text])
    assert bsre.calls[0][1]["passphrase"] == PASSPHRASE
    assert PASSPHRASE not in everything
    assert LURAH_NIK not in everything


def test_process_killed_during_the_call_leaves_an_attempt_that_is_found(bsre, hall, make) -> None:
    document = make()

    class Killed(BaseException):
        pass

    class Dying:
        def sign(self, **call: object) -> bytes:
            raise Killed

    with pytest.raises(Killed):
        sign(hall, document, service=Dying())
    assert fresh(document).state == State.SIGNING
    assert states(document) == [AttemptState.SENT]
    assert actions.mark_hanging(by=SYSTEM) == 0  # it may still be running
    assert actions.mark_hanging(by=SYSTEM, older_than=dt.timedelta(0)) == 1
    assert fresh(document).state == State.UNKNOWN
    assert list(Document.objects.hanging()) == [document]


def test_reconcile_with_the_found_file_makes_it_signed(bsre, hall, make) -> None:
    document = _hanging(bsre, hall, make)
    found = bsre.signed[0]
    settled = actions.reconcile(
        by=hall.budi, document=document, how=Settle.FOUND, reason="Diunduh dari layanan", pdf=found
    )
    assert settled.state == State.SIGNED
    assert states(document) == [AttemptState.SENT, AttemptState.UNKNOWN, AttemptState.FOUND]


@pytest.mark.parametrize("pdf", [b"", b"%PDF-1.7 kosong", b"x" * (10 * 2**20 + 1)])
def test_reconcile_with_another_file_changes_nothing(pdf, bsre, hall, make) -> None:
    document = _hanging(bsre, hall, make)
    with pytest.raises(NotTheLetter):
        actions.reconcile(by=hall.lurah, document=document, how=Settle.FOUND, reason="Diunduh", pdf=pdf)
    assert fresh(document).state == State.UNKNOWN


def test_reconcile_again_keeps_the_number(bsre, hall, make) -> None:
    document = _hanging(bsre, hall, make)
    again = actions.reconcile(
        by=hall.lurah, document=document, how=Settle.AGAIN, reason="Tidak ada di layanan"
    )
    assert again.state == State.NUMBERED
    signed = sign(hall, again)
    assert (signed.state, signed.number) == (State.SIGNED, document.number)


def test_reconcile_void_keeps_number_and_reason(bsre, hall, make) -> None:
    document = _hanging(bsre, hall, make)
    actions.reconcile(by=hall.lurah, document=document, how=Settle.VOID, reason="Tidak jadi diterbitkan")
    number = IssuedNumber.objects.get(document=document)
    assert (number.text, number.void_reason) == (document.number, "Tidak jadi diterbitkan")
    assert fresh(document).state == State.VOID


@pytest.mark.parametrize("who", ["sari", "tuti"])
def test_reconcile_by_a_stranger_or_the_citizen_is_refused(who, bsre, hall, make) -> None:
    document = _hanging(bsre, hall, make)
    with pytest.raises(Forbidden):
        actions.reconcile(by=getattr(hall, who), document=document, how=Settle.AGAIN, reason="Coba lagi")


def test_reconcile_by_the_machine_is_refused(bsre, hall, make) -> None:
    document = _hanging(bsre, hall, make)
    with pytest.raises(Forbidden):
        actions.reconcile(by=SYSTEM, document=document, how=Settle.AGAIN, reason="Coba lagi")


def test_reconcile_without_reason_is_refused(bsre, hall, make) -> None:
    document = _hanging(bsre, hall, make)
    with pytest.raises(ReasonNeeded):
        actions.reconcile(by=hall.lurah, document=document, how=Settle.AGAIN, reason="  ok ")


def test_answer_after_a_human_settled_it_overturns_nothing(bsre, hall, make) -> None:
    document = make()

    class Late:
        def sign(self, *, pdf: bytes, **call: object) -> bytes:
            Document.objects.filter(id=document.id).update(state=State.UNKNOWN)
            actions.reconcile(
                by=hall.lurah, document=document, how=Settle.VOID, reason="Dibatalkan sementara itu"
            )
            return signed_by(pdf, authority().signer("RINA ASTUTI", LURAH_NIK))

    with pytest.raises(WrongState):
        sign(hall, document, service=Late())
    assert fresh(document).state == State.VOID


def test_what_follows_runs_with_the_signature(bsre, hall, make) -> None:
    told: list[str] = []
    document = sign(hall, make(), and_then=lambda signed: told.append(signed.state))
    assert told == [State.SIGNED]
    assert document.state == State.SIGNED


def test_failure_of_what_follows_keeps_the_signature(bsre, hall, make) -> None:
    document = make()

    def fails(signed: Document) -> None:
        Document.objects.filter(id=signed.id).update(delivered_at=signed.signed_at)
        raise RuntimeError("pesan tidak terkirim")

    with pytest.raises(RuntimeError, match="pesan"):
        sign(hall, document, and_then=fails)
    assert fresh(document).state == State.SIGNED
    assert list(Document.objects.undelivered()) == [document]
    actions.mark_delivered(by=SYSTEM, document=document)
    assert not Document.objects.undelivered().exists()


def test_sign_many_gives_each_letter_its_own_outcome(bsre, hall, make) -> None:
    documents = [make() for _ in range(4)]
    actions.void(by=hall.budi, document=documents[1], reason="Salah warga")
    seen: list[str] = []
    outcomes = actions.sign_many(
        by=hall.lurah,
        documents=documents,
        passphrase=PASSPHRASE,
        each=lambda outcome: seen.append(outcome.number),
    )
    assert [outcome.ok for outcome in outcomes] == [True, False, True, True]
    assert seen == [document.number for document in documents]
    assert outcomes[1].state == State.VOID


def test_sign_many_stops_calling_when_the_service_is_away(hall, make, bsre, settings) -> None:
    settings.SEBAYU_BSRE_URL = "http://127.0.0.1:9"
    documents = [make(), make()]
    outcomes = actions.sign_many(by=hall.lurah, documents=documents, passphrase=PASSPHRASE)
    assert [outcome.state for outcome in outcomes] == [State.NUMBERED, State.NUMBERED]
    assert states(documents[1]) == []


def test_two_signers_sign_in_order_and_both_count(bsre, hall, make) -> None:
    document = make(countersigner_post="kec_tegal_timur.camat")
    with pytest.raises(NotTheSigner):
        sign(hall, document, by=hall.camat)
    told: list[str] = []
    half = sign(hall, document, and_then=lambda signed: told.append(signed.state))
    assert half.state == State.NUMBERED
    assert told == [State.NUMBERED]
    with writing():
        half_bytes = bytes(DocumentFile.objects.get(document=half, position=1).content)
    assert verify.pdf(half_bytes).finding == Finding.UNSIGNED
    whole = sign(hall, half, by=hall.camat)
    assert whole.state == State.SIGNED
    assert [call["nik"] for _, call in bsre.calls] == [LURAH_NIK, CAMAT_NIK]
    assert len(verify.by_token(whole.token).signers) == 2
    assert verify.pdf(half_bytes).finding == Finding.UNSIGNED


def test_seal_signs_for_the_office_without_an_official(bsre, hall, make, settings) -> None:
    settings.SEBAYU_BSRE_SEAL_NAME = "Segel Elektronik Uji"
    document = make(sealed=True)
    sealed = actions.seal(by=SYSTEM, document=document)
    assert (sealed.state, sealed.signer_title) == (State.SIGNED, "Kelurahan Mintaragen")
    assert bsre.calls[0][0] == "/api/v2/seal/pdf"


def test_seal_by_somebody_elses_certificate_is_refused(bsre, hall, make, settings) -> None:
    settings.SEBAYU_BSRE_SEAL_NAME = "Segel Pemerintah Kota Tegal"
    document = make(sealed=True)
    with pytest.raises(SignRefused, match="nama pada sertifikat"):
        actions.seal(by=SYSTEM, document=document)


def test_seal_on_a_letter_for_a_hand_is_refused(bsre, make) -> None:
    with pytest.raises(NotTheSigner):
        actions.seal(by=SYSTEM, document=make())


def test_sign_without_secret_sends_nothing(bsre, hall, make) -> None:
    with pytest.raises(SignRefused, match="frasa sandi"):
        actions.sign(by=hall.lurah, document=make())
    assert not bsre.calls


def test_status_of_the_own_certificate(bsre, hall) -> None:
    assert actions.signer_status(by=hall.lurah).can_sign


def _hanging(bsre, hall, make) -> Document:
    document = make()
    bsre.mode = "drop"
    with pytest.raises(SignatureHanging):
        sign(hall, document)
    bsre.mode = "ok"
    return document

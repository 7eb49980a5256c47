"""The client against the sandbox's simulator: real HTTP, its own authority, its faults."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from sebayu.core.documents import actions, verify
from sebayu.core.documents.enums import Finding, State
from sebayu.core.documents.errors import SignatureHanging, SigningUnavailable, SignRefused
from sebayu.core.documents.models import Document
from sebayu.core.documents.tests.conftest import LURAH_NIK, PASSPHRASE
from sebayu.core.ledger import Actor
from sebayu.sandbox import credentials
from sebayu.sandbox.server import Server
from sebayu.sandbox.testing import running

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with running() as server:
        httpx.post(
            f"{server.url}/bsre/_signers",
            json={"nik": LURAH_NIK, "name": "RINA ASTUTI", "passphrase": PASSPHRASE},
        ).raise_for_status()
        yield server


@pytest.fixture
def simulator(server: Server, settings, tmp_path: Path) -> Iterator[Server]:
    root = tmp_path / "ca.pem"
    root.write_bytes(httpx.get(f"{server.url}/bsre/_ca.pem").content)
    settings.SEBAYU_BSRE_URL = f"{server.url}/bsre"
    settings.SEBAYU_BSRE_USER = credentials.BSRE["user"]
    settings.SEBAYU_BSRE_PASSWORD = credentials.BSRE["password"]
    settings.SEBAYU_BSRE_TRUST_ROOTS = [str(root)]
    settings.SEBAYU_BSRE_SEAL_NAME = "Segel Elektronik Simulator"
    settings.SEBAYU_BSRE_SEAL_ID = credentials.BSRE_SEAL["idSubscriber"]
    yield server
    httpx.delete(f"{server.url}/_faults").raise_for_status()


def fault(server: Server, kind: str, **rest: object) -> None:
    httpx.post(f"{server.url}/_faults", json={"simulator": "bsre", "fault": kind, **rest}).raise_for_status()


def test_letter_is_signed_and_says_it_is_not_valid(simulator, hall, make) -> None:
    document = actions.sign(by=hall.lurah, document=make(), passphrase=PASSPHRASE)
    assert (document.state, document.is_simulator) == (State.SIGNED, True)
    content = actions.open_file(by=hall.sari, document=document)
    assert verify.pdf(content).finding == Finding.SIMULATOR


def test_seal_signs_automatic_letters(simulator, make) -> None:
    sealed = actions.seal(by=Actor.system("uji"), document=make(sealed=True))
    assert (sealed.state, sealed.is_simulator) == (State.SIGNED, True)


def test_wrong_passphrase_is_refused_and_can_be_tried_again(simulator, hall, make) -> None:
    document = make()
    with pytest.raises(SignRefused, match="Passphrase anda salah"):
        actions.sign(by=hall.lurah, document=document, passphrase="keliru")
    assert actions.sign(by=hall.lurah, document=document, passphrase=PASSPHRASE).state == State.SIGNED


@pytest.mark.parametrize(
    "kind", ["wrong_signer", "expired_certificate", "tampered", "unsigned", "http200_error"]
)
def test_fault_that_is_certainly_no_signature(kind, simulator, hall, make) -> None:
    document = make()
    fault(simulator, kind)
    with pytest.raises(SignRefused):
        actions.sign(by=hall.lurah, document=document, passphrase=PASSPHRASE)
    assert Document.objects.get(id=document.id).state == State.NUMBERED


@pytest.mark.parametrize("kind", ["drop_after_work", "malformed"])
def test_fault_that_leaves_the_outcome_open(kind, simulator, hall, make) -> None:
    document = make()
    fault(simulator, kind)
    with pytest.raises(SignatureHanging):
        actions.sign(by=hall.lurah, document=document, passphrase=PASSPHRASE)
    assert Document.objects.get(id=document.id).state == State.UNKNOWN


def test_wrong_clock_beyond_tolerance_is_refused(simulator, hall, make, settings) -> None:
    settings.SEBAYU_BSRE_CLOCK_TOLERANCE_SECONDS = 60
    fault(simulator, "wrong_clock", seconds=347)
    with pytest.raises(SignRefused, match="jam layanan"):
        actions.sign(by=hall.lurah, document=make(), passphrase=PASSPHRASE)


def test_measured_clock_drift_is_tolerated_by_default(simulator, hall, make) -> None:
    fault(simulator, "wrong_clock", seconds=347)
    assert actions.sign(by=hall.lurah, document=make(), passphrase=PASSPHRASE).state == State.SIGNED


def test_status_of_a_certificate(simulator, hall) -> None:
    assert actions.signer_status(by=hall.lurah).can_sign
    stranger = actions.signer_status(by=hall.tuti)
    assert (stranger.can_sign, stranger.code) == (False, "NO_CERTIFICATE")


def test_service_down_reaches_nobody(simulator, hall, make, settings) -> None:
    settings.SEBAYU_BSRE_URL = "http://127.0.0.1:9/bsre"
    with pytest.raises(SigningUnavailable):
        actions.sign(by=hall.lurah, document=make(), passphrase=PASSPHRASE)

"""What a stranger learns: the state of a letter, the least about its person, and never an error."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from sebayu.core.documents import actions, verify
from sebayu.core.documents.conf import MAX_PDF_BYTES
from sebayu.core.documents.enums import Finding
from sebayu.core.documents.models import Document
from sebayu.core.documents.tests.authority import authority
from sebayu.core.documents.tests.conftest import PASSPHRASE, use
from sebayu.core.documents.tests.fake_bsre import FakeBsre

pytestmark = pytest.mark.django_db


@pytest.fixture
def signed(bsre, hall, make):
    def _signed(**rest: object) -> Document:
        return actions.sign(by=hall.lurah, document=make(**rest), passphrase=PASSPHRASE)

    return _signed


def test_valid_letter_by_token_and_by_file(signed, hall) -> None:
    document = signed(valid_days=30)
    by_token, by_file = (
        verify.by_token(document.token),
        verify.pdf(actions.open_file(by=hall.sari, document=document)),
    )
    assert by_token.finding == by_file.finding == Finding.VALID
    assert (by_token.integrity, by_file.integrity) == (None, True)
    assert by_token.number == document.number
    assert [who.title for who in by_token.signers] == ["Lurah Mintaragen"]


def test_verdict_shows_no_fact_about_the_person(signed) -> None:
    text = repr(verify.by_token(signed().token))
    assert "S*** W********" in text
    for secret in ("Sari", "Wulandari", "3376025507850001", "Sangir", "kuliah"):
        assert secret not in text


def test_expired_revoked_replaced_void_and_unsigned(signed, make, hall, monkeypatch) -> None:
    expiring = signed(valid_days=1)
    later = timezone.localdate() + dt.timedelta(days=2)
    monkeypatch.setattr("sebayu.core.documents.models.document.timezone.localdate", lambda: later)
    assert verify.by_token(expiring.token).finding == Finding.EXPIRED
    monkeypatch.undo()
    assert verify.by_token(expiring.token).finding == Finding.VALID
    old, new = signed(), signed()
    actions.replace(by=hall.lurah, document=old, heir=new, reason="Salah ketik nama")
    replaced = verify.by_token(old.token)
    assert (replaced.finding, replaced.replaced_by) == (Finding.REPLACED, new.number)
    actions.revoke(by=hall.lurah, document=new, reason="Keterangan tidak benar")
    revoked = verify.by_token(new.token)
    assert (revoked.finding, revoked.reason) == (Finding.REVOKED, "Keterangan tidak benar")
    waiting = make()
    assert verify.by_token(waiting.token).finding == Finding.UNSIGNED
    assert verify.pdf(actions.open_file(by=hall.budi, document=waiting)).finding == Finding.UNSIGNED
    actions.void(by=hall.budi, document=waiting, reason="Salah orang")
    assert verify.by_token(waiting.token).finding == Finding.REVOKED


def test_draft_is_not_found(make) -> None:
    assert verify.by_token(make(issued=False).token).finding == Finding.NOT_OURS


def test_changed_file_is_told_from_a_foreign_one(signed, hall) -> None:
    document = signed()
    content = actions.open_file(by=hall.sari, document=document)
    appended = verify.pdf(content + b"\n% tambahan")
    assert (appended.finding, appended.integrity, appended.number) == (
        Finding.CHANGED,
        False,
        document.number,
    )
    at = len(content) // 2
    flipped = content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :]
    assert verify.pdf(flipped).finding == Finding.CHANGED
    assert verify.pdf(content[: len(content) // 2]).finding in {Finding.CHANGED, Finding.UNREADABLE}
    assert verify.pdf(b"%PDF-1.7\n/ByteRange [0 10 20 30] surat lain").finding == Finding.NOT_OURS
    assert verify.pdf(b"%PDF-1.7\nhalaman biasa").finding == Finding.UNREADABLE
    assert verify.pdf(b"%PDF-1.7\nhalaman biasa\nstartxref\n9\n%%EOF").finding == Finding.UNSIGNED


HOSTILE = [
    b"",
    b"x" * (MAX_PDF_BYTES + 1),
    b"PK\x03\x04" + b"\x00" * 5000,
    b"\x00" * 2_000_000,
    b"<html>bukan pdf</html>",
]


@pytest.mark.parametrize("content", HOSTILE, ids=["empty", "huge", "zip", "zeros", "html"])
def test_file_that_is_no_pdf_gets_a_calm_verdict(content: bytes) -> None:
    assert verify.pdf(content).finding == Finding.UNREADABLE


def test_fifty_megabytes_are_not_even_hashed(monkeypatch) -> None:
    monkeypatch.setattr(verify.hashlib, "sha256", lambda *_: pytest.fail("hashed"))
    assert verify.pdf(b"%PDF-1.7" + b"0" * (50 * 2**20)).finding == Finding.UNREADABLE


@hypothesis_settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=400))
def test_whatever_follows_the_header_is_answered(tail: bytes) -> None:
    assert verify.pdf(b"%PDF-1.7\n" + tail).finding in {
        Finding.UNREADABLE,
        Finding.UNSIGNED,
        Finding.NOT_OURS,
    }


def test_many_false_byte_ranges_are_answered() -> None:
    many = b"%PDF-1.7\n" + b"/ByteRange [0 1 2 3]\n" * 20_000 + b"/ByteRange [" + b" " * 500_000
    assert verify.pdf(many).finding == Finding.NOT_OURS


@pytest.mark.parametrize(
    "token", ["", "../etc", "a" * 500, "' OR 1=1 --", "tidak-ada-tapi-cukup-panjang", "\x00" * 24]
)
def test_guessed_token_learns_nothing(token: str) -> None:
    verdict = verify.by_token(token)
    assert (verdict.finding, verdict.number, verdict.office) == (Finding.NOT_OURS, "", "")


def test_tokens_are_long_and_random(make) -> None:
    one, two = make(issued=False).token, make(issued=False).token
    assert one != two
    assert min(len(one), len(two)) >= 24  # 144 bits in base64


def test_simulator_is_marked_on_page_and_verdict(hall, make, settings, tmp_path) -> None:
    with FakeBsre(authority("SIMULATOR - TIDAK SAH")) as fake:
        fake.people = {"3376024503800001": "RINA ASTUTI"}
        use(fake, settings, tmp_path)
        document = make()
        assert document.simulator
        document = actions.sign(by=hall.lurah, document=document, passphrase=PASSPHRASE)
    assert document.is_simulator
    verdict = verify.by_token(document.token)
    assert (verdict.finding, verdict.ok, verdict.is_simulator) == (Finding.SIMULATOR, False, True)
    assert "TIDAK SAH" in verdict.sentence
    actions.revoke(by=hall.lurah, document=document, reason="Uji coba selesai")
    assert verify.by_token(document.token).finding == Finding.REVOKED

"""What a stranger reads about a letter: the answer first, the least possible about anybody."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from sebayu.core.documents import conf, verify
from sebayu.core.documents.enums import Finding
from sebayu.core.ledger.models import LedgerEntry
from sebayu.web.verify import present

SIGNER = verify.SignedBy(
    "Rina Astuti", "Lurah Mintaragen", "Kelurahan Mintaragen", dt.datetime(2026, 11, 23, 4, tzinfo=dt.UTC)
)


def verdict(finding: str, **more: object) -> verify.Verdict:
    common: dict = {
        "title": "Surat Keterangan Usaha", "number": "500.2.2.4/0412/MTR", "office": "Kelurahan Mintaragen",
        "subject_hint": "S*** W********", "issued_on": dt.date(2026, 11, 23), "valid_until": dt.date(2027, 5, 23),
        "signers": (SIGNER,),
    }  # fmt: skip
    return verify.Verdict(
        finding=finding, sentence=str(verify.SENTENCES[Finding(finding)]), **{**common, **more}
    )


@pytest.mark.parametrize("finding", Finding.values)
@pytest.mark.parametrize("by_file", [True, False])
def test_every_finding_has_its_answer(finding: str, by_file: bool) -> None:
    page = present.page(verdict(finding), by_file=by_file)
    assert str(page.verdict.title)
    assert page.verdict.text
    assert page.verdict.tone == {"valid": "ok"}.get(finding, page.verdict.tone)
    if finding != Finding.VALID:
        assert page.verdict.tone != "ok"


def test_only_a_valid_letter_looks_valid() -> None:
    good = present.page(verdict(Finding.VALID, integrity=True), by_file=True)
    assert {check.ok for check in good.checks} == {True}
    for finding in (Finding.REVOKED, Finding.REPLACED, Finding.CHANGED):
        page = present.page(verdict(finding, integrity=finding != Finding.CHANGED), by_file=True)
        assert False in {check.ok for check in page.checks}


def test_paper_is_not_called_intact_by_its_code_alone() -> None:
    page = present.page(verdict(Finding.VALID, integrity=None), by_file=False)
    assert page.checks[0].ok is None
    assert "Cocokkan" in page.checks[0].cite


@pytest.mark.parametrize("finding", [Finding.SIMULATOR, Finding.EXPIRED, Finding.REVOKED])
def test_simulator_is_said_whatever_else_is_wrong(finding: str) -> None:
    page = present.page(verdict(finding, is_simulator=True), by_file=False)
    assert page.verdict.simulator
    assert any("bukan tanda tangan elektronik yang sah" in line for line in page.verdict.text)
    assert any(check.ok is False and "simulator" in check.cite for check in page.checks)


def test_revoked_says_when_why_and_what_replaces_it() -> None:
    found = verdict(
        Finding.REVOKED,
        ended_at=dt.datetime(2026, 12, 3, 2, tzinfo=dt.UTC),
        reason="alamat usaha berubah",
        replaced_by="500.2.2.4/0431/MTR",
    )
    said = " ".join(present.answer(found).text)
    assert "Jangan diterima" in said
    assert "3\u00a0Desember 2026" in said
    assert "alamat usaha berubah" in said
    assert "0431" in said


@pytest.mark.django_db
class TestDoor:
    def test_anybody_may_look_and_nobody_is_recorded(self, as_) -> None:
        client: Client = as_()
        response = client.get("/periksa/")
        assert response.status_code == 200
        assert "tidak mencatat siapa Anda" in response.content.decode()
        assert not LedgerEntry.objects.exists()

    @pytest.mark.parametrize(
        "token", ["x", "a" * 24, "../../etc/passwd", "'", "%00" * 8, "🦐" * 10, "a" * 500]
    )
    def test_guessed_code_is_told_calmly(self, as_, token: str) -> None:
        response = as_().get(f"/periksa/{token}/")
        assert response.status_code == 404
        assert "<h1>" in response.content.decode()

    def test_code_works_without_its_last_slash_as_printed(self, as_) -> None:
        response = as_().get("/periksa/" + "a" * 24)
        assert "Bukan surat dari sini" in response.content.decode()
        assert response["X-Robots-Tag"] == "noindex"
        assert "no-store" in response["Cache-Control"]

    @pytest.mark.parametrize(
        ("content", "said"),
        [
            (b"", "tidak dapat dibaca"),
            (b"bukan pdf", "tidak dapat dibaca"),
            (b"%PDF-1.7\n%%EOF", "tidak dapat dibaca"),
            (b"%PDF-1.7\n/ByteRange [0 10 20 30]", "Bukan surat dari sini"),
            (b"PK\x03\x04" + b"\0" * 1000, "tidak dapat dibaca"),
        ],
    )
    def test_hostile_file_gets_a_calm_answer(self, as_, content: bytes, said: str) -> None:
        sent = SimpleUploadedFile("<b>surat</b>.pdf", content, content_type="application/pdf")
        response = as_().post("/periksa/berkas/", {"pdf": sent})
        assert response.status_code in {200, 422}
        assert said in response.content.decode() or "Pilih dulu" in response.content.decode()

    def test_file_beyond_the_limit_is_refused_unread(self, as_, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(conf, "MAX_PDF_BYTES", 100)
        monkeypatch.setattr(verify, "pdf", lambda content: pytest.fail("was read"))
        sent = SimpleUploadedFile("surat.pdf", b"%PDF-" + b"x" * 200)
        response = as_().post("/periksa/berkas/", {"pdf": sent})
        assert response.status_code == 413
        assert "terlalu besar" in response.content.decode()

    def test_no_file_is_asked_for(self, as_) -> None:
        assert as_().post("/periksa/berkas/", {}).status_code == 422
        assert as_().get("/periksa/berkas/").status_code == 302

"""A letter on the phone: seen, downloaded, shared, checked by a stranger, revoked; never by anybody else."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from sebayu.core.cases import actions
from sebayu.core.cases.models import Case
from sebayu.core.documents import actions as documents
from sebayu.core.documents.models import Document
from sebayu.core.documents.tests.authority import authority
from sebayu.core.documents.tests.fake_bsre import SECRET, FakeBsre
from sebayu.core.identity.acting import actor_for
from sebayu.core.ledger import Actor
from sebayu.core.ledger.models import LedgerEntry
from sebayu.core.satisfaction.actions import invite
from sebayu.core.satisfaction.models import Invitation
from sebayu.web.portal.present import letter as page
from sebayu.web.portal.views.letters import filename
from sebayu.web.tests import flow
from sebayu.web.tests.town import Town


def test_filename_names_kind_and_number_and_nobody() -> None:
    document = Document(title="Surat Keterangan Usaha", number="500.2.2.4/0412/MTR")
    assert filename(document) == "Surat-Keterangan-Usaha_500.2.2.4-0412-MTR.pdf"
    assert filename(Document(title='A"; x', number="../../é\n")) == "A-x_..-..-.pdf"


@pytest.mark.parametrize(
    ("fields", "word"),
    [
        ({"state": "signed"}, "Berlaku"),
        ({"state": "signed", "is_simulator": True}, "Simulator"),
        ({"state": "revoked"}, "Dicabut"),
        ({"state": "replaced"}, "Diganti"),
    ],
)
def test_badge_says_the_state_in_a_word(fields: dict, word: str) -> None:
    assert page.badge(Document(**fields))[1] == word


@pytest.fixture
def issued(
    transactional_db: None, settings, tmp_path: Path, town: Town, monkeypatch
) -> tuple[Case, Document]:
    """Bu Sari's letter, signed by the lurah through a signing service over HTTP."""
    with FakeBsre(authority()) as service:
        service.people = {town.rina.signer_nik: "RINA ASTUTI"}
        settings.SEBAYU_BSRE_URL, settings.SEBAYU_BSRE_USER, settings.SEBAYU_BSRE_PASSWORD = (
            service.url,
            "sebayu",
            "uji",
        )
        settings.SEBAYU_BSRE_TRUST_ROOTS = [str(service.authority.write_root(tmp_path))]
        case = flow.ready_to_sign(town)
        result = actions.sign(by=actor_for(town.rina), case_id=case.pk, passphrase=SECRET)
        assert result.ok, result
    case.refresh_from_db()
    return case, Document.objects.get(pk=case.document_id)


def test_letter_from_phone_to_stranger_and_back(issued: tuple[Case, Document], as_, town: Town) -> None:
    """One long walk, because signing needs a database of its own: every page a signed letter has."""
    case, document = issued
    sari, joko, stranger = as_(town.sari), as_(town.joko), as_()
    _owner_sees_it(sari, case, document, town)
    content = _owner_downloads_it(sari, document)
    for client in (joko, as_(town.tuti), stranger):
        for part in ("", "unduh/", "gambar/", "qr.svg"):
            assert client.get(f"/surat/{document.pk}/{part}").status_code in {302, 403, 404}
    _stranger_checks_it(stranger, document, content)
    documents.revoke(by=actor_for(town.rina), document=document, reason="Salah tulis keperluan")
    html = stranger.get(f"/periksa/{document.token}/").content.decode()
    assert "Sudah dicabut" in html
    assert "Salah tulis keperluan" in html
    assert "Jangan dipakai lagi" in sari.get(f"/surat/{document.pk}/").content.decode()


def _owner_sees_it(sari, case: Case, document: Document, town: Town) -> None:
    assert sari.get(f"/urusan/{case.pk}/")["Location"] == f"/surat/{document.pk}/"
    html = sari.get(f"/surat/{document.pk}/").content.decode()
    assert "Surat Anda sudah terbit" in html
    assert document.number in html
    assert "3 berkas" in html
    assert "Rina Astuti" in html
    assert f"/periksa/{document.token}" in html
    invite(by=Actor.system("uji"))
    link = f"/survei/{Invitation.objects.get(case_id=case.pk).token}/"
    assert link in sari.get(f"/surat/{document.pk}/").content.decode() and link not in html
    assert f"/surat/{document.pk}/" in sari.get("/surat/").content.decode()
    assert sari.get(f"/surat/{document.pk}/gambar/").content.startswith(b"\x89PNG")
    assert b"<svg" in sari.get(f"/surat/{document.pk}/qr.svg").content


def _owner_downloads_it(sari, document: Document) -> bytes:
    before = LedgerEntry.objects.filter(act="read").count()
    response = sari.get(f"/surat/{document.pk}/unduh/")
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"].startswith("attachment;")
    assert LedgerEntry.objects.filter(act="read").count() == before + 1
    document.refresh_from_db()
    assert document.delivered_at
    assert sari.get(f"/surat/{document.pk}/unduh/?lihat=1")["Content-Disposition"].startswith("inline;")
    return response.content


def _stranger_checks_it(stranger, document: Document, content: bytes) -> None:
    html = stranger.get(f"/periksa/{document.token}").content.decode()
    assert "Asli dan masih berlaku" in html
    for hidden in ("Sari Wulandari", "337602", "Jl. Sangir"):
        assert hidden not in html

    def check(data: bytes) -> str:
        sent = SimpleUploadedFile("surat.pdf", data, content_type="application/pdf")
        return stranger.post("/periksa/berkas/", {"pdf": sent}).content.decode()

    assert "Isi tidak berubah sejak diterbitkan" in check(content)
    assert "Isi berkas berubah" in check(content + b"\n% tambahan")

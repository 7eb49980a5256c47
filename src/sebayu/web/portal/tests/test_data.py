"""My data with their owners, and telling the owner that something is wrong."""

from django.test import Client

from sebayu.core.exchange.models import CorrectionRequest
from sebayu.core.ledger.access import writing
from sebayu.core.ledger.models import LedgerEntry
from sebayu.web.tests.town import SARI_NIK, Town

WRONG = "/data-saya/salah/person.birth_place/"


def test_my_data_names_value_source_and_the_way_to_correct(sari: Client, town: Town) -> None:
    html = sari.get("/data-saya/").content.decode()
    assert "Sari Wulandari" in html
    assert SARI_NIK not in html
    assert "Desil kesejahteraan" in html
    assert "Catatan daerah" in html
    assert "/data-saya/salah/person.birth_date/?bukti=" in html
    entry = LedgerEntry.objects.about(town.person_sari.pk).latest("id")
    assert entry.basis == "UU 27/2022 pasal 7"


def test_wrong_fact_goes_to_its_owner_once(sari: Client, town: Town) -> None:
    html = sari.get(WRONG).content.decode()
    assert "Dinas Kependudukan dan Pencatatan Sipil" in html
    for _ in range(2):
        assert sari.post(WRONG, {"claim": "Brebes", "note": "Akta lahir 12/1985"}).status_code == 302
    with writing():
        request = CorrectionRequest.objects.get()
    assert (request.owner, request.path, request.subject_id) == (
        "dukcapil",
        "person.birth_place",
        town.person_sari.pk,
    )
    assert request.says == "Brebes\nAkta lahir 12/1985"
    assert "Tempat lahir: Menunggu pemilik data" in sari.get("/data-saya/").content.decode()


def test_saying_nothing_is_asked_again_and_keeps_the_note(sari: Client) -> None:
    response = sari.post(WRONG, {"claim": "", "note": "Akta lahir 12/1985"})
    assert response.status_code == 422
    assert "Akta lahir 12/1985" in response.content.decode()


def test_what_no_register_holds_cannot_be_wrong_here(sari: Client) -> None:
    for path in ("answers.purpose", "person.fingerprint", "x", "person.lives_here"):
        assert sari.get(f"/data-saya/salah/{path}/").status_code == 404


def test_evidence_of_another_is_not_opened(as_, sari: Client, town: Town) -> None:
    html = sari.get("/data-saya/").content.decode()
    key = html.split("person.birth_date/?bukti=")[1][:36]
    assert sari.get(f"/data-saya/salah/person.birth_date/?bukti={key}").status_code == 200
    assert as_(town.joko).get(f"/data-saya/salah/person.birth_date/?bukti={key}").status_code == 404

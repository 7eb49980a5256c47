"""The front page: search forgives, cases run, everybody may look."""

import pytest
from django.test import Client

from sebayu.web.tests import flow
from sebayu.web.tests.town import Town


@pytest.mark.parametrize("typed", ["sktm", "kurng mampu", "srat tidak manpu", "KURANG MAMPU"])
def test_search_forgives_typing(as_, town: Town, typed: str) -> None:
    html = as_().get("/", {"q": typed}).content.decode()
    assert 'href="/layanan/uji_tidak_mampu/"' in html


@pytest.mark.parametrize(
    "typed", ["<script>alert(1)</script>", "\x00", "'; DROP TABLE", "x" * 5000, "🦐" * 50]
)
def test_hostile_search_is_harmless(as_, town: Town, typed: str) -> None:
    response = as_().get("/", {"q": typed})
    assert response.status_code == 200
    assert "<script>alert" not in response.content.decode()


def test_nothing_found_teaches(as_, town: Town) -> None:
    html = as_().get("/", {"q": "zzzzqqq"}).content.decode()
    assert "Belum ketemu" in html
    assert "Lihat semua layanan" in html


def test_running_cases_stand_on_the_front_page(sari: Client, town: Town) -> None:
    case = flow.opened(town)
    html = sari.get("/").content.decode()
    assert "Urusan Anda yang sedang berjalan" in html
    assert f"/urusan/{case.pk}/" in html
    assert "Menunggu keterangan Ketua RT" in html


def test_rows_name_the_post_that_holds_the_case(sari: Client, town: Town) -> None:
    flow.ready_to_sign(town)
    for page in ("/", "/urusan/"):
        assert "Menunggu tanda tangan Lurah Mintaragen" in sari.get(page).content.decode()


def test_situations_lead_to_their_services(as_, town: Town) -> None:
    assert "?keadaan=marriage" in as_().get("/").content.decode()
    html = as_().get("/layanan/?keadaan=marriage").content.decode()
    assert "/layanan/uji_nikah/" in html
    assert "/layanan/uji_tidak_mampu/" not in html
    assert as_().get("/layanan/?keadaan=%3Cscript%3E").status_code == 200


def test_an_officer_at_the_portal_is_a_visitor(as_, town: Town) -> None:
    flow.opened(town)
    html = as_(town.budi).get("/").content.decode()
    assert "Urusan Anda" not in html
    assert as_(town.budi).get("/layanan/uji_tidak_mampu/").status_code == 200


def test_explaining_pages_open_to_all(as_, town: Town) -> None:
    assert "Inpres 4/2025" not in as_().get("/cara-kami-menjaga-data/").content.decode()
    html = as_().get("/standar-pelayanan/").content.decode()
    assert "Surat Keterangan Tidak Mampu" in html
    assert "satu hari kerja" in html

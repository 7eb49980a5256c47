"""Every declaration as people meet it: as a stranger, logged in, as a picture of the draft."""

from __future__ import annotations

import re

import pytest
from django.apps import apps
from django.test import Client

from sebayu.core import services
from sebayu.programmes.letters.tests.conftest import Ward
from sebayu.web.tests.town import BACKEND

ALL = services.load([apps.get_app_config("letters").services_dir])
# Somebody has to be chosen first, and Bu Sari's card holds nobody who fits.
NOBODY_FITS = {"ahli_waris", "yatim_piatu"}
CHOOSE_FIRST = {
    "kematian",
    "kelahiran",
    "lahir_mati",
    "izin_keluarga",
    "pengantar_nikah",
    *NOBODY_FITS,
}


@pytest.fixture
def phone(ward: Ward) -> Client:
    client = Client()
    client.force_login(ward.town.sari, backend=BACKEND)
    return client


@pytest.mark.parametrize("key", sorted(ALL))
def test_stranger_reads_the_notice_and_nothing_about_anybody(ward: Ward, key: str) -> None:
    html = Client().get(f"/layanan/{key}/").content.decode()
    assert ALL[key].title in html
    assert "Sari Wulandari" not in html
    if ALL[key].obsolete:
        assert "Permendagri 108/2019" in html
        assert "Dukcapil" in html


@pytest.mark.parametrize("key", sorted(key for key, service in ALL.items() if not service.obsolete))
def test_citizen_meets_a_statement_or_a_choice(phone: Client, key: str) -> None:
    answer = phone.get(f"/layanan/{key}/")
    html = answer.content.decode()
    assert answer.status_code == 200
    assert ('name="evidence" value=""' in html or 'name="evidence"' not in html) == (key in CHOOSE_FIRST)
    assert ("Tidak ada anggota Kartu Keluarga Anda yang sesuai" in html) == (key in NOBODY_FITS)


@pytest.mark.parametrize("key", ["sktm", "sku", "domisili", "pengantar_skck", "kelakuan_baik"])
def test_draft_is_shown_before_anybody_signs(phone: Client, key: str) -> None:
    html = phone.get(f"/layanan/{key}/").content.decode()
    found = re.search(rf'src="(/layanan/{key}/konsep/[^"]+)"', html)
    assert found
    picture = phone.get(found[1])
    assert picture.status_code == 200
    assert picture["Content-Type"] == "image/png"


def test_low_decile_page_says_the_register_already_proves_it(phone: Client) -> None:
    html = phone.get("/layanan/sktm/").content.decode()
    assert "Register (DTSEN) sudah membuktikan desil keluarga Anda" in html
    assert "Keluarga Anda tercatat pada desil 1 sampai 4" in html
    assert "Tinggal satu pertanyaan" in html


def test_letter_without_questions_is_one_tap(phone: Client) -> None:
    assert "Tinggal satu ketukan" in phone.get("/layanan/domisili/").content.decode()

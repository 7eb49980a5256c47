"""The statement: what is known is shown with its source, only the rest is asked, one tap opens the case."""

import re

import pytest
from django.test import Client

from sebayu.core.cases.models import Case
from sebayu.core.exchange.models import Evidence
from sebayu.core.ledger.access import writing
from sebayu.core.ledger.models import LedgerEntry
from sebayu.core.registry.models import Business, Person
from sebayu.web.tests.town import JOKO_NIK, SARI_NIK, Town

PAGE = "/layanan/uji_tidak_mampu/"
SCHOOL = "Mendaftar sekolah"
ASK = "/layanan/uji_tidak_mampu/minta/"


def evidence_of(html: str) -> str:
    found = re.search(r'name="evidence" value="([0-9a-f-]{36})"', html)
    assert found, html
    return found.group(1)


def opened(client: Client, page: str = PAGE) -> tuple[str, str]:
    html = client.get(page).content.decode()
    return html, evidence_of(html)


def test_page_is_a_statement_with_values_owners_and_one_question(sari: Client) -> None:
    html, _key = opened(sari)
    assert "Sari Wulandari" in html
    assert "Jl. Sangir Gang 3 No. 14, RT 004/RW 005, Mintaragen" in html
    assert SARI_NIK not in html  # covered even on one's own page: phones are lent
    assert "Catatan daerah" in html
    assert "data ini salah" in html
    assert "Untuk keperluan apa?" in html
    assert html.count('type="radio" name="purpose"') == 3
    assert "satu pertanyaan" in html
    assert "Keluarga Anda tercatat pada desil 1 sampai 4." in html
    assert "Inpres 4/2025" in html
    assert "fotokopi KTP" in html
    assert "Lurah Mintaragen" in html
    assert "Mungkin tidak perlu surat" in html


def test_opening_the_page_is_entered_in_the_ledger(sari: Client, town: Town) -> None:
    opened(sari)
    entry = LedgerEntry.objects.about(town.person_sari.pk).filter(service="uji_tidak_mampu").latest("id")
    assert "person.nik" in entry.facts
    assert entry.account_id == town.sari.pk
    assert entry.basis


def test_one_tap_opens_the_case_and_a_second_tap_finds_it(sari: Client, town: Town) -> None:
    _html, key = opened(sari)
    typed = {"step": "start", "evidence": key, "purpose": SCHOOL}
    first = sari.post(ASK, typed)
    second = sari.post(ASK, typed)
    case = Case.objects.get()
    assert first.status_code == second.status_code == 302
    assert first["Location"] == second["Location"] == f"/urusan/{case.pk}/"
    assert case.answers == {"purpose": SCHOOL}
    assert case.requester_id == town.person_sari.pk


def test_missing_answer_is_asked_again_and_nothing_typed_is_lost(sari: Client) -> None:
    _html, key = opened(sari)
    response = sari.post(
        ASK, {"step": "start", "evidence": key, "purpose": "other", "purpose_other": "x" * 61}
    )
    html = response.content.decode()
    assert response.status_code == 422
    assert "Paling panjang 60 huruf" in html
    assert "x" * 61 in html
    assert re.search(r'value="other"[^>]*checked', html)
    assert evidence_of(html) == key
    assert not Case.objects.exists()


def test_hostile_answer_stays_text(sari: Client) -> None:
    _html, key = opened(sari)
    evil = "<script>alert(1)</script>'\"\u202e"
    sari.post(ASK, {"step": "start", "evidence": key, "purpose": "other", "purpose_other": evil})
    case = Case.objects.get()
    assert "<script>" in case.answers["purpose"]
    html = sari.get(f"/urusan/{case.pk}/").content.decode()
    assert "<script>alert" not in html


def test_a_stranger_cannot_open_a_case_on_somebody_elses_evidence(sari: Client, as_, town: Town) -> None:
    _html, key = opened(sari)
    response = as_(town.joko).post(ASK, {"step": "start", "evidence": key, "purpose": SCHOOL})
    assert not Case.objects.exists()
    assert response.status_code == 200
    assert evidence_of(response.content.decode()) != key
    assert "Sari Wulandari" not in response.content.decode()


@pytest.mark.parametrize("key", ["", "x", "00000000-0000-0000-0000-000000000000", "' OR 1=1"])
def test_unknown_evidence_is_gathered_again(sari: Client, key: str) -> None:
    response = sari.post(ASK, {"step": "start", "evidence": key, "purpose": SCHOOL})
    html = response.content.decode()
    assert response.status_code == 200
    assert "lama terbuka" in html
    assert re.search(r'value="Mendaftar sekolah"[^>]*checked', html)
    assert not Case.objects.exists()


def test_for_a_child_the_page_shows_the_child(sari: Client, town: Town) -> None:
    response = sari.post(ASK, {"step": "roles", "role_subject": str(town.person_dwi.pk)})
    html = response.content.decode()
    assert response.status_code == 200
    assert ">Dwi Lestari</dd>" in html
    sari.post(ASK, {"step": "start", "evidence": evidence_of(html), "purpose": SCHOOL})
    case = Case.objects.get()
    assert (case.subject_id, case.requester_id) == (town.person_dwi.pk, town.person_sari.pk)


def test_nobody_is_asked_for_unseen(sari: Client, town: Town) -> None:
    _html, key = opened(sari)
    picked = {"step": "start", "evidence": key, "purpose": SCHOOL, "role_subject": str(town.person_dwi.pk)}
    html = sari.post(ASK, picked).content.decode()
    assert "Anda memilih yang lain" in html
    assert ">Dwi Lestari</dd>" in html
    assert re.search(r'value="Mendaftar sekolah"[^>]*checked', html)
    assert not Case.objects.exists()
    sari.post(ASK, {**picked, "evidence": evidence_of(html)})
    assert Case.objects.get().subject_id == town.person_dwi.pk


def test_somebody_outside_the_family_cannot_be_picked(sari: Client, town: Town) -> None:
    response = sari.post(ASK, {"step": "roles", "role_subject": str(town.person_joko.pk)})
    assert response.status_code == 422
    assert "Joko" not in response.content.decode()


NIKAH = "/layanan/uji_nikah/"


def name_partner(client: Client, nik: str, name: str) -> tuple[int, str, str]:
    """Status, the page without what differs on every visit, and the key of its evidence."""
    response = client.post(
        f"{NIKAH}minta/", {"step": "roles", "role_partner_nik": nik, "role_partner_name": name}
    )
    html = response.content.decode()
    key = evidence_of(html)
    plain = re.sub(
        r'name="csrfmiddlewaretoken" value="\w+"',
        "",
        html.replace(key, "").replace(nik, "").replace(name, ""),
    )
    return response.status_code, plain, key


def facts_of(key: str) -> dict:
    with writing():
        return Evidence.objects.get(pk=key).facts()


def test_a_stranger_named_by_nik_is_used_and_never_shown(sari: Client, town: Town) -> None:
    first = sari.get(NIKAH).content.decode()
    assert "NIK calon pasangan" in first
    assert "Yang sudah kami ketahui" not in first
    status, html, key = name_partner(sari, JOKO_NIK, "JOKO")
    assert status == 200
    assert "tidak kami tampilkan di sini" in html
    for told in ("Belum kawin", "Calon pasangan belum menikah", "konsep/"):
        assert told not in html
    assert facts_of(key)["partner.marital_status"] == "single"
    assert LedgerEntry.objects.about(town.person_joko.pk).filter(service="uji_nikah").exists()


def test_whether_a_nik_exists_cannot_be_told_from_the_page(sari: Client) -> None:
    right = name_partner(sari, JOKO_NIK, "Joko")
    assert name_partner(sari, "3376031203709999", "Joko")[:2] == right[:2]
    assert name_partner(sari, JOKO_NIK, "Bambang Pamungkas")[:2] == right[:2]


def test_a_named_stranger_goes_into_the_case(sari: Client, town: Town) -> None:
    _status, _html, key = name_partner(sari, JOKO_NIK, "Joko")
    named = {"role_partner_nik": JOKO_NIK, "role_partner_name": "Joko"}
    sari.post(f"{NIKAH}minta/", {"step": "start", "evidence": key, **named})
    case = Case.objects.get()
    assert case.roles["partner"]["id"] == str(town.person_joko.pk)
    html = sari.get(f"/urusan/{case.pk}/").content.decode()
    assert "diperiksa petugas" in html
    assert "Calon pasangan belum menikah" not in html


def test_a_number_without_its_name_opens_no_data(sari: Client) -> None:
    _status, _html, key = name_partner(sari, JOKO_NIK, "Bambang Pamungkas")
    assert not [path for path in facts_of(key) if path.startswith("partner.")]


def test_nik_that_cannot_be_one_is_refused_beside_its_field(sari: Client) -> None:
    response = sari.post(
        "/layanan/uji_nikah/minta/", {"step": "roles", "role_partner_nik": "12", "role_partner_name": "J"}
    )
    assert response.status_code == 422
    assert "NIK terdiri dari 16 angka" in response.content.decode()


def test_not_entitled_says_why_and_who_can_put_it_right(as_, town: Town) -> None:
    html = as_(town.joko).get(PAGE).content.decode()
    assert "Mengapa belum dapat" in html
    assert "Keluarga Anda tercatat di atas desil 4." in html
    assert "Dinas Sosial" in html
    assert "keberatan" in html
    assert "Tetap minta, biar petugas memeriksa" in html
    assert "konsep/" not in html


def test_the_dead_get_no_letter(sari: Client, town: Town) -> None:
    with writing():
        Person.objects.filter(pk=town.person_sari.pk).update(alive=False)
    html, key = opened(sari)
    assert "Minta surat ini" not in html
    response = sari.post(ASK, {"step": "start", "evidence": key, "purpose": SCHOOL})
    assert "telah meninggal" in response.content.decode()
    assert not Case.objects.exists()


def test_obsolete_page_says_so_with_article_and_door(as_, town: Town) -> None:
    html = as_().get("/layanan/uji_pindah/").content.decode()
    assert "Anda tidak perlu surat ini lagi" in html
    assert "Permendagri 108/2019" in html
    assert 'href="https://dukcapil.example"' in html


def test_public_page_tells_everything_and_nobody(as_, town: Town) -> None:
    html = as_().get(PAGE).content.decode()
    assert "Masuk untuk meminta surat ini" in html
    assert "Dinas Kependudukan dan Pencatatan Sipil" in html
    assert "Sari" not in html
    assert not LedgerEntry.objects.filter(act="read").exists()


def test_a_tap_after_the_login_expired_is_kept(as_, town: Town) -> None:
    response = as_().post(ASK, {"step": "start", "evidence": "", "purpose": SCHOOL})
    assert response.status_code == 302
    assert response["Location"].startswith("/masuk/")
    assert "Mendaftar" not in response["Location"]


def test_unknown_service_does_not_exist(sari: Client) -> None:
    assert sari.get("/layanan/tidak_ada/").status_code == 404
    assert sari.post("/layanan/tidak_ada/minta/").status_code == 404


def test_draft_is_a_picture_for_its_owner_only(sari: Client, as_, town: Town) -> None:
    html, key = opened(sari)
    src = f"/layanan/uji_tidak_mampu/konsep/{key}/"
    assert src in html
    response = sari.get(src)
    assert response["Content-Type"] == "image/png"
    assert response.content.startswith(b"\x89PNG")
    assert "no-store" in response["Cache-Control"]
    assert as_(town.joko).get(src).status_code == 404
    assert as_().get(src).status_code == 302


def test_queries_of_the_statement_stay_few(sari: Client, django_assert_max_num_queries) -> None:
    sari.get(PAGE)
    with django_assert_max_num_queries(40):
        sari.get(PAGE)


def test_a_business_no_register_knows_is_no_reason_to_stop(sari: Client, town: Town) -> None:
    html = sari.get("/layanan/uji_usaha/").content.decode()
    assert "Usaha yang mana?" not in html
    assert "Apa nama usaha Anda?" in html
    with writing():
        Business.objects.create(
            nib="1103210047582", name="Warung Glabed", owner=town.person_sari, status="active"
        )
    html = sari.get("/layanan/uji_usaha/").content.decode()
    assert "Warung Glabed" in html
    assert "Yang lain, belum terdaftar" in html
    assert "Apa nama usaha Anda?" not in html
    other = sari.post(
        "/layanan/uji_usaha/minta/", {"step": "roles", "role_business": "unlisted"}
    ).content.decode()
    assert "Apa nama usaha Anda?" in other

"""The office's other pages: register of letters, search, counter, operator, the demo's letterbox."""

import csv
import io

import pytest
from django.test import Client

from sebayu.core.cases import actions
from sebayu.core.documents.models import Document
from sebayu.core.documents.tests.fake_bsre import FakeBsre
from sebayu.core.identity.acting import actor_for
from sebayu.core.identity.models import AssistedSession, Post
from sebayu.core.identity.models import Mandate as MandateModel
from sebayu.core.ledger.models import LedgerEntry
from sebayu.web.desk.tests.conftest import PASSPHRASE
from sebayu.web.tests import flow
from sebayu.web.tests.town import JOKO_NIK, LONG_AGO, SARI_NIK, Town


@pytest.fixture
def issued(town: Town, bsre: FakeBsre) -> Document:
    case = flow.ready_to_sign(town)
    assert actions.sign(by=actor_for(town.rina), case_id=case.pk, passphrase=PASSPHRASE).ok
    return Document.objects.get()


def hold(town: Town, account: object, role: str) -> None:
    """Give somebody another post in the city's office."""
    post = Post.objects.create(
        key=f"kota_tegal.{role}", office_id="kota_tegal", role=role, title=role, valid_from=LONG_AGO
    )
    MandateModel.objects.create(account=account, post=post, valid_from=LONG_AGO)


def test_register_of_letters_is_my_offices_with_one_read(
    budi: Client, tuti: Client, darmo: Client, issued: Document
) -> None:
    before = LedgerEntry.objects.count()
    html = budi.get("/meja/surat/").content.decode()
    assert issued.number in html
    assert "Sari Wulandari" in html
    assert LedgerEntry.objects.count() == before + 1
    assert issued.number not in tuti.get("/meja/surat/").content.decode()
    assert darmo.get("/meja/surat/").status_code == 403
    assert issued.number not in budi.get("/meja/surat/?keadaan=dicabut&dari=x").content.decode()
    rows = list(
        csv.reader(
            io.StringIO(budi.get("/meja/surat/?berkas=csv").content.decode("utf-8-sig")), delimiter=";"
        )
    )
    assert rows[1][0] == issued.number


def test_letter_is_printed_at_the_counter_and_counts_as_delivered(
    budi: Client, tuti: Client, issued: Document
) -> None:
    response = budi.get(f"/meja/surat/{issued.pk}/cetak/")
    assert response.content.startswith(b"%PDF")
    assert "Sari" not in response["Content-Disposition"]
    issued.refresh_from_db()
    assert issued.delivered_at
    for page in ("", "cetak/"):
        assert tuti.get(f"/meja/surat/{issued.pk}/{page}").status_code == 404


def test_head_revokes_with_a_reason(rina: Client, budi: Client, issued: Document) -> None:
    url = f"/meja/surat/{issued.pk}/cabut/"
    assert budi.post(url, {"reason": "Salah data"}).status_code == 403
    assert rina.post(url, {"reason": "x"}).status_code == 422
    rina.post(url, {"reason": "Salah alamat"})
    issued.refresh_from_db()
    assert (issued.state, issued.end_reason) == ("revoked", "Salah alamat")
    assert "Salah alamat" in rina.get(f"/meja/surat/{issued.pk}/").content.decode()


@pytest.mark.parametrize("text", ["Sari Wulandri", SARI_NIK, "sari"])
def test_people_of_my_area_are_found_and_the_search_is_in_the_ledger(
    budi: Client, tuti: Client, town: Town, text: str
) -> None:
    flow.attested(town)
    before = LedgerEntry.objects.count()
    response = budi.post("/meja/cari/", {"q": text})
    html = response.content.decode()
    assert "Sari Wulandari" in html
    assert SARI_NIK not in html.replace(" ", "") or text == SARI_NIK
    assert "Surat Keterangan Tidak Mampu" in html
    assert LedgerEntry.objects.count() == before + 1
    assert town.person_sari.pk in LedgerEntry.objects.latest("id").subjects
    assert "Sari Wulandari" not in tuti.post("/meja/cari/", {"q": text}).content.decode()


def test_people_of_another_area_are_not_found(budi: Client, town: Town) -> None:
    html = budi.post("/meja/cari/", {"q": JOKO_NIK}).content.decode()
    assert "Tidak ditemukan" in html


def test_case_number_leads_to_the_case(budi: Client, tuti: Client, town: Town) -> None:
    case = flow.attested(town)
    assert budi.post("/meja/cari/", {"q": case.number.lower()})["Location"] == f"/meja/urusan/{case.pk}/"
    assert case.number not in tuti.post("/meja/cari/", {"q": case.number}).content.decode().replace(
        f'value="{case.number}"', ""
    )


def test_words_searched_for_never_come_from_an_address(budi: Client, town: Town) -> None:
    html = budi.get(f"/meja/cari/?q={SARI_NIK}").content.decode()
    assert "Sari" not in html
    assert SARI_NIK not in html


def test_head_and_auditor_find_only_what_is_theirs(as_, town: Town) -> None:
    hold(town, town.joko, "auditor")
    html = as_(town.joko).post("/meja/cari/", {"q": "Sari Wulandari"}).content.decode()
    assert "Jabatan Anda tidak mencari penduduk" in html


def test_serving_a_citizen_opens_the_portal_in_their_name(budi: Client, town: Town) -> None:
    found = budi.post("/meja/loket/", {"q": "Sari Wulandari"}).content.decode()
    assert str(town.person_sari.pk) in found
    person = str(town.person_sari.pk)
    assert "Layani Sari Wulandari" in budi.post("/meja/loket/mulai/", {"person": person}).content.decode()
    missing = budi.post(
        "/meja/loket/mulai/", {"person": person, "mulai": "1", "reason": "Tidak punya ponsel"}
    )
    assert missing.status_code == 422
    assert "Tidak punya ponsel" in missing.content.decode()
    data = {"person": person, "mulai": "1", "reason": "Tidak punya ponsel", "id_shown": "ktp"}
    assert budi.post("/meja/loket/mulai/", data)["Location"] == "/"
    session = AssistedSession.objects.get()
    assert (session.person_id, session.id_shown) == (town.person_sari.pk, "ktp")
    assert "Anda sedang membantu Sari Wulandari" in budi.get("/").content.decode()


def test_nobody_is_served_outside_the_own_area(budi: Client, tuti: Client, rina: Client, town: Town) -> None:
    data = {"mulai": "1", "reason": "Uji", "id_shown": "ktp"}
    for client, person in ((budi, town.person_joko.pk), (tuti, town.person_sari.pk), (budi, "x"), (budi, "")):
        assert client.post("/meja/loket/mulai/", {**data, "person": str(person)}).status_code == 404
    assert rina.post("/meja/loket/mulai/", {**data, "person": str(town.person_sari.pk)}).status_code == 403
    assert not AssistedSession.objects.exists()


def test_operator_sees_the_machine_and_nobody(as_, budi: Client, town: Town, issued: Document) -> None:
    hold(town, town.joko, "auditor")
    hold(town, town.darmo, "admin")
    for account, tail in ((town.joko, True), (town.darmo, False)):
        html = as_(account).get("/meja/operator/").content.decode()
        assert "Keadaan mesin" in html
        assert ("case.approved" in html) is tail
        for name in ("Sari Wulandari", "Budi Prasetya", SARI_NIK):
            assert name not in html
    assert as_(town.sari).get("/meja/operator/").status_code == 403


def test_letterbox_exists_in_the_demo_only(as_, town: Town, settings: object) -> None:
    flow.opened(town)
    assert as_().get("/kotak-keluar/").status_code == 404
    settings.DEMO = True  # type: ignore[attr-defined]
    html = as_().get("/kotak-keluar/").content.decode()
    assert "untuk Sari Wulandari" in html
    assert "untuk Darmo" in html
    assert "/keterangan/" in html

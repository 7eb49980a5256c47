"""The tracking page answers three questions without scrolling; the citizen can answer, and can withdraw."""

import pytest
from django.test import Client

from sebayu.core.cases.models import Case
from sebayu.core.ledger import Actor
from sebayu.core.satisfaction.actions import answer, invite
from sebayu.core.satisfaction.models import Invitation
from sebayu.web.tests import flow
from sebayu.web.tests.town import Town


def test_tracking_says_where_who_and_when(sari: Client, town: Town) -> None:
    case = flow.opened(town)
    html = sari.get(f"/urusan/{case.pk}/").content.decode()
    head = html.split("Perjalanan surat Anda")[0]
    assert "Menunggu keterangan" in head
    assert "Ketua RT\u00a004/RW\u00a005" in head
    assert "Kapan selesai, paling lambat?" in head
    assert "Langkah 1 dari 3" in head
    assert case.number in head
    assert "Anda meminta surat ini" in html
    assert 'class="now" aria-current="step"' in html


def test_tracking_names_the_post_that_signs(sari: Client, town: Town) -> None:
    case = flow.ready_to_sign(town)
    html = sari.get(f"/urusan/{case.pk}/").content.decode()
    assert "Lurah Mintaragen" in html
    assert "Diperiksa dan disetujui oleh Budi Prasetya, Petugas Kelurahan Mintaragen" in html


def test_case_of_somebody_else_does_not_exist(as_, town: Town) -> None:
    case = flow.opened(town)
    for account in (town.joko, town.tuti, town.budi):
        client = as_(account)
        for page in ("", "jawab/", "batalkan/"):
            for response in (
                client.get(f"/urusan/{case.pk}/{page}"),
                client.post(f"/urusan/{case.pk}/{page}"),
            ):
                assert response.status_code in {403, 404, 405}, (account.name, page)
                assert "Sari" not in response.content.decode()
    case.refresh_from_db()
    assert case.state == "open"


def test_list_shows_running_and_ended(sari: Client, town: Town) -> None:
    running = flow.opened(town)
    ended = flow.refused(town)
    html = sari.get("/urusan/").content.decode()
    assert f"/urusan/{running.pk}/" in html.split("Sudah selesai")[0]
    assert f"/urusan/{ended.pk}/" in html.split("Sudah selesai")[1]
    assert "1–1 dari 1 urusan" in html


def test_ended_case_leads_to_the_survey_of_whoever_asked(sari: Client, as_, town: Town) -> None:
    case = flow.refused(town)
    page = f"/urusan/{case.pk}/"
    assert "Beri nilai" not in sari.get(page).content.decode()
    invite(by=Actor.system("uji"))
    link = f"/survei/{Invitation.objects.get().token}/"
    assert link in sari.get(page).content.decode()
    assert sari.get(link).status_code == 200
    assert as_(town.joko).get(page).status_code == 404
    answer(by=Actor.public(), token=link.split("/")[2], answers=[3] * 9)
    assert "Beri nilai" not in sari.get(page).content.decode()


def test_withdrawing_asks_once_and_keeps_the_way_back(sari: Client, town: Town) -> None:
    case = flow.opened(town)
    assert "Batalkan permintaan surat ini?" in sari.get(f"/urusan/{case.pk}/batalkan/").content.decode()
    sari.post(f"/urusan/{case.pk}/batalkan/", {"reason": "Sudah tidak perlu"})
    case.refresh_from_db()
    assert case.state == "cancelled"
    html = sari.get(f"/urusan/{case.pk}/").content.decode()
    assert "Sudah tidak perlu" in html
    assert "/layanan/uji_tidak_mampu/" in html
    assert sari.post(f"/urusan/{case.pk}/batalkan/", {}).status_code == 302  # a second tap changes nothing


def test_returned_case_shows_the_question_and_takes_the_answer(sari: Client, town: Town) -> None:
    case = flow.returned(town)
    html = sari.get(f"/urusan/{case.pk}/").content.decode()
    assert "Untuk sekolah yang mana?" in html
    assert "Budi Prasetya" in html
    assert "checked" in html  # the answer given before, to correct
    response = sari.post(
        f"/urusan/{case.pk}/jawab/", {"note": "SMP 3", "purpose": "other", "purpose_other": "SMP Negeri 3"}
    )
    assert response.status_code == 302
    case.refresh_from_db()
    assert case.state == "open"
    assert case.answers == {"purpose": "SMP Negeri 3"}
    assert "SMP 3" in sari.get(f"/urusan/{case.pk}/").content.decode()


def test_an_empty_answer_is_asked_again(sari: Client, town: Town) -> None:
    case = flow.returned(town)
    response = sari.post(
        f"/urusan/{case.pk}/jawab/", {"note": "", "purpose": "other", "purpose_other": "SMP Negeri 3"}
    )
    assert response.status_code == 422
    assert "SMP Negeri 3" in response.content.decode()
    assert Case.objects.get().state == "waiting_citizen"


def test_refusal_gives_reason_and_the_way_to_object(sari: Client, town: Town) -> None:
    case = flow.refused(town)
    html = sari.get(f"/urusan/{case.pk}/").content.decode()
    assert "Keluarga Anda di atas desil 4." in html
    assert "21 hari kerja (UU 30/2014 pasal 77)" in html
    assert "Mengapa diputuskan begitu" in html


@pytest.mark.parametrize("page", ["/urusan/", "/surat/", "/data-saya/", "/siapa-melihat/"])
def test_own_pages_ask_a_stranger_to_log_in_and_an_officer_without_resident_to_stay_out(
    as_, town: Town, page: str
) -> None:
    assert as_().get(page)["Location"].startswith("/masuk/")
    assert as_(town.budi).get(page).status_code == 403


def test_queries_do_not_grow_with_the_list(sari: Client, town: Town, django_assert_num_queries) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    flow.opened(town)
    sari.get("/urusan/")
    with CaptureQueriesContext(connection) as one:
        sari.get("/urusan/")
    for _ in range(3):
        flow.opened(town)
    with CaptureQueriesContext(connection) as many:
        sari.get("/urusan/")
    assert len(many) == len(one) <= 8

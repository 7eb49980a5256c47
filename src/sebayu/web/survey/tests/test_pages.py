"""The survey in a browser: on the phone, at the counter, as results for the office and for everybody."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from sebayu.core.ledger import Actor
from sebayu.core.satisfaction import actions
from sebayu.core.satisfaction.models import Invitation, Response
from sebayu.web.tests.town import Town

NINE = {f"q{n}": "4" for n in range(1, 10)}


def fill(invited: Callable[[], Invitation], times: int, note: str = "") -> None:
    for _n in range(times):
        actions.answer(
            by=Actor.public(),
            token=invited().token,
            answers=[4, 4, 3, 4, 3, 4, 4, 3, 4],
            note=note,
            seconds=30,
        )


@pytest.mark.django_db
def test_nine_answers_without_an_account_and_only_once(invited: Callable[[], Invitation]) -> None:
    invitation, phone = invited(), Client()
    page = phone.get(f"/survei/{invitation.token}/")
    assert page.status_code == 200
    assert page.content.decode().count('type="radio"') == 36
    assert "Wulandari" not in page.content.decode()
    began = page.context["form"]["began"].value()
    kept = phone.post(f"/survei/{invitation.token}/", {**NINE, "began": began, "note": "Cepat"})
    assert "Terima kasih" in kept.content.decode()
    response = Response.objects.get()
    assert (response.channel, response.note) == ("link", "Cepat")
    assert response.is_uniform and response.is_too_fast
    assert "sudah diisi" in phone.get(f"/survei/{invitation.token}/").content.decode().lower()
    phone.post(f"/survei/{invitation.token}/", NINE)
    assert Response.objects.count() == 1


@pytest.mark.django_db
def test_a_missing_answer_keeps_the_others(invited: Callable[[], Invitation]) -> None:
    invitation = invited()
    sent = {**NINE, "note": "Tetap di sini"}
    del sent["q4"]
    page = Client().post(f"/survei/{invitation.token}/", sent)
    html = page.content.decode()
    assert page.status_code == 422
    assert html.count(" checked") == 8
    assert 'href="#id_q4"' in html and 'id="id_q4"' in html, "the way back to what is missing"
    assert "Tetap di sini" in html
    assert not Response.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("began", ["", "survey:zz:forged", "x" * 150])
def test_a_forged_clock_is_no_clock(invited: Callable[[], Invitation], began: str) -> None:
    Client().post(f"/survei/{invited().token}/", {**NINE, "began": began})
    assert Response.objects.get().seconds is None


@pytest.mark.django_db
@pytest.mark.parametrize("token", ["x" * 32, "tidak-ada"])
def test_an_unknown_link_says_what_to_do(town: Town, token: str) -> None:
    page = Client().get(f"/survei/{token}/")
    assert page.status_code == 404
    assert "Periksa pesan" in page.content.decode()


@pytest.mark.django_db
def test_counter_fills_in_with_the_citizen_and_strangers_do_not(
    invited: Callable[[], Invitation], town: Town, as_: Callable[..., Client]
) -> None:
    invitation = invited()
    url = f"/meja/survei/{invitation.id}/"
    listed = as_(town.budi).get("/meja/survei/").content.decode()
    assert invitation.case_number in listed
    assert "Wulandari" not in listed
    assert as_(town.tuti).get(url).status_code == 404
    assert invitation.case_number not in as_(town.tuti).get("/meja/survei/").content.decode()
    assert as_(town.sari).get("/meja/survei/").status_code == 403
    assert as_(town.budi).post(url, NINE).status_code == 302
    response = Response.objects.get()
    assert (response.channel, response.recorded_post) == ("counter", "Petugas Kelurahan Mintaragen")
    assert as_(town.budi).get("/meja/survei/?cari=tidak-ada&berkas=csv").content.count(b"\n") == 1


@pytest.mark.django_db
def test_head_reads_her_office_and_nobody_elses(
    invited: Callable[[], Invitation], town: Town, as_: Callable[..., Client]
) -> None:
    fill(invited, 4, note="Antre lama")
    few = as_(town.rina).get("/meja/kepuasan/").content.decode()
    assert "91,67" not in few and "Antre lama" not in few  # four answers are four people she could name
    fill(invited, 1, note="Antre lama")
    page = as_(town.rina).get("/meja/kepuasan/").content.decode()
    assert "91,67" in page and "Antre lama" in page and "Wulandari" not in page
    assert as_(town.budi).get("/meja/kepuasan/").status_code == 403
    file = as_(town.rina).get("/meja/kepuasan/?berkas=csv").content.decode("utf-8-sig")
    assert "91,67" in file
    assert "Antre lama" not in as_(town.rina).get("/meja/kepuasan/?kantor=kel_bancar").content.decode()


@pytest.mark.django_db
def test_public_sees_an_index_only_from_enough_answers(invited: Callable[[], Invitation]) -> None:
    stranger = Client()
    assert "Belum ada jawaban" in stranger.get("/publik/kepuasan/").content.decode()
    fill(invited, 4, note="Rahasia")
    assert "kurang dari 5 jawaban" in stranger.get("/publik/kepuasan/").content.decode()
    assert "91,67" not in stranger.get("/publik/kepuasan/?berkas=csv").content.decode("utf-8-sig")
    fill(invited, 1)
    page = stranger.get("/publik/kepuasan/").content.decode()
    assert "91,67" in page and "Rahasia" not in page
    assert "1/9" in page
    assert "91,67" in stranger.get("/publik/kepuasan/?berkas=csv").content.decode("utf-8-sig")


def answered_elsewhere(invited: Callable[[], Invitation], office: str, answer: int) -> None:
    invitation = invited()
    Invitation.objects.filter(pk=invitation.pk).update(office_key=office, office_name=office)
    actions.answer(by=Actor.public(), token=invitation.token, answers=[answer] * 9)


@pytest.mark.django_db
def test_a_small_office_is_not_the_whole_less_the_others(
    invited: Callable[[], Invitation], town: Town, as_: Callable[..., Client]
) -> None:
    """Five answers shown and one hidden: were the whole of six shown beside the five, the one could be read from it."""
    fill(invited, 5)
    answered_elsewhere(invited, "kel_panggung", 1)
    page = Client().get("/publik/kepuasan/")
    assert (page.context["whole"].all.n, str(page.context["whole"].all.value)) == (5, "91.67")
    assert "ditemukan dengan pengurangan" in page.content.decode()
    head = as_(town.rina).get("/meja/kepuasan/")  # she leads both wards
    assert (head.context["whole"].all.n, head.context["index"].all.n) == (6, 5)
    for _n in range(3):
        answered_elsewhere(invited, "kel_panggung", 1)
    answered_elsewhere(invited, "kel_kraton", 1)  # with the four before: five that are shown as nobody's
    page = Client().get("/publik/kepuasan/")
    assert page.context["whole"].all.n == 10 and not page.context["left_out"]


@pytest.mark.django_db
def test_a_link_that_is_too_late_says_so_before_nine_taps(invited: Callable[[], Invitation]) -> None:
    invitation = invited()
    Invitation.objects.update(expires_at=timezone.now())
    page = Client().get(f"/survei/{invitation.token}/")
    assert page.status_code == 410 and "sudah lewat" in page.content.decode()
    assert 'type="radio"' not in page.content.decode()
    assert Client().post(f"/survei/{invitation.token}/", NINE).status_code == 410
    assert not Response.objects.exists()


@pytest.mark.django_db
def test_results_ask_the_database_a_fixed_number_of_times(
    invited: Callable[[], Invitation], django_assert_num_queries: Any
) -> None:
    fill(invited, 1)
    stranger = Client()
    stranger.get("/publik/kepuasan/")
    with django_assert_num_queries(2):
        stranger.get("/publik/kepuasan/")

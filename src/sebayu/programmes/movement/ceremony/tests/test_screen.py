"""Pages of the ceremony: who may open which, the big screen, paper noted while nobody could be reached, the control page."""

from __future__ import annotations

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from sebayu.programmes.movement.ceremony import actions as ceremony
from sebayu.programmes.movement.commitments.tests.conftest import NO_GUEST, seat_of, sign

pytestmark = pytest.mark.django_db


def text(response) -> str:
    return response.content.decode()


def test_who_may_open_what(city, issued, browser) -> None:
    base = f"/gerakan/komitmen/{issued().id}/"
    planner, head, stranger = browser(city.planner_account), browser(city.dishub_account), browser(None)
    for who, screen, control in ((planner, 200, 200), (head, 200, 403), (stranger, 302, 302)):
        assert who.get(f"{base}upacara/").status_code == screen
        assert who.get(f"{base}kendali/").status_code == control
    for page in (f"{base}kendali/langkah/", f"{base}upacara/kertas/", f"{base}gladi/"):
        assert head.post(page, {"langkah": "batalkan"}).status_code == 403, page
    assert "Kendali upacara" in text(planner.get(base))
    assert "Kendali upacara" not in text(head.get(base))


def test_screen_asks_little_and_shows_each_signature(bsre, city, issued, browser) -> None:
    commitment = issued(seats=NO_GUEST)
    page, address = browser(city.planner_account), f"/gerakan/komitmen/{commitment.id}/upacara/keadaan/"
    first = page.get(address).json()
    assert first["waiting"][0]["title"] == "Kepala Dinas Perhubungan"
    with CaptureQueriesContext(connection) as asked:
        assert page.get(f"{address}?v={first['version']}").status_code == 204
    assert len(asked) <= 6, [q["sql"][:80] for q in asked]
    sign(city, commitment, "dlh")
    then = page.get(f"{address}?v={first['version']}").json()
    assert "Erna Yuniarti" in then["html"]
    assert "Baru saja menandatangani" in then["html"]


def test_screen_of_thirty_costs_no_more_queries_than_of_six(city, draft, browser) -> None:
    page, counts = browser(city.planner_account), []
    for many in (1, 5):
        commitment = draft(seats=NO_GUEST * many)
        page.get("/gerakan/komitmen/")  # the first page of a session asks more
        with CaptureQueriesContext(connection) as asked:
            assert page.get(f"/gerakan/komitmen/{commitment.id}/upacara/keadaan/").status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_paper_noted_by_the_screen_is_kept_once_with_its_moment(city, issued, browser) -> None:
    commitment = issued(seats=NO_GUEST)
    page, address = browser(city.planner_account), f"/gerakan/komitmen/{commitment.id}/upacara/kertas/"
    ceremony.start(by=city.planner, commitment_id=commitment.id)
    seats = [seat_of(commitment, f"opd_{key}.kepala") for key in ("dishub", "dlh", "dinsos")]
    at = timezone.now().isoformat()
    rows = [{"id": str(seat.id), "name": seat.name, "at": at} for seat in seats]
    for _ in range(2):
        answer = page.post(address, json.dumps(rows), content_type="application/json").json()
        assert (len(answer["kept"]), answer["problems"]) == (3, [])
    assert commitment.seats.filter(mark="paper").count() == 3
    without_zone = json.dumps([{"id": str(seats[0].id), "at": "2026-01-01T09:00"}])
    assert page.post(address, without_zone, content_type="application/json").status_code == 200
    assert "menandatangani di kertas" in text(page.get(f"/gerakan/komitmen/{commitment.id}/upacara/")).lower()
    for bad in ("", "{", "[1]", '[{"id": "x", "at": "y"}]'):
        assert page.post(address, bad, content_type="application/json").status_code == 400


def test_whole_ceremony_on_the_control_page(bsre, city, issued, browser) -> None:
    commitment = issued(seats=NO_GUEST)
    page, base = browser(city.planner_account), f"/gerakan/komitmen/{commitment.id}/kendali/"

    def step(what: str, **more: object) -> str:
        return text(page.post(f"{base}langkah/", {"langkah": what, **more}, follow=True))

    shown = text(page.get(base))
    assert "Mulai upacara" in shown
    assert '<option value="opd_dlh.kepala">Kepala Dinas Lingkungan Hidup</option>' in shown
    assert "Jeda" in step("mulai")
    assert "Lanjutkan elektronik" in step("kertas")
    seat = seat_of(commitment, "opd_dlh.kepala")
    assert "Ditandatangani di kertas" in step("di-kertas", kursi=seat.id)
    assert "Tuliskan alasannya" in step("lewati", kursi=seat_of(commitment, "opd_dinsos.kepala").id)
    step("lewati", kursi=seat_of(commitment, "opd_dinsos.kepala").id, reason="Masih di jalan")
    sign(city, commitment, "dishub")
    sign(city, commitment, "sekda")
    assert "Masih ada yang belum" in step("selesaikan")
    sign(city, commitment, "mayor")
    assert "Selesai ditandatangani" in step("selesaikan")
    assert "4 dari 5" in text(browser(None).get("/publik/komitmen/"))


def test_rehearsal_on_the_pages(bsre, city, draft, browser) -> None:
    commitment = draft(seats=NO_GUEST)
    page = browser(city.planner_account)
    shown = text(page.post(f"/gerakan/komitmen/{commitment.id}/gladi/", follow=True))
    assert "GLADI BERSIH" in shown
    copy = commitment.rehearsals.get()
    base = f"/gerakan/komitmen/{copy.id}/"
    for seat in copy.seats.order_by("group", "position"):
        page.post(f"{base}kendali/langkah/", {"langkah": "gladi-tanda", "kursi": seat.id})
    assert "Gladi selesai" in text(page.get(f"{base}upacara/"))
    ended = text(page.post(f"{base}kendali/langkah/", {"langkah": "akhiri-gladi"}, follow=True))
    assert "Tidak ada nomor dan tanda tangan yang tersisa" in ended
    assert bsre.calls == []


def test_somebody_else_is_seated_or_the_same_post_again(city, issued, browser) -> None:
    commitment = issued(seats=NO_GUEST)
    page, seat = browser(city.planner_account), seat_of(commitment, "opd_dlh.kepala")
    address = f"/gerakan/komitmen/{commitment.id}/kendali/langkah/"
    sent = {"langkah": "dudukkan", "kursi": seat.id, "reason": "Pejabat berganti"}
    page.post(address, sent)
    seat.refresh_from_db()
    assert seat.post_key == "opd_dlh.kepala"
    page.post(address, {**sent, "post_key": "opd_dishub.sekretaris"})
    seat.refresh_from_db()
    assert (seat.post_key, seat.name) == ("opd_dishub.sekretaris", "Bagus Contoh, S.T.")
    assert "Pilih jabatan" in text(page.post(address, {**sent, "post_key": "tidak.ada"}))

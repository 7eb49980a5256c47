"""Pages: who may open which, the list with its filters and files, the big screen, and paper noted while nobody could be reached."""

from __future__ import annotations

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from sebayu.core.documents.tests.fake_bsre import SECRET
from sebayu.programmes.movement.commitments import actions
from sebayu.programmes.movement.commitments.models import Commitment, Seat
from sebayu.programmes.movement.commitments.tests.conftest import SEATS, seat_of, sign

pytestmark = pytest.mark.django_db
NO_GUEST = [row for row in SEATS if "post_key" in row[1]]


def text(response) -> str:
    return response.content.decode()


def test_who_may_open_what(city, issued, browser) -> None:
    base = f"/gerakan/komitmen/{issued().id}/"
    planner, head, stranger = browser(city.planner_account), browser(city.dishub_account), browser(None)
    for page in (base, f"{base}upacara/", "/gerakan/komitmen/", "/gerakan/janji-saya/", f"{base}berkas/"):
        assert planner.get(page).status_code == 200, page
        assert head.get(page).status_code == 200, page
        assert stranger.get(page).status_code == 302, page
    for page in (f"{base}kendali/", "/gerakan/komitmen/baru/", f"{base}naskah/"):
        assert planner.get(page).status_code == 200, page
        assert head.get(page).status_code == 403, page
    for page in (f"{base}kendali/langkah/", f"{base}tindakan/", f"{base}upacara/kertas/", f"{base}kursi/"):
        assert head.post(page, {"langkah": "batalkan"}).status_code == 403, page


def test_only_the_holder_sees_and_refuses_his_seat(bsre, city, issued, browser) -> None:
    commitment = issued()
    seat = seat_of(commitment, "opd_dishub.kepala")
    assert "Kepala Dinas Perhubungan" in text(
        browser(city.dishub_account).get("/gerakan/komitmen/menunggu-saya/")
    )
    for other in (city.deputy_account, city.tuti_account):
        assert "Tidak ada yang menunggu Anda" in text(browser(other).get("/gerakan/komitmen/menunggu-saya/"))
        refused = browser(other).post(f"/gerakan/komitmen/kursi/{seat.id}/menolak/", {"reason": "tidak mau"})
        assert refused.status_code == 404
    other = browser(city.dlh_account)
    other.post("/gerakan/komitmen/menunggu-saya/", {"s": [str(seat.id)], "passphrase": SECRET})
    seat.refresh_from_db()
    assert (seat.mark, bsre.calls) == ("open", [])


def test_sign_on_the_page_and_keep_no_secret(bsre, city, issued, browser) -> None:
    commitment = issued()
    seat = seat_of(commitment, "opd_dishub.kepala")
    page = browser(city.dishub_account)
    wrong = page.post(
        "/gerakan/komitmen/menunggu-saya/", {"s": [str(seat.id)], "passphrase": "keliru-sekali"}
    )
    assert wrong.status_code == 409
    assert "Passphrase anda salah" in text(wrong)
    assert "keliru-sekali" not in text(wrong)
    done = page.post(
        "/gerakan/komitmen/menunggu-saya/", {"s": [str(seat.id)], "passphrase": SECRET}, follow=True
    )
    assert "sudah diperiksa dan disimpan" in text(done)
    shown = text(page.get(f"/gerakan/komitmen/{commitment.id}/"))
    assert "Sudah menandatangani" in shown
    assert "Tanda tangan elektronik tersertifikasi" in shown


def test_draft_is_made_on_the_pages(city, browser) -> None:
    page = browser(city.planner_account)
    lost = page.post("/gerakan/komitmen/baru/", {"title": "", "preamble": "Isi yang panjang"})
    assert lost.status_code == 422
    assert "Isi yang panjang" in text(lost)
    page.post("/gerakan/komitmen/baru/", {"title": "Komitmen <b>Uji</b>", "preamble": "Kami sepakat."})
    made = Commitment.objects.get()
    assert "Belum ada penanda tangan" in text(page.get(f"/gerakan/komitmen/{made.id}/"))
    page.post(f"/gerakan/komitmen/{made.id}/kursi/", {"capacity": "sekda", "post_key": "kota_tegal.sekda"})
    seat = Seat.objects.get()
    bare = page.post(f"/gerakan/komitmen/{made.id}/kursi/", {"capacity": "academic", "name": "Tanpa kontak"})
    assert bare.status_code == 422
    due = timezone.localdate().replace(year=timezone.localdate().year + 1)
    wrong = page.post(f"/gerakan/komitmen/kursi/{seat.id}/", {"text": "Janji", "due_on": due, "target": "9"})
    assert "diisi keduanya" in text(wrong)
    page.post(
        f"/gerakan/komitmen/kursi/{seat.id}/", {"text": "Janji <script>", "due_on": due, "scope": "region"}
    )
    assert "Janji &lt;script&gt;" in text(page.get(f"/gerakan/komitmen/{made.id}/"))
    assert page.get(f"/gerakan/komitmen/{made.id}/pratinjau/1.png").content.startswith(b"\x89PNG")
    assert page.post(f"/gerakan/komitmen/{made.id}/tindakan/", {"langkah": "terbitkan"}).status_code == 302


def test_list_searches_filters_and_exports(city, draft, issued, browser) -> None:
    draft(title="Konsep yang belum jadi")
    issued(title="Komitmen yang berjalan")
    page = browser(city.planner_account)
    assert "2 seluruhnya" in text(page.get("/gerakan/komitmen/"))
    found = text(page.get("/gerakan/komitmen/?cari=berjalan&keadaan=ditandatangani"))
    assert "Komitmen yang berjalan" in found
    assert "Konsep yang belum jadi" not in found
    assert "Tidak ada yang cocok" in text(page.get("/gerakan/komitmen/?cari=tidak+ada"))
    rows = page.get("/gerakan/komitmen/?berkas=csv").content.decode("utf-8-sig").splitlines()
    assert len(rows) == 3
    assert page.get("/gerakan/komitmen/?berkas=xlsx").content.startswith(b"PK")


def test_region_with_nothing_filled_in_teaches(city, browser) -> None:
    page = browser(city.planner_account)
    assert "Mulai naskah" in text(page.get("/gerakan/komitmen/"))
    assert "belum menandatangani" in text(page.get("/gerakan/janji-saya/"))
    assert "Belum ada komitmen yang ditandatangani" in text(browser(None).get("/publik/komitmen/"))


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
    actions.start(by=city.planner, commitment_id=commitment.id)
    seats = [seat_of(commitment, f"opd_{key}.kepala") for key in ("dishub", "dlh", "dinsos")]
    at = timezone.now().isoformat()
    rows = [{"id": str(seat.id), "name": seat.name, "at": at} for seat in seats]
    for _ in range(2):
        answer = page.post(address, json.dumps(rows), content_type="application/json").json()
        assert (len(answer["kept"]), answer["problems"]) == (3, [])
    assert commitment.seats.filter(mark="paper").count() == 3
    assert "menandatangani di kertas" in text(page.get(f"/gerakan/komitmen/{commitment.id}/upacara/")).lower()
    for bad in ("", "{", "[1]", '[{"id": "x", "at": "y"}]'):
        assert page.post(address, bad, content_type="application/json").status_code == 400


def test_whole_ceremony_on_the_control_page(bsre, city, issued, browser) -> None:
    commitment = issued(seats=NO_GUEST)
    page, base = browser(city.planner_account), f"/gerakan/komitmen/{commitment.id}/kendali/"

    def step(what: str, **more: object) -> str:
        return text(page.post(f"{base}langkah/", {"langkah": what, **more}, follow=True))

    assert "Mulai upacara" in text(page.get(base))
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
    shown = text(page.post(f"/gerakan/komitmen/{commitment.id}/tindakan/", {"langkah": "gladi"}, follow=True))
    assert "GLADI BERSIH" in shown
    copy = commitment.rehearsals.get()
    base = f"/gerakan/komitmen/{copy.id}/"
    for seat in copy.seats.order_by("group", "position"):
        page.post(f"{base}kendali/langkah/", {"langkah": "gladi-tanda", "kursi": seat.id})
    assert "Gladi selesai" in text(page.get(f"{base}upacara/"))
    ended = text(page.post(f"{base}kendali/langkah/", {"langkah": "akhiri-gladi"}, follow=True))
    assert "Tidak ada nomor dan tanda tangan yang tersisa" in ended
    assert bsre.calls == []

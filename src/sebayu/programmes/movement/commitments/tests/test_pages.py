"""Pages: who may open which, the list with its filters and files, drafting."""

from __future__ import annotations

import pytest
from django.utils import timezone

from sebayu.programmes.movement.commitments.models import Commitment, Seat

pytestmark = pytest.mark.django_db


def text(response) -> str:
    return response.content.decode()


def test_who_may_open_what(city, issued, browser) -> None:
    base = f"/gerakan/komitmen/{issued().id}/"
    planner, head, stranger = browser(city.planner_account), browser(city.dishub_account), browser(None)
    for page in (base, "/gerakan/komitmen/", "/gerakan/janji-saya/", f"{base}berkas/"):
        assert planner.get(page).status_code == 200, page
        assert head.get(page).status_code == 200, page
        assert stranger.get(page).status_code == 302, page
    for page in ("/gerakan/komitmen/baru/", f"{base}naskah/"):
        assert planner.get(page).status_code == 200, page
        assert head.get(page).status_code == 403, page
    assert head.post(f"{base}kursi/").status_code == 403


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
    shown = text(page.get("/gerakan/komitmen/"))
    assert "Konsep yang belum jadi" in shown and "Komitmen yang berjalan" in shown
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

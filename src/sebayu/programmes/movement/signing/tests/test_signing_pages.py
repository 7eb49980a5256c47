"""Pages of signing: what waits for me, and the secretariat's steps."""

from __future__ import annotations

import pytest

from sebayu.core.documents.tests.fake_bsre import SECRET
from sebayu.programmes.movement.commitments.tests.conftest import NO_GUEST, seat_of

pytestmark = pytest.mark.django_db


def text(response) -> str:
    return response.content.decode()


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


def test_steps_are_the_secretariats_and_follow_the_state(city, draft, browser) -> None:
    commitment = draft(seats=NO_GUEST)
    base = f"/gerakan/komitmen/{commitment.id}/"
    planner, head = browser(city.planner_account), browser(city.dishub_account)
    assert head.post(f"{base}tindakan/", {"langkah": "batalkan"}).status_code == 403
    assert "Terbitkan dan mulai tanda tangan" in text(planner.get(base))
    assert "Terbitkan" not in text(head.get(base))
    shown = text(planner.post(f"{base}tindakan/", {"langkah": "terbitkan"}, follow=True))
    assert "Ingatkan yang belum" in shown and "Terbitkan dan mulai" not in shown
    assert "menunggu tanda tangan Anda" in text(head.get("/gerakan/komitmen/"))
    assert "menunggu tanda tangan Anda" in text(head.get("/gerakan/janji-saya/"))
    refused = planner.post(f"{base}tindakan/", {"langkah": "batalkan", "reason": "x"})
    assert (refused.status_code, "paling sedikit lima huruf" in text(refused)) == (400, True)
    gone = text(
        planner.post(f"{base}tindakan/", {"langkah": "batalkan", "reason": "Isi keliru"}, follow=True)
    )
    assert "Batalkan komitmen ini" not in gone and "Isi keliru" in gone
    assert planner.post(f"{base}tindakan/", {"langkah": "lain"}).status_code == 404

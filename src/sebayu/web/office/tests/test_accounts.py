"""Accounts and mandates: who may, what is written, what is refused, what a list costs."""

import csv
import datetime as dt
import io
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from sebayu.core.identity.models import Account, Mandate, Post
from sebayu.core.ledger.models import LedgerEntry
from sebayu.core.notify.models import Message
from sebayu.web.tests.town import LONG_AGO, Town

TODAY = timezone.localdate
NEW = {"name": "Wawan Setiawan, S.E.", "email": "Wawan@contoh.test", "phone": "081234567890"}


def count_queries(client: Client, url: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200
    return len(queries)


@pytest.mark.parametrize(
    "path", ["akun/", "akun/baru/", "jabatan/", "sumber/", "perjanjian/", "perjanjian/baru/", "dugaan-ganda/"]
)
def test_only_the_administrator_comes_in(
    nur: Client, budi: Client, tuti: Client, sari: Client, path: str
) -> None:
    assert nur.get(f"/kantor/{path}").status_code == 200
    for other in (budi, tuti, sari):
        assert other.get(f"/kantor/{path}").status_code == 403
    assert "/masuk" in Client().get(f"/kantor/{path}")["Location"]


def test_a_new_officer_is_invited_and_sets_the_password_once(nur: Client) -> None:
    response = nur.post("/kantor/akun/baru/", NEW)
    made = Account.objects.get(email="wawan@contoh.test")
    assert response["Location"] == f"/kantor/akun/{made.id}/"
    assert not made.has_usable_password()
    message = Message.objects.get(account_id=made.id)
    assert "path" not in message.context, "the link is a secret"
    link = message.secret["path"]
    officer = Client()
    page = officer.get(link, follow=True)
    assert page.status_code == 200
    chosen = {"password1": "payung biru di loket", "password2": "payung biru di loket"}
    officer.post(page.request["PATH_INFO"], chosen)
    made.refresh_from_db()
    assert made.check_password("payung biru di loket")
    again = Client().get(link, follow=True)
    assert "password1" not in again.content.decode(), "a link is used once"
    assert {"identity.create_account", "notify.tell"} <= set(
        LedgerEntry.objects.values_list("act", flat=True)
    )
    entry = LedgerEntry.objects.get(act="identity.create_account")
    assert entry.actor_name == "Nur Suryani"
    assert "wawan" not in str(entry.detail).lower()


def test_what_was_typed_stays_when_it_is_wrong(nur: Client, town: Town) -> None:
    taken = nur.post("/kantor/akun/baru/", NEW | {"email": "budi@contoh.test"})
    assert taken.status_code == 422
    assert "Sudah ada akun" in taken.content.decode()
    wrong = nur.post("/kantor/akun/baru/", NEW | {"nip": "123", "signer_nik": "12", "phone": "xx"})
    html = wrong.content.decode()
    assert wrong.status_code == 422
    assert "18 angka" in html and "16 angka" in html and "Wawan Setiawan, S.E." in html
    assert not Account.objects.filter(email="wawan@contoh.test").exists()
    assert not Message.objects.exists()


def test_an_invitation_is_sent_again_only_before_the_first_password(nur: Client, town: Town) -> None:
    assert nur.post(f"/kantor/akun/{town.budi.id}/undang/").status_code == 302
    assert Message.objects.filter(account_id=town.budi.id).count() == 1
    town.budi.set_password("payung biru di loket")
    town.budi.save()
    nur.post(f"/kantor/akun/{town.budi.id}/undang/")
    assert Message.objects.filter(account_id=town.budi.id).count() == 1


def test_a_citizens_account_does_not_exist_here(nur: Client, town: Town) -> None:
    html = nur.get("/kantor/akun/").content.decode()
    assert "Budi Prasetya" in html
    assert "Sari Wulandari" not in html
    assert nur.get(f"/kantor/akun/{town.sari.id}/").status_code == 404
    assert nur.post(f"/kantor/akun/{town.sari.id}/keadaan/", {"keadaan": "nonaktif"}).status_code == 404
    assert "Sari" not in nur.post("/kantor/akun/cari/", {"q": "Sari Wulandari"}).content.decode().split(
        "<main"
    )[1].replace('value="Sari Wulandari"', "")


def test_a_closed_account_is_out_at_once_and_can_come_back(nur: Client, budi: Client, town: Town) -> None:
    assert budi.get("/meja/").status_code == 200
    nur.post(f"/kantor/akun/{town.budi.id}/keadaan/", {"keadaan": "nonaktif"})
    assert budi.get("/meja/").status_code == 302
    assert "kel_mintaragen.officer" in nur.get("/kantor/jabatan/?keadaan=kosong").content.decode()
    nur.post(f"/kantor/akun/{town.budi.id}/keadaan/", {"keadaan": "aktif"})
    assert budi.get("/meja/").status_code == 200
    acts = list(LedgerEntry.objects.order_by("id").values_list("act", flat=True))
    assert [a for a in acts if a.endswith("activate")] == ["identity.deactivate", "identity.reactivate"]


def assignment(chair: str, **more: object) -> dict:
    start = TODAY()
    return {"post": chair, "kind": "plt", "valid_from": start.isoformat(), "basis": "SP 800/12/2026",
            "valid_until": (start + dt.timedelta(days=20)).isoformat()} | more  # fmt: skip


def test_a_post_is_given_and_its_end_is_seen_coming(nur: Client, town: Town) -> None:
    url = f"/kantor/akun/{town.budi.id}/penugasan/?kantor=kel_panggung"
    assert "Lurah Panggung (Rina Astuti)" in nur.get(url).content.decode()
    assert nur.post(url, assignment("kel_panggung.head")).status_code == 302
    mandate = Mandate.objects.get(account=town.budi, post="kel_panggung.head")
    assert (mandate.kind, mandate.basis) == ("plt", "SP 800/12/2026")
    listed = nur.get("/kantor/jabatan/?keadaan=segera-berakhir").content.decode()
    assert "Lurah Panggung" in listed and "Budi Prasetya" in listed and "Lurah Mintaragen" not in listed
    assert LedgerEntry.objects.filter(act="identity.assign_post").count() == 1


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"kind": "definitive"}, "sudah dipegang"),
        ({"valid_until": ""}, "selalu sampai hari tertentu"),
        ({"valid_until": "2019-01-01"}, "hari terakhir harus"),
        ({"basis": ""}, "kosong"),
        ({"post": "kel_mintaragen.head"}, "pilihan"),  # of another office than the one shown
        ({"valid_from": "kemarin"}, "tanggal"),
    ],
)  # fmt: skip
def test_an_impossible_mandate_is_refused_in_words(nur: Client, town: Town, more: dict, said: str) -> None:
    url = f"/kantor/akun/{town.budi.id}/penugasan/?kantor=kel_panggung"
    response = nur.post(url, assignment("kel_panggung.head", **more))
    assert response.status_code == 422
    assert said in response.content.decode().lower()
    assert not Mandate.objects.filter(account=town.budi, post="kel_panggung.head").exists()


def test_a_mandate_ends_and_stays_on_record(nur: Client, town: Town) -> None:
    mandate = Mandate.objects.get(post="kel_mintaragen.officer")
    wrong = nur.post(f"/kantor/penugasan/{mandate.id}/akhiri/", {"last_day": "2019-12-31"})
    assert wrong.status_code == 422
    assert "hari terakhir harus" in wrong.content.decode().lower()
    nur.post(f"/kantor/penugasan/{mandate.id}/akhiri/", {"last_day": TODAY() - dt.timedelta(days=1)})
    mandate.refresh_from_db()
    assert mandate.valid_until == TODAY() - dt.timedelta(days=1)
    assert "selesai" in nur.get(f"/kantor/akun/{town.budi.id}/").content.decode()


def test_nobody_serves_himself(nur: Client, nur_account: Account, town: Town) -> None:
    """Power over accounts needs a second person: no post, no longer term and no closing for oneself."""
    own = Mandate.objects.get(account=nur_account)
    taken = nur.post(
        f"/kantor/akun/{nur_account.id}/penugasan/?kantor=kel_panggung", assignment("kel_panggung.head")
    )
    assert taken.status_code == 422
    nur.post(f"/kantor/akun/{nur_account.id}/keadaan/", {"keadaan": "nonaktif"})
    nur.post(f"/kantor/penugasan/{own.id}/akhiri/", {"last_day": "2040-01-01"})
    nur_account.refresh_from_db()
    own.refresh_from_db()
    assert nur_account.is_active and own.valid_until is None
    assert Mandate.objects.filter(account=nur_account).count() == 1


def many(n: int) -> None:
    for i in range(n):
        account = Account.objects.create_user(name=f"Petugas {i:03d}", email=f"p{i}@contoh.test")
        post = Post.objects.create(
            key=f"kel_panggung.p{i:03d}",
            office_id="kel_panggung",
            role="officer",
            title=f"Petugas {i}",
            valid_from=LONG_AGO,
        )
        Mandate.objects.create(account=account, post=post, valid_from=LONG_AGO)


@pytest.mark.parametrize("page", ["akun", "jabatan"])
def test_pages_turn_without_repeating_and_cost_the_same(nur: Client, town: Town, page: str) -> None:
    nur.get(f"/kantor/{page}/")  # what is worked out once per process
    few = count_queries(nur, f"/kantor/{page}/")
    many(60)
    assert count_queries(nur, f"/kantor/{page}/") == few == {"akun": 9, "jabatan": 12}[page]
    seen: list[str] = []
    url, turns = f"/kantor/{page}/?kantor=kel_panggung", 0
    while url:
        html = nur.get(url).content.decode()
        seen += re.findall(r"Petugas (\d{3})<", html)
        following = re.search(r'rel="next" href="([^"]+)"', html)
        url, turns = following[1].replace("&amp;", "&") if following else "", turns + 1
        if turns == 2:
            Account.objects.create_user(
                name="Aaa Baru", email="aaa@contoh.test"
            )  # somebody new above: nothing shifts
    assert seen == sorted(set(seen))
    assert len(seen) == 60
    assert turns == 3
    back = re.search(r'rel="prev" href="([^"]+)"', html)[1].replace("&amp;", "&")
    assert "Petugas 025" in nur.get(back).content.decode()


def test_lists_leave_as_files_and_the_accounts_with_an_entry(nur: Client, town: Town) -> None:
    text = nur.get("/kantor/akun/?berkas=csv&kantor=kel_mintaragen").content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text), delimiter=";"))
    assert ["Budi Prasetya", "budi@contoh.test"] in [row[:2] for row in rows]
    assert "Tuti" not in text
    assert LedgerEntry.objects.filter(act="identity.export_accounts").count() == 1
    posts = nur.get("/kantor/jabatan/?berkas=csv").content.decode("utf-8-sig")
    assert "Lurah Panggung;Rina Astuti;Definitif" in posts
    assert nur.get("/kantor/jabatan/?berkas=xlsx").content.startswith(b"PK")


def test_search_is_by_name_mail_or_number_and_hostile_words_find_nobody(nur: Client, town: Town) -> None:
    for text in ("prasetya", "BUDI@contoh.test"):
        assert "Budi Prasetya" in nur.post("/kantor/akun/cari/", {"q": text}).content.decode()
    assert "Rina Astuti" in nur.post("/kantor/akun/cari/", {"q": "198001012005012001"}).content.decode()
    for text in ("", "%", "' OR 1=1 --", "\x00", "<script>"):
        html = nur.post("/kantor/akun/cari/", {"q": text}).content.decode()
        assert "Budi Prasetya" not in html and "<script>alert" not in html
    assert nur.get("/kantor/akun/?kantor=x&keadaan=y&sesudah=z&jabatan=%00").status_code == 200

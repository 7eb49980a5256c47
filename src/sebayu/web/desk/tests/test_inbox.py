"""The inbox: who sees whom, filters in the address, pages that stay put, batches, files without formulas."""

import csv
import io
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from sebayu.core.cases import actions
from sebayu.core.cases.models import Case
from sebayu.core.cases.tests.many import cases
from sebayu.core.identity.acting import actor_for
from sebayu.core.identity.models import Account, Mandate, Post
from sebayu.core.ledger.models import LedgerEntry
from sebayu.web.desk import export
from sebayu.web.tests import flow
from sebayu.web.tests.town import LONG_AGO, Town


def test_inbox_shows_what_waits_at_my_desk(budi: Client, town: Town) -> None:
    case = flow.attested(town)
    html = budi.get("/meja/").content.decode()
    assert "Sari Wulandari" in html
    assert f"/meja/urusan/{case.pk}/" in html
    assert "RT\u00a004/RW\u00a005" in html
    assert "Periksa bukti" in html


def test_inbox_of_others_does_not_show_it(as_, town: Town) -> None:
    flow.attested(town)
    for account in (town.tuti, town.rina, town.darmo):
        response = as_(account).get("/meja/")
        assert response.status_code == 200
        assert "Sari" not in response.content.decode(), account.name
    assert as_(town.sari).get("/meja/").status_code == 403
    assert as_().get("/meja/")["Location"].startswith("/masuk/")


def test_page_writes_one_read_and_may_not_be_cached(budi: Client, town: Town) -> None:
    case = flow.attested(town)
    before = LedgerEntry.objects.filter(act="read").count()
    response = budi.get("/meja/")
    assert LedgerEntry.objects.filter(act="read").count() == before + 1
    assert LedgerEntry.objects.latest("id").subjects == [case.subject_id]
    assert "no-store" in response["Cache-Control"]


def test_inbox_costs_eight_queries_however_long_it_is(budi: Client, town: Town) -> None:
    cases(3)
    budi.get("/meja/")
    with CaptureQueriesContext(connection) as few:
        budi.get("/meja/")
    cases(40)
    with CaptureQueriesContext(connection) as many:
        budi.get("/meja/")
    assert len(few) == len(many) <= 8


def test_filters_stand_in_the_address_and_follow_into_the_case(budi: Client, town: Town) -> None:
    cases(2, rw="005")
    cases(3, rw="006")
    html = budi.get("/meja/?rw=006&bukti=lengkap").content.decode()
    assert html.count('class="open"') == 3
    assert "/?rw=006&amp;bukti=lengkap" in html
    assert '<option value="006" selected>' in html
    assert "3 cocok, hapus saringan" in html
    nothing = budi.get("/meja/?langkah=paraf").content.decode()
    assert "Tidak ada yang cocok dengan saringan ini" in nothing


@pytest.mark.parametrize(
    "query",
    ["?sesudah=x", "?sebelum=1-2", "?rw=<script>", "?layanan=" + "x" * 200, "?bukti=%00", "?langkah='--"],
)
def test_nonsense_in_the_address_narrows_nothing_and_breaks_nothing(
    budi: Client, town: Town, query: str
) -> None:
    cases(2)
    response = budi.get(f"/meja/{query}")
    assert response.status_code == 200
    assert "<script>" not in response.content.decode().replace('<script src="', "")


def test_turning_pages_meets_everybody_once(budi: Client, town: Town) -> None:
    made = {str(c.pk) for c in cases(60)}
    seen: list[str] = []
    url = "/meja/"
    while url:
        response = budi.get(url)
        seen += [row.url.split("/")[3] for group in response.context["groups"] for row in group.rows]
        url = response.context["next"]
        cases(
            1, desk="kel_mintaragen:officer", start=made and Case.objects.earliest("step_due_at").step_due_at
        )
    assert made <= set(seen)
    assert len(seen) == len(set(seen))


def test_batch_approves_the_complete_ones_and_says_what_it_did(budi: Client, town: Town) -> None:
    one, two = flow.attested(town), flow.attested(town)
    picked = [f"{c.pk}:{c.step_index}" for c in (one, two)]
    html = budi.post("/meja/pilihan/", {"u": picked, "tindakan": "setujui"}, follow=True).content.decode()
    assert "2 urusan disetujui." in html
    assert {c.step_kind for c in Case.objects.all()} == {"sign"}
    again = budi.post("/meja/pilihan/", {"u": picked, "tindakan": "setujui"}, follow=True).content.decode()
    assert "0 urusan disetujui." in again
    assert "Langkah ini sudah tidak berlaku" in again


def test_batch_leaves_conflicts_and_strangers_alone(budi: Client, tuti: Client, town: Town) -> None:
    doubtful = flow.attested(town)
    Case.objects.filter(pk=doubtful.pk).update(conflicts=1)
    pick = f"{doubtful.pk}:{doubtful.step_index}"
    html = budi.post("/meja/pilihan/", {"u": [pick]}, follow=True).content.decode()
    assert "buka urusannya dahulu" in html
    html = tuti.post("/meja/pilihan/", {"u": [pick, "x", ":"]}, follow=True).content.decode()
    assert doubtful.number not in html
    doubtful.refresh_from_db()
    assert doubtful.step_kind == "check"


def test_batch_with_nothing_picked_says_so(budi: Client, town: Town) -> None:
    assert "Belum ada urusan yang dipilih" in budi.post("/meja/pilihan/", follow=True).content.decode()


def test_taking_shows_the_name_and_fills_my_box(budi: Client, town: Town) -> None:
    case = flow.attested(town)
    budi.post("/meja/pilihan/", {"u": [f"{case.pk}:{case.step_index}"], "tindakan": "ambil"})
    assert "dipegang Budi Prasetya" in budi.get("/meja/").content.decode()
    assert "Sari Wulandari" in budi.get("/meja/kotak/saya-pegang/").content.decode()


def test_other_boxes(budi: Client, darmo: Client, town: Town) -> None:
    waiting, ended = flow.returned(town), flow.refused(town)
    assert str(waiting.pk) in budi.get("/meja/kotak/tunggu-jawaban/").content.decode()
    html = budi.get("/meja/kotak/selesai/").content.decode()
    assert str(ended.pk) in html
    assert "ditolak" in html
    assert budi.get("/meja/kotak/lain/").status_code == 404
    assert str(waiting.pk) not in darmo.get("/meja/kotak/tunggu-jawaban/").content.decode()


EVIL = ['=HYPERLINK("http://x")', "+1+1", "-2+3", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1", "a\x00b", "Siti"]


@pytest.mark.parametrize("text", EVIL)
def test_text_never_becomes_a_formula(text: str) -> None:
    shown = export.plain(text)
    assert not shown.lstrip().startswith(("=", "+", "-", "@", "＝"))
    assert "\x00" not in shown


def test_files_hold_the_filtered_list_and_no_formula(budi: Client, town: Town) -> None:
    cases(1, subject_name='=cmd|"/c calc"!A1', rw="006")
    cases(1, subject_name="Wasti", rw="006")
    cases(1, subject_name="Lain", rw="007")
    sheet = load_workbook(io.BytesIO(budi.get("/meja/?rw=006&berkas=xlsx").content)).active
    rows = list(sheet.iter_rows(values_only=True))
    assert [row[1] for row in rows[1:]] == ['\'=cmd|"/c calc"!A1', "Wasti"]
    assert {cell.data_type for cell in sheet["B"]} == {"s"}
    text = budi.get("/meja/?rw=006&berkas=csv").content.decode("utf-8-sig")
    assert [row[1] for row in csv.reader(io.StringIO(text), delimiter=";")][1:] == [
        '\'=cmd|"/c calc"!A1',
        "Wasti",
    ]
    entry = LedgerEntry.objects.latest("id")
    assert len(entry.subjects) == 2
    assert "ekspor" in entry.purpose.lower()
    assert budi.get("/meja/?berkas=exe").status_code == 404


def test_own_case_of_an_official_is_left_to_a_colleague(budi: Client, town: Town) -> None:
    case = flow.attested(town)
    town.sari.person_id = None
    town.sari.save()
    town.budi.person_id = case.subject_id
    town.budi.save()
    html = budi.get("/meja/").content.decode()
    assert "dikerjakan rekan" in html
    assert 'name="u"' not in html
    response = budi.get(f"/meja/urusan/{case.pk}/")
    assert response.status_code == 302
    assert response["Location"] == f"/urusan/{case.pk}/"


def test_a_post_that_serves_the_counter_finds_its_other_pages(budi: Client, rina: Client, town: Town) -> None:
    html = budi.get("/meja/").content.decode()
    assert "/meja/loket/" in html
    assert "/meja/tanda-tangan/" not in html
    assert "/meja/tanda-tangan/" in rina.get("/meja/").content.decode()
    assert "Meja Anda kosong" in html


def test_kecamatan_still_sees_today_what_it_returned(tuti: Client, as_: Callable, town: Town) -> None:
    """It belongs to a kelurahan and left the kecamatan's desk: it stays in the box, and can be looked at, not acted on."""
    yanto = Account.objects.create_user(name="Yanto", email="yanto@contoh.test")
    post = Post.objects.create(
        key="kec_tegal_timur.petugas", office_id="kec_tegal_timur", role="camat_officer", title="Petugas", valid_from=LONG_AGO
    )  # fmt: skip
    Mandate.objects.create(account=yanto, post=post, valid_from=LONG_AGO)
    case, other = flow.attested(town), flow.attested(town)
    Case.objects.filter(pk__in=[case.pk, other.pk]).update(desk="kec_tegal_timur:camat_officer")
    actions.decide_step(by=actor_for(yanto), case_id=case.pk, verdict="return", note="Untuk apa?")
    Case.objects.filter(pk=other.pk).update(desk="kel_mintaragen:head")
    yantos = as_(yanto)
    html = yantos.get("/meja/kotak/selesai/").content.decode()
    assert str(case.pk) in html and "Menunggu jawaban warga" in html
    assert str(other.pk) not in html
    page = yantos.get(f"/meja/urusan/{case.pk}/")
    assert page.status_code == 200
    assert 'name="verdict"' not in page.content.decode()
    assert yantos.get(f"/meja/urusan/{other.pk}/").status_code == 404
    assert str(case.pk) not in tuti.get("/meja/kotak/selesai/").content.decode()
    assert tuti.get(f"/meja/urusan/{case.pk}/").status_code == 404

"""The ceremony as 200 guests see it: the secretariat prepares it, thirty sign, the mayor last on the big screen; on Monday a head opens
his promises and stands before the late letters behind a number."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from sebayu.sandbox.town import PASSPHRASE
from tests.journeys.person import DESK, PHONE, Person
from tests.product import Product, wait_until

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journeys")]
SECRETARY, HEAD, MAYOR = "Hesti Nurcahyani", "Sulastri Hastuti", "Joko Wibisono"
TITLE = "Komitmen Bersama Tiga Puluh Pihak"
HALL = (1920, 1080)
SEATS = 30
# What the others do, run inside the product as itself: 29 seats beside the first, then everybody but those who come to the browser.
OTHERS = """
import os, sys, json, datetime as dt, django
from sebayu.sandbox.credentials import BSRE_SEAL
os.environ |= {"SEBAYU_BSRE_SEAL_CODE": BSRE_SEAL["totp"], "SEBAYU_BSRE_SEAL_ID": BSRE_SEAL["idSubscriber"],
               "SEBAYU_BSRE_SEAL_NAME": "Segel Elektronik Simulator"}
django.setup()
from django.utils import timezone
from sebayu.core.identity.acting import actor_for, holder
from sebayu.core.identity.models import Account, Mandate, Post
from sebayu.core.ledger import Actor
from sebayu.core.notify.models import Message
from sebayu.programmes.movement.commitments import actions
from sebayu.programmes.movement.signing import actions as signing
from sebayu.programmes.movement.commitments.models import Commitment, Seat
what, commitment_id = sys.argv[1], sys.argv[2]
def of(post): return actor_for(Account.objects.get(id=holder(post).account_id))
planner = of("opd_diskominfo.sekretariat_gerakan")
commitment = Commitment.objects.get(id=commitment_id)
due = timezone.localdate() + dt.timedelta(days=200)
def add(capacity, **who):
    seat = actions.add_seat(by=planner, commitment_id=commitment.id, capacity=capacity, **who)
    actions.add_promise(by=planner, seat_id=seat.id, text="Menepati bagian " + seat.title, due_on=due)
if what == "seats":
    heads = Post.objects.on(timezone.localdate()).filter(role__in=["head", "camat"], office__kind__in=["opd", "kecamatan"])
    taken = set(commitment.seats.values_list("post_key", flat=True))
    for post in heads.order_by("key"):
        if post.key not in taken:
            add("opd_head", post_key=post.key)
    add("sekda", post_key="kota_tegal.sekda")
    add("regional_head", post_key="kota_tegal.wali_kota")
    n = 0
    while commitment.seats.count() < 30:
        n += 1
        add("academic", name=f"Dr. Tamu Contoh {n}", title=f"Dosen {n}", organisation="Universitas Contoh", email=f"tamu{n}@kampus.example")
elif what == "guest":  # what reached the guest's mail: the path of the link, the code
    mail = Message.objects.filter(account_id=commitment.seats.get(name="Dr. Tamu Contoh 1").id, template=sys.argv[3]).latest("created_at")
    print(mail.secret[sys.argv[4]])
else:
    mine = set(json.loads(sys.argv[3]))
    deputy = Account.objects.get(id=holder("opd_dlh.petugas").account_id)
    Mandate.objects.create(account=deputy, post_id="opd_dlh.kepala", kind="plh", valid_from=timezone.localdate(), basis="Surat perintah (contoh)")
    for seat in commitment.seats.filter(mark="open").order_by("group", "position"):
        if {seat.post_key, seat.name} & mine:
            continue
        if seat.is_guest:
            mail = Message.objects.filter(account_id=seat.id)
            token = mail.filter(template="commitment_link").latest("created_at").secret["path"].rstrip("/").rsplit("/", 1)[1]
            signing.send_code(by=Actor.public(), token=token)
            code = mail.filter(template="commitment_code").latest("created_at").secret["code"]
            signing.sign_by_link(by=Actor.public(), token=token, code=code)
        else:
            signing.sign(by=of(seat.post_key), seat_id=seat.id, passphrase=sys.argv[4])
"""
# Eleven letters of this month were decided late, and the numbers are computed again, as every night.
LATE = """
import django
django.setup()
from django.db.models import F
import datetime as dt
from sebayu.core.cases.models import Case
from sebayu.core.indicators import runs
from sebayu.core.ledger import Actor
closed = Case.objects.filter(state__in=["issued", "refused"], area_code__startswith="33.76.02")
ended = list(closed.order_by("closed_at").values_list("id", flat=True))
late = ended[: max(1, round(len(ended) * 0.38))]
Case.objects.filter(id__in=late).update(due_at=F("opened_at") - dt.timedelta(days=1))
runs.compute(by=Actor.system("uji"), full=True)
print(len(late))
"""


def test_thirty_sign_and_the_mayor_signs_last(
    product: Product, person: Callable[..., Person], tmp_path: Path
) -> None:
    script = tmp_path / "others.py"
    script.write_text(OTHERS)
    product.lend_part("opd_dishub.kepala", "Kepala dinas yang menolak")
    secretary = person(SECRETARY, size=DESK).open("/gerakan/komitmen/baru/")
    secretary.tab.get_by_label("Judul").fill(TITLE)
    secretary.tab.get_by_label("Isi komitmen").fill("Kami bersepakat melayani tanpa formulir.")
    secretary.press("Simpan")
    commitment = re.search(r"/gerakan/komitmen/([0-9a-f-]{36})/", secretary.path)[1]
    base = f"/gerakan/komitmen/{commitment}/"
    secretary.tab.locator("[name=post_key]").select_option("opd_diskominfo.kepala")
    secretary.press("Tambahkan")
    secretary.tab.locator("[name=text]").fill("Surat diputus tepat waktu")
    secretary.tab.locator("[name=due_on]").fill("2027-12-31")
    secretary.press("Tambahkan janji")
    secretary.reads("Surat diputus tepat waktu")
    product.inside(str(script), "seats", commitment)

    # A rehearsal first: it leaves nothing.
    secretary.open(base).press("Gladi bersih")
    secretary.reads("GLADI BERSIH", f"0 dari {SEATS}")
    secretary.press("Anggap menandatangani").reads(f"1 dari {SEATS}")
    secretary.press("Akhiri gladi").reads("Tidak ada nomor dan tanda tangan yang tersisa")
    assert product.rows(
        "SELECT state, number FROM movement_commitments_commitment WHERE id = %s", commitment
    ) == [("rehearsed", "")]

    secretary.press("Terbitkan dan mulai tanda tangan").reads("Bernomor 500.12/")
    secretary.open(f"{base}kendali/").press("Mulai upacara").reads("Berlangsung")
    screen = person(SECRETARY, size=HALL).open(f"{base}upacara/")
    screen.reads(TITLE, f"/ {SEATS}")

    # Two heads at their own desks: one signs, one does not.
    sign_in_the_browser(person(HEAD, size=DESK), TITLE)
    screen.tab.get_by_text("Baru saja menandatangani").wait_for()
    screen.reads("Sulastri Hastuti")
    refusing = person("Umi Widiastuti", size=DESK).open("/gerakan/komitmen/menunggu-saya/")
    pick_only(refusing, TITLE)
    refusing.tab.get_by_text(f"Tidak bersedia sebagai Kepala Dinas Perhubungan: {TITLE}").click()
    form = refusing.tab.locator("details[open] form").last
    form.get_by_label("Alasan").fill("Anggarannya belum dibahas")
    form.get_by_role("button").click()
    refusing.reads("Penolakan Anda tercatat")

    # Everybody else but the mayor and one guest; one of them stands in for a head who is away.
    mine = json.dumps(["kota_tegal.wali_kota", "Dr. Tamu Contoh 1"])
    product.inside(str(script), "sign", commitment, mine, PASSPHRASE)
    guest = person(size=PHONE).open(
        product.inside(str(script), "guest", commitment, "commitment_link", "path").strip()
    )
    guest.press("Kirim kode").reads("Kode sudah dikirim ke")
    code = product.inside(str(script), "guest", commitment, "commitment_code", "code").strip()
    guest.tab.get_by_label("Kode").fill(code)
    guest.tab.locator("[name=agrees]").check()
    guest.press("Tanda tangani")
    guest.tab.get_by_text("Tanda tangan Anda tersimpan").wait_for()
    screen.tab.get_by_text("28 / 30").wait_for()
    secretary.open(base).reads(
        "Anggarannya belum dibahas", "Plh. Kepala Dinas Lingkungan Hidup", "di kertas tercetak"
    )

    # The mayor signs last, and the hall sees it.
    sign_in_the_browser(person(MAYOR, size=DESK), TITLE)
    screen.tab.get_by_text("Penandatanganan selesai").wait_for()
    screen.reads(MAYOR, "Wali Kota Tegal")
    screen.look()
    secretary.open(f"{base}kendali/").press("Selesaikan komitmen").reads("Selesai ditandatangani")
    (row,) = product.rows(
        "SELECT d.state, (SELECT count(*) FROM documents_documentsigner s WHERE s.document_id = d.id AND s.signed_at IS NOT NULL)"
        " FROM documents_document d JOIN movement_commitments_commitment c ON c.document_id = d.id WHERE c.id = %s",
        commitment,
    )
    assert row == ("signed", SEATS - 1)
    stranger = person(size=DESK).open("/publik/komitmen/").press(re.compile(TITLE), "link")
    stranger.reads("TIDAK SAH", "Tanda tangan elektronik tidak tersertifikasi, disegel", TITLE)


def test_on_monday_a_head_drills_to_the_late_letters(
    product: Product, person: Callable[..., Person], tmp_path: Path
) -> None:
    script = tmp_path / "late.py"
    script.write_text(LATE)
    late = int(product.inside(str(script)).strip().splitlines()[-1])
    (camat,) = product.rows("SELECT name FROM identity_account WHERE demo_role LIKE '%%Camat:%%'")[0]
    head = person(camat, size=DESK).open("/gerakan/janji-saya/")
    row = head.tab.get_by_role("row", name=re.compile("Tegal Timur diputus sebelum batas waktunya"))
    assert "%" in row.inner_text()
    row.get_by_role("link", name=re.compile("lihat barisnya")).click()
    head.tab.wait_for_load_state()
    head.look()
    assert "lihat=missing" in head.tab.url
    (all_late,) = product.rows(
        "SELECT count(*) FROM cases_case WHERE state IN ('issued', 'refused') AND closed_at > due_at AND area_code LIKE '33.76.02%%'"
        " AND closed_at >= date_trunc('month', now() AT TIME ZONE 'Asia/Jakarta') AT TIME ZONE 'Asia/Jakarta'"
    )[0]
    assert all_late >= late  # the demo's own history has some besides
    assert head.tab.locator("table tbody tr").count() == min(all_late, 50)


def test_the_screen_goes_on_when_the_network_is_down(product: Product, person: Callable[..., Person]) -> None:
    """The cable is pulled in front of the guests: no error page, the last state stays, pens come out, and nothing is lost."""
    secretary = person(SECRETARY, size=DESK).open("/gerakan/komitmen/?cari=Fotokopi")
    secretary.tab.locator("a.open").first.click()
    secretary.tab.wait_for_load_state()
    base = secretary.path
    secretary.open(f"{base}kendali/")
    screen = person(SECRETARY, size=(1366, 768)).open(f"{base}upacara/")
    screen.tab.get_by_text("Berikutnya").wait_for()
    screen.tab.wait_for_timeout(1500)
    screen.context.set_offline(True)
    screen.tab.get_by_text("Sambungan terputus").wait_for()
    screen.reads("Layanan Tanpa Fotokopi", "Tanda tangan di kertas tetap sah")
    screen.tab.locator("[data-note]").click()
    screen.tab.locator("[data-noted] li").wait_for()
    screen.context.set_offline(False)
    screen.tab.get_by_text("Sambungan terputus").wait_for(state="hidden")
    wait_until(
        lambda: (
            product.rows("SELECT count(*) FROM movement_commitments_seat WHERE mark = 'paper'")[0][0] == 1
        ),
        "the paper signature to arrive",
    )
    screen.forgive("ERR_INTERNET_DISCONNECTED")
    secretary.open(f"{base}kendali/").reads("Ditandatangani di kertas")


def pick_only(someone: Person, title: str) -> None:
    """Leave only the seats of this commitment ticked."""
    for box in someone.tab.locator("label.pick").all():
        tick = box.locator("input")
        tick.set_checked(title in box.inner_text())


def sign_in_the_browser(someone: Person, title: str) -> None:
    someone.open("/gerakan/komitmen/menunggu-saya/")
    pick_only(someone, title)
    someone.tab.get_by_label("Kata sandi sertifikat").fill(PASSPHRASE)
    someone.press(re.compile("^Tanda tangani"))
    someone.tab.get_by_text("sudah diperiksa dan disimpan").wait_for()

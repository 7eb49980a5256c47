"""Pages few people open, looked at as closely as the others: on a phone and on an old desktop, by axe, for scripts that complain."""

import datetime as dt
from collections.abc import Callable

import pytest

from tests import scenes
from tests.journeys.person import DESK, Person
from tests.product import Product, wait_until

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journeys")]

PHONE = (360, 740)
SIZES = pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
KEEPER, LEADER = "opd_diskominfo.pengelola_sistem", "kota_tegal.wali_kota"
SECOND_FACTOR = [
    "/masuk/akun/",
    "/masuk/langkah-kedua/",
    "/masuk/langkah-kedua/aplikasi/",
    "/masuk/langkah-kedua/kunci/",
    "/masuk/langkah-kedua/kunci/tambah/",
    "/masuk/sandi/lupa/",
    "/masuk/petugas/",
]


def lent(product: Product, post: str, part: str) -> str:
    """The name on the demo's login page of whoever holds a post."""
    product.lend_part(post, part)
    return product.rows(
        "SELECT a.name FROM identity_account a JOIN identity_mandate m ON m.account_id = a.id WHERE m.post_id = %s"
        " ORDER BY m.valid_from DESC",
        post,
    )[0][0].split(",")[0]


def engaged(product: Product) -> tuple[str, str]:
    """Wahyu names Endang as his bride to be; the token of her link, and the case."""
    (nik,) = product.rows("SELECT nik FROM registry_person WHERE name = 'Endang Rahayu' AND nik IS NOT NULL")[
        0
    ]
    day = (dt.date.today() + dt.timedelta(days=60)).isoformat()
    with scenes.being(product, "Wahyu Hidayat") as groom:
        groom.get("/layanan/pengantar_nikah/")
        groom.submit(
            "role_partner_nik", step="roles", role_partner_nik=nik, role_partner_name="Endang Rahayu"
        )
        groom.submit("role_partner_nik", step="start", wedding_date=day, wedding_place="Kantor Urusan Agama")
        assert groom.path.startswith("/urusan/"), groom.text[:1500]
        assert "Belum disetujui" in groom.text
        case_id = groom.path.split("/")[2]
    return product.rows("SELECT attest_token FROM cases_case WHERE id = %s", case_id)[0][0], case_id


@SIZES
def test_the_machine_room(product: Product, person: Callable[..., Person], size: tuple[int, int]) -> None:
    keeper = person(lent(product, KEEPER, "Pengelola sistem"), size=size)
    keeper.open("/meja/operator/").reads("Keadaan mesin", "Sumber data", "Buku catatan")
    keeper.open("/kotak-keluar/")


@SIZES
def test_corrections(product: Product, person: Callable[..., Person], size: tuple[int, int]) -> None:
    with scenes.being(product, "Sari Wulandari") as sari:
        sari.get("/data-saya/salah/person.education/")
        sari.submit("claim", claim="Ijazah saya SMK di Slawi")
        assert sari.page.status_code == 200, sari.text[:500]
    # Dukcapil owns it; nobody of the cast sits there, so it lands on a desk somebody sits at.
    product.rows("UPDATE exchange_correctionrequest SET owner_office_key = 'kel_mintaragen' RETURNING id")
    budi = person("Budi Prasetya", size=size)
    budi.open("/meja/koreksi/")
    budi.reads("Pendidikan")
    mine = budi.tab.locator("main li, main tr").filter(has_text="Slawi").locator("a[href*='/meja/koreksi/']")
    budi.open(mine.first.get_attribute("href")).reads("Slawi")


@SIZES
def test_the_room_of_the_leader(
    product: Product, person: Callable[..., Person], size: tuple[int, int]
) -> None:
    leader = person(lent(product, LEADER, "Wali kota"), size=size)
    leader.open("/ruang/semua/")


@SIZES
def test_second_factor(product: Product, person: Callable[..., Person], size: tuple[int, int]) -> None:
    budi = person("Budi Prasetya", size=size)
    for address in SECOND_FACTOR:
        budi.open(address)


@SIZES
def test_a_consent_and_a_case_handed_over(
    product: Product, person: Callable[..., Person], size: tuple[int, int]
) -> None:
    """The groom asks, the bride is asked, an officer may write it down; a case an officer holds."""
    token, case_id = engaged(product)
    person(size=size).open(f"/persetujuan/{token}/").reads(
        "hendak menikah dengan Anda", "Setuju", "Tidak setuju"
    )
    budi = person("Budi Prasetya", size=size).open(f"/meja/urusan/{case_id}/")
    budi.reads("Menunggu persetujuan", "Bila ia datang ke loket")
    budi.open("/meja/kotak/tunggu-jawaban/").reads("Wahyu Hidayat")
    body = wait_until(
        lambda: [m["text"]["body"] for m in product.messages() if token in m["text"]["body"]],
        "the bride's phone",
    )[0]
    assert "memuat data Anda" in body
    endang = person(size=size).open(f"/persetujuan/{token}/")
    endang.press("Tidak setuju" if size == PHONE else "Setuju")
    endang.look()
    endang.reads("Tercatat")
    groom = person("Wahyu Hidayat", size=size).open(f"/urusan/{case_id}/")
    groom.reads("Belum disetujui" if size == PHONE else "Menunggu tanda tangan")

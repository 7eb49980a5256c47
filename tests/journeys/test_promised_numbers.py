"""A number is promised by the secretariat and, where its source lies outside, stated and signed by the head of the office that owns it."""

from collections.abc import Callable

import pytest

from sebayu.sandbox.town import PASSPHRASE
from tests.journeys.person import DESK, Person
from tests.journeys.test_office_pages import PHONE, lent
from tests.product import Product

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journeys")]

PLANNER, LABOUR = "opd_diskominfo.sekretariat_gerakan", "opd_disnakerin.kepala"
NUMBER = "/ruang/angka/movement.open_unemployment/"


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_the_secretariat_promises(
    product: Product, person: Callable[..., Person], size: tuple[int, int]
) -> None:
    planner = person(lent(product, PLANNER, "Sekretariat gerakan"), size=size)
    planner.open("/ruang/angka/letters.on_time/").press("Tetapkan atau lihat janjinya", role="link")
    planner.reads("tidak dapat diisi", "Yang pernah ditetapkan", "Target peragaan")
    planner.tab.fill("#target_value", "seratus")
    planner.tab.fill("#target_basis", "Keputusan Wali Kota (contoh)")
    planner.press("Tetapkan target")
    planner.look()
    planner.reads("Isi dengan angka")
    assert planner.tab.input_value("#target_basis") == "Keputusan Wali Kota (contoh)"
    planner.forgive("422")
    planner.tab.fill("#target_value", "97,5")
    planner.press("Tetapkan target")
    planner.look()
    planner.reads("tersimpan: 97,5", "berlaku", "digantikan")
    planner.open("/ruang/angka/letters.on_time/").reads("janji 97,5")


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_the_head_states_and_signs(
    product: Product, person: Callable[..., Person], size: tuple[int, int]
) -> None:
    head = person(lent(product, LABOUR, "Kepala Disnakerin"), size=size)
    head.open("/meja/pernyataan/").reads("Pengangguran terbuka")
    head.press("Pengangguran terbuka", role="link")
    head.reads("Yang pernah dinyatakan", "Nyatakan angka")
    value = "5,41" if size == DESK else "5,43"
    head.tab.fill("#id_value", value)
    head.tab.fill("#id_evidence", "Berita resmi statistik BPS (contoh)")
    head.press("Lanjut ke tanda tangan")
    head.reads("Tanda tangani pernyataan ini?", value, "SIMULATOR")
    head.open("/meja/pernyataan/").press("Tanda tangani yang sudah diisi", role="link")
    head.tab.fill("input[name=passphrase]", PASSPHRASE)
    head.press("Tanda tangani")
    head.reads("Angkanya sekarang berlaku", "Dinyatakan kantor", value)
    head.open(NUMBER).reads("dinyatakan kantor", value, "Berita resmi statistik BPS", "berlaku sampai")
    head.open("/ruang/angka/?cari=pengangguran").reads(value, "dinyatakan kantor")

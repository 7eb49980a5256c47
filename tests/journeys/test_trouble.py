"""When the offices around us fail: the page works, an officer looks it up, a signature nobody knows about is settled by a person."""

import re
from collections.abc import Callable, Iterator

import pytest

from sebayu.sandbox.town import PASSPHRASE
from tests import scenes
from tests.journeys.person import DESK, Person
from tests.product import Product, wait_until

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journeys")]


@pytest.fixture
def all_answer_again(product: Product) -> Iterator[None]:
    """Faults are over, and our own circuit breakers have found that out, before the next journey begins."""
    yield

    def fresh() -> bool:
        with scenes.being(product, "Sari Wulandari") as sari:
            return "Sumber: Dukcapil" in (sari.get("/layanan/domisili/") and sari.text)

    wait_until(fresh, "Dukcapil to be asked again", 90)


def test_a_register_is_down_and_our_own_answers(
    product: Product, person: Callable[..., Person], all_answer_again: None
) -> None:
    with product.fault("dukcapil", "down"):
        sari = person("Sari Wulandari").open("/layanan/domisili/")
        sari.reads("Catatan daerah", "Sari Wulandari", "Jl. Layur")
        sari.press(re.compile("^Minta surat ini"))
        sari.reads("Ketua RT 04/RW 05")


def test_nobody_knows_a_fact_so_an_officer_looks_it_up(
    product: Product, person: Callable[..., Person]
) -> None:
    """DTSEN is down and our own register has no decile: the request is taken, the ketua RT cannot say, the desk looks it up."""
    product.rows(
        "UPDATE registry_household SET welfare_decile = NULL, welfare_as_of = NULL WHERE id ="
        " (SELECT household_id FROM registry_person WHERE nik = '3376020509980001') RETURNING id"
    )
    with product.fault("dtsen", "down"):
        wahyu = person("Wahyu Hidayat").open("/layanan/sktm/")
        wahyu.reads("kami cari sendiri", "Wahyu Hidayat")
        wahyu.tab.get_by_label("Beasiswa atau bantuan pendidikan").check()
        wahyu.press(re.compile("^Minta surat ini"))
    case_id = wahyu.path.split("/")[2]
    scenes.attest(product, case_id, "entah")
    assert scenes.state(product, case_id) == ("open", "check")
    budi = person("Budi Prasetya", size=DESK).open(f"/meja/urusan/{case_id}/")
    budi.reads("Belum dapat diputuskan", "Catat yang Anda lihat")
    record = budi.tab.locator("tr", has=budi.tab.get_by_role("rowheader", name=re.compile("^Desil")))
    record.get_by_text("Catat yang Anda lihat").click()
    record.get_by_label(re.compile("^Desil")).fill("3")
    record.get_by_label("Dilihat di mana?").fill("Portal DTSEN")
    record.get_by_role("button", name="Catat", exact=True).click()
    budi.tab.get_by_text("Dicatat:").wait_for()
    budi.look()
    budi.reads("Semua syarat terpenuhi", "Portal DTSEN")
    scenes.decide(product, "Budi Prasetya", case_id)
    assert scenes.state(product, case_id) == ("open", "sign")


def test_a_signature_nobody_knows_about_is_settled_by_a_person(
    product: Product, person: Callable[..., Person]
) -> None:
    """The signing service does the work and hangs up. The machine does not try again; the lurah finds out and decides."""
    case_id = scenes.ask(product, "Sari Wulandari", "sku")
    before = sent(product)
    with product.fault("bsre", "drop_after_work", count=1):
        results = scenes.sign(product, "Rina Astuti", case_id)
    assert "Ada hasil yang belum pasti" in results.text
    assert sent(product) == before + 1
    letter, state, _ = scenes.letter_of(product, case_id)
    assert state == "unknown"
    rina = person("Rina Astuti", size=DESK).open("/meja/").press(re.compile("Belum pasti"), "link")
    rina.press(number_of(product, letter), "link")
    rina.reads("Pilih hanya yang Anda lihat sendiri", "Percobaan")
    rina.tab.get_by_role("radio", name=re.compile("^Belum ditandatangani")).check()
    rina.tab.get_by_label("Alasan").fill("Tidak ada di riwayat portal BSrE")
    rina.press("Tuntaskan")
    rina.reads("Sudah dituntaskan")
    rina.open(f"/meja/urusan/{case_id}/")
    rina.tab.get_by_label("Kata sandi sertifikat").fill(PASSPHRASE)
    rina.press(re.compile("^Putuskan"))
    rina.reads("ditandatangani")
    assert scenes.letter_of(product, case_id)[:2] == (letter, "signed")
    assert sent(product) == before + 2  # never by itself


def sent(product: Product) -> int:
    return sum(
        count for door, count in product.calls().items() if door.startswith("bsre") and "sign/pdf" in door
    )


def number_of(product: Product, letter: str) -> str:
    return product.rows("SELECT number FROM documents_document WHERE id = %s", letter)[0][0]

"""The main job, end to end: tap, ketua RT, desk by keyboard, a batch of signatures, the letter, a stranger who checks it."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from pyhanko.pdf_utils.reader import PdfFileReader

from sebayu.sandbox.town import PASSPHRASE
from tests import scenes
from tests.journeys.person import DESK, Person
from tests.product import Product

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journeys")]


def choose_by_keyboard(officer: Person, name: str, service: str, case_id: str) -> None:
    """J until the row is the one, Enter opens it; others may have asked for the same."""
    officer.tab.locator("body").press("j")
    for _ in range(60):
        row = officer.tab.locator("tr.is-here")
        if case_id in row.inner_html():
            assert name in row.inner_text() and service in row.inner_text()
            break
        officer.tab.keyboard.press("j")
    officer.tab.keyboard.press("Enter")
    officer.tab.wait_for_url("**/meja/urusan/**")
    officer.look()


def send_by_keyboard(officer: Person) -> None:
    """From wherever the focus is to the button of the decision, and press it."""
    at_button = "document.activeElement.matches('.decide button.go')"
    for _ in range(60):
        officer.tab.keyboard.press("Tab")
        if officer.tab.evaluate(at_button):
            break
    assert officer.tab.evaluate(at_button), "the decision cannot be reached with Tab"
    before = officer.tab.url
    officer.tab.keyboard.press("Enter")
    officer.tab.wait_for_url(lambda url: url != before)
    officer.look()


def pick_only(signer: Person, *case_ids: str) -> None:
    for box in signer.tab.locator("input[name=s]").all():
        box.set_checked(box.get_attribute("value") in case_ids)
    assert signer.tab.locator("[data-picked]").inner_text() == str(len(case_ids))


def links_in(pdf: Path) -> list[str]:
    """Addresses a reader of the PDF can follow: the QR is one of them."""
    with pdf.open("rb") as stream:
        page = PdfFileReader(stream).root["/Pages"]["/Kids"][0]
        actions = [note.get_object().get("/A", {}) for note in page["/Annots"]]
        return [str(action["/URI"]) for action in actions if "/URI" in action]


def test_from_the_tap_to_the_stranger(
    product: Product, person: Callable[..., Person], tmp_path: Path
) -> None:
    quick, full = asked_by_sari(product, person("Sari Wulandari"))
    darmo_answers(product, person(), full)
    budi_decides(person("Budi Prasetya", size=DESK), product, full)
    rina_signs(person("Rina Astuti"), quick, full)
    letter = sari_downloads(person("Sari Wulandari"), tmp_path)
    stranger_checks(person(), letter, tmp_path)
    sari_sees_who_looked(person("Sari Wulandari"))


def asked_by_sari(product: Product, sari: Person) -> tuple[str, str]:
    sari.open("/layanan/sku/").press(re.compile("^Minta surat ini"))
    quick = sari.path.split("/")[2]
    sari.open("/layanan/beda_identitas/")
    sari.tab.get_by_role("textbox").first.fill("Di ijazah tertulis SARI WULANDHARI")
    sari.press(re.compile("^Minta surat ini"))
    sari.reads("Ketua RT 04/RW 05")
    return quick, sari.path.split("/")[2]


def darmo_answers(product: Product, darmo: Person, case_id: str) -> None:
    darmo.open(scenes.link_on_phone(product, case_id))
    darmo.reads("Darmo", "Sari Wulandari", "Tidak perlu tanda tangan, cap, atau surat pengantar.")
    assert darmo.tab.locator("form button").count() == 3
    darmo.tab.get_by_role("button", name="Ya", exact=True).click()
    darmo.tab.get_by_role("heading", name="Tercatat").wait_for()
    darmo.look()
    darmo.open(
        scenes.link_of(product, case_id)
        if scenes.link_of(product, case_id) != "/keterangan//"
        else darmo.path
    )
    darmo.reads("Sudah tidak perlu dijawab")


def budi_decides(budi: Person, product: Product, case_id: str) -> None:
    assert budi.path == "/meja/"
    choose_by_keyboard(budi, "Sari Wulandari", "Beda Identitas", case_id)
    assert case_id in budi.path
    budi.reads("Bukti", "Keputusan", "Dukcapil", "Di ijazah tertulis SARI WULANDHARI")
    budi.tab.keyboard.press("s")
    send_by_keyboard(budi)
    budi.reads("disetujui")
    assert scenes.state(product, case_id) == ("open", "sign")


def rina_signs(rina: Person, *case_ids: str) -> None:
    rina.open("/meja/tanda-tangan/")
    pick_only(rina, *case_ids)
    rina.press(re.compile("Tanda tangani yang dipilih"))
    rina.reads(
        "Tanda tangani 2 surat?", "SIMULATOR", "Dipakai sekali untuk tanda tangan ini, tidak pernah disimpan."
    )
    rina.tab.get_by_label("Kata sandi sertifikat").fill("salah-sandi-1")
    rina.press("Tanda tangani 2 surat")
    rina.reads("0 dari 2 surat ditandatangani", "belum disentuh")
    rina.open("/meja/tanda-tangan/")
    pick_only(rina, *case_ids)
    rina.press(re.compile("Tanda tangani yang dipilih"))
    rina.tab.get_by_label("Kata sandi sertifikat").fill(PASSPHRASE)
    rina.press("Tanda tangani 2 surat")
    rina.reads("2 dari 2 surat ditandatangani")


def sari_downloads(sari: Person, folder: Path) -> Path:
    sari.open("/surat/")
    sari.press(re.compile("Beda Identitas"), "link")
    sari.reads("SIMULATOR, tidak sah", "Rina Astuti", "Tunjukkan QR ini")
    with sari.tab.expect_download() as waiting:
        sari.tab.get_by_role("link", name=re.compile("Unduh")).first.click()
    letter = folder / "surat.pdf"
    waiting.value.save_as(letter)
    assert letter.read_bytes().startswith(b"%PDF-")
    return letter


def stranger_checks(stranger: Person, letter: Path, folder: Path) -> None:
    (address,) = {link for link in links_in(letter) if "/periksa/" in link}
    stranger.open(address)
    stranger.reads("Surat Keterangan Beda Identitas", "simulator", "Lurah Mintaragen")
    for secret in ("3376025704850001", "Jl. Layur", "WULANDHARI", "17 April 1985"):
        assert secret.casefold() not in stranger.tab.content().casefold(), f"a stranger sees {secret}"
    upload(stranger, letter)
    stranger.reads("Isi tidak berubah sejak diterbitkan", "simulator")
    changed = folder / "diubah.pdf"
    changed.write_bytes(letter.read_bytes().replace(b"/Producer", b"/Producex", 1))
    if changed.read_bytes() == letter.read_bytes():
        data = bytearray(letter.read_bytes())
        data[len(data) // 3] ^= 1
        changed.write_bytes(bytes(data))
    upload(stranger, changed)
    stranger.reads("berubah")
    assert "Isi tidak berubah" not in stranger.text


def sari_sees_who_looked(sari: Person) -> None:
    sari.open("/siapa-melihat/")
    sari.reads(
        "Kelurahan Mintaragen", "Budi Prasetya", "Surat Keterangan Beda Identitas", "Rina Astuti", "Darmo"
    )


def upload(stranger: Person, file: Path) -> None:
    stranger.open("/periksa/")
    stranger.tab.locator("input[type=file]").set_input_files(file)
    stranger.press("Periksa berkas")
    stranger.look()

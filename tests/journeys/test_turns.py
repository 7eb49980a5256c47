"""The other ways a request can go: nothing asked, sent back, refused, carried to the counter, looked at, opened by the wrong people."""

import re
from collections.abc import Callable

import pytest

from tests import scenes
from tests.journeys.person import DESK, Person
from tests.product import Product
from tests.visitor import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journeys")]
PATH = re.compile(r"/urusan/([0-9a-f-]{36})/")


def test_a_letter_without_a_question(product: Product, person: Callable[..., Person]) -> None:
    """The register knows that Bu Endang is a widow: one tap, one signature, one letter."""
    endang = person("Endang Rahayu").open("/layanan/janda_duda/")
    endang.reads(
        "Tidak ada. Semua sudah kami ketahui.", "Dukcapil mencatat status Anda cerai hidup atau cerai mati."
    )
    assert (
        endang.tab.locator("form.statement").locator("input:not([type=hidden]), textarea, select").count()
        == 0
    )
    endang.press(re.compile("^Minta surat ini"))
    case_id = PATH.match(endang.path)[1]
    assert scenes.state(product, case_id) == ("open", "sign")
    scenes.sign(product, "Rina Astuti", case_id)
    endang.open("/surat/").press(re.compile("Janda"), "link")
    endang.reads("Unduh", "Berlaku")


def test_a_request_sent_back_is_answered_and_approved(
    product: Product, person: Callable[..., Person]
) -> None:
    case_id = scenes.ask(product, "Sari Wulandari", "keterangan_umum", statement=scenes.STATEMENT)
    budi = person("Budi Prasetya", size=DESK).open(f"/meja/urusan/{case_id}/")
    budi.tab.get_by_role("radio", name=re.compile("^Kembalikan ke warga")).check()
    budi.press(re.compile("^Putuskan"))
    budi.reads("Tulis alasannya")  # no silent return
    budi.forgive("422 (Unprocessable")
    budi.tab.get_by_role("textbox", name=re.compile("Tulis|Catatan|Alasan|Apa")).last.fill(
        "Beternak lele sejak kapan?"
    )
    budi.press(re.compile("^Putuskan"))
    budi.reads("dikembalikan")
    sari = person("Sari Wulandari").open(f"/urusan/{case_id}/")
    sari.reads("Petugas bertanya kepada Anda", "Beternak lele sejak kapan?", "Budi Prasetya")
    assert (
        sari.tab.locator("#id_statement").input_value() == scenes.STATEMENT
    )  # what was typed before is still there
    sari.tab.get_by_label("Jawaban Anda").fill("Sejak 2021, tiga kolam.")
    sari.press("Kirim jawaban")
    sari.look()
    assert scenes.state(product, case_id) == ("open", "check")
    scenes.decide(product, "Budi Prasetya", case_id)
    assert scenes.state(product, case_id) == ("open", "initial")


def test_a_refusal_gives_reasons_and_says_how_to_object(
    product: Product, person: Callable[..., Person]
) -> None:
    case_id = scenes.ask(product, "Hendrik Wijaya", "keterangan_umum", statement=scenes.STATEMENT)
    scenes.decide(product, "Budi Prasetya", case_id, "refuse", "Tidak ada kolam lele di alamat itu.")
    hendrik = person("Hendrik Wijaya").open(f"/urusan/{case_id}/")
    hendrik.reads(
        "Ditolak",
        "Tidak ada kolam lele di alamat itu.",
        "Budi Prasetya",
        "keberatan",
        "21 hari kerja",
        "UU 30/2014",
    )
    assert scenes.state(product, case_id)[0] == "refused"


def test_who_is_not_entitled_reads_why_and_may_have_it_looked_at(
    product: Product, person: Callable[..., Person]
) -> None:
    sari = person("Sari Wulandari").open("/layanan/belum_menikah/")
    sari.reads("Dukcapil mencatat status Anda bukan belum kawin.", "UU 24/2013 pasal 58", "data ini salah")
    sari.tab.get_by_text("Kalau ternyata ditolak?").click()
    sari.reads("keberatan dalam 21 hari kerja")
    sari.press("Tetap minta, biar petugas memeriksa")
    assert scenes.state(product, sari.path.split("/")[2]) == (
        "open",
        "check",
    )  # as promised, not straight to be signed


def test_help_at_the_counter_is_recorded_as_help(product: Product, person: Callable[..., Person]) -> None:
    """Bu Sari has no phone today. Pak Budi helps; her own page says who did what for her, and why."""
    budi = person("Budi Prasetya", size=DESK).open("/meja/loket/")
    budi.tab.get_by_role("searchbox", name="Nama atau NIK warga").fill("Sari Wulandary")
    budi.tab.locator("main").get_by_role("button", name="Cari").click()
    budi.tab.get_by_role("button", name=re.compile("^Layani Sari Wulandari")).first.click()
    budi.tab.get_by_role("radio", name="KTP-el").check()
    budi.tab.get_by_label("Mengapa warga didampingi?").fill("Ponselnya rusak")
    budi.press("Mulai melayani")
    budi.open("/layanan/domisili/")
    budi.reads("Anda sedang membantu Sari Wulandari", "tercatat atas nama Anda")
    budi.press(re.compile("^Minta surat ini"))
    case_id = PATH.match(budi.path)[1]
    budi.press("Selesai membantu")
    with Visitor(product.url) as same:
        same.http.cookies.update({c["name"]: c["value"] for c in budi.context.cookies()})
        assert same.get(f"/urusan/{case_id}/").status_code == 404  # the help is over
    sari = person("Sari Wulandari").open(f"/urusan/{case_id}/")
    sari.reads("Budi Prasetya")
    sari.open("/siapa-melihat/")
    sari.reads("Budi Prasetya", "Kelurahan Mintaragen", "Surat Keterangan Domisili")


def test_without_script_the_citizens_part_works(product: Product, person: Callable[..., Person]) -> None:
    """An old phone that blocks scripts: search, statement, tap, tracking, letter."""
    sari = person("Sari Wulandari", script=False)
    sari.tab.get_by_role("searchbox").fill("surat usaah")
    sari.press("Cari")
    sari.press(re.compile("^Surat Keterangan Usaha"), "link")
    sari.reads("Warung Sari", "Tidak ada. Semua sudah kami ketahui.")
    sari.press(re.compile("^Minta surat ini"))
    case_id = PATH.match(sari.path)[1]
    sari.reads("Permintaan Anda diterima", "Kapan selesai, paling lambat?")
    scenes.sign(product, "Rina Astuti", case_id)
    sari.open(f"/surat/{scenes.letter_of(product, case_id)[0]}/")
    with sari.tab.expect_download() as waiting:
        sari.tab.get_by_role("link", name=re.compile("Unduh")).first.click()
    assert waiting.value.path().read_bytes().startswith(b"%PDF-")
    sari.open(f"/periksa/{scenes.letter_of(product, case_id)[2]}/").reads("simulator")


def test_nobody_else_opens_saris_case_letter_or_picture(
    product: Product, person: Callable[..., Person]
) -> None:
    """Another citizen, and the officer of the next kelurahan, know every address: for them none of it exists."""
    case_id = scenes.ask(product, "Sari Wulandari", "sku")
    scenes.sign(product, "Rina Astuti", case_id)
    letter, _, _ = scenes.letter_of(product, case_id)
    addresses = [
        f"/urusan/{case_id}/", f"/urusan/{case_id}/batalkan/", f"/surat/{letter}/", f"/surat/{letter}/unduh/",
        f"/surat/{letter}/gambar/", f"/surat/{letter}/qr.svg", f"/meja/urusan/{case_id}/",
        f"/meja/urusan/{case_id}/gambar/", f"/meja/surat/{letter}/", f"/meja/surat/{letter}/cetak/",
        f"/meja/surat/{letter}/cabut/", f"/meja/tanda-tangan/belum-pasti/{letter}/",
    ]  # fmt: skip
    product.lend_part("kel_panggung.petugas_loket", "Petugas kelurahan sebelah")
    (neighbour,) = product.rows(
        "SELECT name FROM identity_account WHERE demo_role LIKE '%%kelurahan sebelah'"
    )[0]
    for name in ("Wahyu Hidayat", neighbour):
        with scenes.being(product, name) as other:
            seen = {address: other.get(address).status_code for address in addresses}
            assert {code for code in seen.values()} <= {403, 404}, seen
            own_kind = {
                a: c for a, c in seen.items() if a.startswith("/meja/" if name == neighbour else "/u")
            }
            assert set(own_kind.values()) == {404} or name == neighbour, own_kind
    other = person(neighbour, size=DESK).open("/meja/")
    assert "Sari Wulandari" not in other.text
    page = other.tab.goto(f"/meja/urusan/{case_id}/")
    assert page.status == 404
    assert "Sari" not in other.text
    other.look()
    other.forgive("404 (Not Found)")

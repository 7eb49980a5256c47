"""Finding a service by whatever a neighbour would call it; and the public notice."""

import pytest

from sebayu.core.services import UnknownService, catalogue, explain
from sebayu.core.services.tests.samples import changed, town
from sebayu.core.services.words import likeness, stems


@pytest.fixture(autouse=True)
def _town_is_open():
    before = dict(catalogue._services), dict(catalogue._programmes)
    catalogue._services.clear()
    catalogue._programmes.clear()
    catalogue.register("town", town())
    yield
    for kept, now in zip(before, (catalogue._services, catalogue._programmes), strict=True):
        now.clear()
        now.update(kept)


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("sktm", "sktm"),
        ("SKTM!!", "sktm"),
        ("surat tdak mampu", "sktm"),
        ("miskin", "sktm"),
        ("keringanan biaya rumah sakit", "sktm"),
        ("ketrangan usha", "sku"),
        ("usahanya", "sku"),
        ("dagang", "sku"),
        ("saya mau buka warung", "sku"),
        ("pindahan", "pindah"),
        ("surat pindahh", "pindah"),
        ("boyong", "pindah"),
    ],
)
def test_search_forgives_and_understands(typed, first):
    assert [one.key for one in catalogue.search(typed)][:1] == [first]


@pytest.mark.parametrize("typed", ["", "   ", "zzzz", "'; drop table", "\x00", "🙂", "xylophone " * 100])
def test_search_finds_nothing_where_there_is_nothing(typed):
    assert catalogue.search(typed) == []


def test_search_is_bounded():
    assert len(catalogue.search("surat", limit=2)) <= 2


def test_the_catalogue_knows_keys_programmes_and_situations():
    assert catalogue.get("sktm").key == "sktm"
    assert catalogue.programme_of("sktm") == "town"
    assert [one.key for one in catalogue.situations()["business"]] == ["sku"]
    assert [one.title for one in catalogue.all()] == sorted(one.title for one in town().values())
    with pytest.raises(UnknownService):
        catalogue.get("nothing")


def test_a_key_belongs_to_one_programme_and_leaves_with_it():
    with pytest.raises(ValueError, match="sudah diumumkan"):
        catalogue.register("other", town())
    catalogue.register("town", [town()["sku"]])
    assert [one.key for one in catalogue.all()] == ["sku"]
    catalogue.withdraw("town")
    assert catalogue.all() == []


@pytest.mark.parametrize(
    ("word", "root"),
    [
        ("menikah", "nikah"),
        ("pernikahan", "nikah"),
        ("kehilangan", "hilang"),
        ("usahanya", "usaha"),
        ("berdagang", "dagang"),
    ],
)
def test_stems_reach_the_root(word, root):
    assert likeness(word, root) == 100
    assert root in stems(word)


def test_short_words_are_not_confused():
    assert likeness("rt", "rw") == 0
    assert likeness("sku", "skk") == 0


def test_the_notice_says_what_law_asks_and_what_is_not_asked():
    notice = explain(town()["sktm"])
    for text in (
        "SURAT KETERANGAN TIDAK MAMPU",
        "Keluarga Anda tercatat pada desil 1 sampai 4. (Inpres 4/2025, mulai 1 Juli 2025)",
        "DTSEN: Desil kesejahteraan",
        "- fotokopi KTP",
        "Apakah [nama lengkap] tinggal di RT Anda? (hanya bila data belum lengkap)",
        "diketahui dan ditandatangani camat (khusus desa)",
        "Biaya: Rp 0",
        "1 hari kerja",
    ):
        assert text in notice
    assert "tidak diperlukan lagi" in explain(town()["pindah"])


def test_a_notice_of_a_service_that_asks_nothing_says_so():
    text = changed("sku", "  business_since:", "  other_since:")
    assert "Yang perlu Anda jawab:" in explain(text)

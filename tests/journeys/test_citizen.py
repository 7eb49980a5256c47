"""What Bu Sari lives: one tap, one page that answers, one letter, and who looked at her data."""

import re
from collections.abc import Callable

import pytest

from tests.journeys.person import DESK, PHONE, Person

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journeys")]


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_a_citizen_asks_for_a_letter_with_one_tap(
    person: Callable[..., Person], size: tuple[int, int]
) -> None:
    sari = person("Sari Wulandari", size=size)
    sari.tab.get_by_role("searchbox").fill("surat usaah")
    sari.press("Cari")
    sari.press(re.compile("^Surat Keterangan Usaha"), "link")
    sari.reads(
        "Yang sudah kami ketahui", "Warung Sari", "OSS", "Dukcapil", "Tidak ada. Semua sudah kami ketahui.",
        "Mengapa Anda berhak", "fotokopi KTP",
    )  # fmt: skip
    assert sari.tab.locator("form.statement textarea, form.statement input[type=text]").count() == 0
    sari.press(re.compile("^Minta surat ini"))
    assert re.fullmatch(r"/urusan/[0-9a-f-]{36}/", sari.path)
    sari.reads("Di mana sekarang?", "Siapa yang memegang?", "Kapan selesai, paling lambat?", "Lurah")
    answers = sari.tab.get_by_text("Kapan selesai, paling lambat?").bounding_box()
    assert answers["y"] + answers["height"] < size[1], "the three answers need scrolling"

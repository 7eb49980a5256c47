"""The letters as they are drawn: every word that must stand there stands there, and nothing leaves the page."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from sebayu.core.documents import kinds, render
from sebayu.core.documents.tests.pictures import ink
from sebayu.core.services import catalogue
from sebayu.programmes.letters.tests.reading import pages_of
from sebayu.programmes.letters.tests.samples import sheet_of

SNAPSHOTS = Path(__file__).parent / "snapshots"
LETTERS = sorted(
    service.key
    for service in catalogue.all()
    if service.gives and catalogue.programme_of(service.key) == "letters"
)
# Pages with plain names, pages with the worst: a change is a change of the layout, and is looked at.
PAGES = {
    "ahli_waris": (2, 3), "izin_keluarga": (1, 2), "kelahiran": (1, 2), "lahir_mati": (1, 2), "pengantar_nikah": (5, 6),
    "riwayat_tanah": (1, 2),
}  # fmt: skip
# Printed in other words: Perawan for belum kawin, 1998 for 1.998.
REWORDED = {
    "pengantar_nikah": {"person.marital_status", "partner.marital_status"}, "riwayat_tanah": {"answers.held_since"},
}  # fmt: skip
HAND_FILLED = {"ahli_waris": 2, "pengantar_nikah": 2}  # witnesses; the KUA and its head


def read(key: str, **rest: Any) -> str:
    return flat("\n".join(pages_of(render.pdf(key, sheet_of(key, **rest)).pdf)))


def flat(text: str) -> str:
    """Line breaks do not count: a word may stand on the next line."""
    return re.sub(r"\s+", "", text)


@pytest.mark.parametrize("key", LETTERS)
def test_everything_required_is_printed_and_nothing_is_left_blank(key: str) -> None:
    sheet = sheet_of(key)
    text = read(key)
    kind = kinds.get(key)
    for path in kind.placeholders:
        if path in sheet["lists"]:
            assert all(flat(entry["name"]) in text for entry in sheet["lists"][path])
        elif path not in REWORDED.get(key, ()):
            assert flat(sheet["shown"][path]).replace("\u200b", "") in text, path
    assert text.count("…………") == 0 if key not in HAND_FILLED else text.count("……………………") == HAND_FILLED[key]
    assert flat(kind.title.upper()) in text


@pytest.mark.parametrize("key", LETTERS)
def test_page_count_is_what_it_was_when_last_looked_at(key: str) -> None:
    plain, worst = PAGES.get(key, (1, 1))
    assert len(pages_of(render.pdf(key, sheet_of(key)).pdf)) == plain
    pictures = render.png(key, sheet_of(key, worst=True), ppi=40)
    assert len(pictures) == worst
    for picture in pictures:
        left, _top, right, bottom = ink(picture)
        assert left >= 2.4 / 21
        assert right <= 1 - 2.0 / 21.5
        assert bottom <= 0.985


@pytest.mark.parametrize("key", LETTERS)
def test_a_signature_never_stands_on_a_page_of_its_own(key: str) -> None:
    for page in pages_of(render.pdf(key, sheet_of(key, worst=True)).pdf):
        if "Rina Astuti" in page:
            assert "Demikian" in page


@pytest.mark.parametrize("key", LETTERS)
def test_kepala_desa_signs_the_same_letter_even_when_acting(key: str) -> None:
    text = read(key, desa=True)
    assert flat("Yang bertanda tangan di bawah ini Kepala Desa Karangpule") in text
    assert flat("Plh. Kepala Desa Karangpule,") in text
    assert "Lurah" not in text


@pytest.mark.parametrize("key", ["sktm", "kematian", "pengantar_nikah"])
def test_wording_is_what_was_last_agreed(key: str) -> None:
    """Write it anew by deleting the file; then read it aloud before it is committed."""
    kept = SNAPSHOTS / f"{key}.txt"
    drawn = "\n\f\n".join(_without_foot(page) for page in pages_of(render.pdf(key, sheet_of(key)).pdf)) + "\n"
    if not kept.exists():
        kept.parent.mkdir(exist_ok=True)
        kept.write_text(drawn, encoding="utf-8")
        pytest.fail(f"{kept.name} was missing and has been written: look at it and run again")
    assert drawn == kept.read_text(encoding="utf-8")


def _without_foot(page: str) -> str:
    """The foot names this installation's address, and is the sheet's own affair."""
    return page[: page.index("Dokumen ini ditandatangani")].rstrip()

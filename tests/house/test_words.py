"""The English catalogue: complete for the public doors, compiled as written, placeholders intact; and the switch in the foot."""

import datetime as dt
import gettext
import io
import json
import re

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.test import Client
from django.utils import translation

from sebayu.web import formats
from tests.house import words
from tests.house.tree import ROOT

# How many public sentences may still be without English while pages are being written. This number only falls.
UNTRANSLATED = 12
PLACE = re.compile(r"%\((\w+)\)s")


def catalogue():
    with words.CATALOGUE.open("rb") as stream:
        return read_po(stream, locale="en")


def test_public_words_are_found() -> None:
    found = words.public()
    assert len(found) > 600
    assert ("Minta surat ini", "") in found
    assert ("%(n)s kunci terpasang.", "%(n)s kunci terpasang.") in found


def test_untranslated_public_sentences_only_become_fewer() -> None:
    lacking = words.missing()
    assert len(lacking) <= UNTRANSLATED, f"put English beside these (python -m tests.house.words): {lacking}"


def test_placeholders_survive_translation() -> None:
    wrong = []
    for message in catalogue():
        told = message.string if isinstance(message.string, tuple) else (message.string,)
        asked = message.id if isinstance(message.id, tuple) else (message.id,)
        wrong += [t for t in told if set(PLACE.findall(t)) != set(PLACE.findall(asked[0]))]
    assert not wrong


def test_compiled_catalogue_is_the_written_one() -> None:
    """`pybabel compile -d src/sebayu/locale -D django` after every change."""
    fresh = io.BytesIO()
    write_mo(fresh, catalogue())
    fresh.seek(0)
    with words.CATALOGUE.with_suffix(".mo").open("rb") as stream:
        shipped = gettext.GNUTranslations(stream)
    written = gettext.GNUTranslations(fresh)
    differing = {
        k
        for k in shipped._catalog.keys() | written._catalog.keys()
        if shipped._catalog.get(k) != written._catalog.get(k)
    }
    assert not differing - {""}, "compile it again"  # the empty one is the header with its date


def test_dates_speak_the_chosen_language() -> None:
    with translation.override("en"):
        assert formats.weekday(dt.date(2026, 8, 1)) == "Saturday, 1\u00a0August 2026"
        assert formats.span(dt.timedelta(minutes=75)) == "1\u00a0h 15\u00a0min"
    assert formats.weekday(dt.date(2026, 8, 1)) == "Sabtu, 1\u00a0Agustus 2026"


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/", "/masuk/", "/periksa/", "/layanan/", "/tidak-ada/"])
def test_the_switch_changes_every_public_page_and_is_remembered(path: str) -> None:
    visitor = Client(headers={"accept-language": "en-GB,en;q=0.9"})
    page = visitor.get(path)
    assert '<html lang="id"' in page.content.decode(), "a phone set to English is no choice"
    assert page["Content-Language"] == "id"
    back = visitor.post("/bahasa/", {"language": "en", "next": path})
    assert back["Location"] == path
    english = visitor.get(path).content.decode()
    assert '<html lang="en"' in english
    assert "Skip to content" in english and "Langsung ke isi" not in english
    visitor.post("/bahasa/", {"language": "id", "next": path})
    assert '<html lang="id"' in visitor.get(path).content.decode()


@pytest.mark.django_db
def test_nonsense_in_the_cookie_or_the_form_is_indonesian_and_leads_nowhere_else() -> None:
    visitor = Client()
    assert visitor.post("/bahasa/", {"language": "xx", "next": "https://jahat.example/"})["Location"] == "/"
    visitor.cookies["sebayu_bahasa"] = "../../etc"
    assert '<html lang="id"' in visitor.get("/masuk/").content.decode()


def test_the_table_knows_the_switch() -> None:
    table = json.loads((ROOT / "tests" / "house" / "doors.json").read_text())
    assert table["language bahasa/"] == "public"

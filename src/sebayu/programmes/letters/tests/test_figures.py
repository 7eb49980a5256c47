"""What the letters spare people, and what a region needs to issue them."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys

import pytest
from django.apps import apps

from sebayu.core import services
from sebayu.core.areas import region
from sebayu.core.facts import vocabulary
from sebayu.core.services import COPIES
from sebayu.web.portal import situations

ALL = services.load([apps.get_app_config("letters").services_dir])
LETTERS = {key: service for key, service in ALL.items() if not service.obsolete}
REPORTS = {key: services.report(service) for key, service in LETTERS.items()}
OBSOLETE = sorted(set(ALL) - set(LETTERS))


def test_most_letters_ask_at_most_one_question_and_some_ask_none() -> None:
    totals = services.totals(REPORTS)
    assert totals["letters"] == 23
    assert totals["ask_at_most_one"] >= 18
    assert totals["ask_none"] >= 6
    assert totals["copies_avoided"] >= 90


@pytest.mark.parametrize("key", sorted(LETTERS))
def test_every_needed_fact_is_known_to_a_register(key: str) -> None:
    """A day-one region has an officer look it up; nobody is ever asked for it."""
    report = REPORTS[key]
    assert report.by_hand == ()
    assert set(report.known) == set(report.needed)
    assert {"fotokopi_ktp", "fotokopi_kk"} & set(report.copies_avoided)
    assert set(report.copies_avoided) <= set(COPIES)


@pytest.mark.parametrize("key", sorted(LETTERS))
def test_rt_and_rw_are_asked_only_for_what_they_witness(key: str) -> None:
    words = vocabulary()
    for step in LETTERS[key].steps:
        if step.fact:
            fact = services.fact_of(LETTERS[key], step.fact, words)
            assert fact is not None
            assert fact.sources == ("attest",)


def test_no_letter_is_issued_by_itself_unless_the_region_says_so() -> None:
    automatic = {key for key, service in LETTERS.items() if service.automatic}
    assert automatic == {"sktm", "sku", "belum_menikah", "janda_duda", "yatim_piatu", "pengantar_skck"}
    assert not any(service.automatic.default for service in LETTERS.values() if service.automatic)


def test_camat_signs_where_practice_wants_both() -> None:
    both = {key for key, s in LETTERS.items() if any(step.kind == "countersign" for step in s.steps)}
    assert both == {"domisili_usaha", "ahli_waris", "izin_keramaian", "riwayat_tanah"}


@pytest.mark.parametrize("key", OBSOLETE)
def test_letter_no_law_asks_for_names_article_and_door(key: str) -> None:
    gone = ALL[key].obsolete
    assert gone is not None
    assert gone.law == "Permendagri 108/2019"
    assert "tata cara" in gone.article
    assert "Dukcapil" in gone.door.label
    assert services.explain(ALL[key]).count("tidak diperlukan lagi") == 1


def test_obsolete_letters_are_the_three_the_law_took_away() -> None:
    assert OBSOLETE == ["kk", "ktp", "pindah"]


@pytest.mark.parametrize("pack", ["kota_tegal", "kabupaten_purbalingga"])
def test_every_letter_has_a_code_in_every_region(pack: str) -> None:
    found = region.load(pack)
    codes = {key: found.letter_code(key, dt.date(2026, 11, 21)) for key in LETTERS}
    assert all(codes.values()), codes


def test_every_situation_is_one_the_portal_knows() -> None:
    assert {name for service in ALL.values() for name in service.situations} <= set(situations.BY_KEY)


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("surat miskin", "sktm"),
        ("utang bank", "sku"),
        ("kawin", "pengantar_nikah"),
        ("durung kawin", "belum_menikah"),
        ("mati", "kematian"),
        ("dodolan", "sku"),
        ("orgen tunggal", "izin_keramaian"),
        ("beda nama", "beda_identitas"),
        ("pecah kk", "kk"),
        ("tki", "izin_keluarga"),
        ("boro", "bepergian"),
        ("leter c", "riwayat_tanah"),
        ("ktp hilang", "ktp"),
        ("yatim", "yatim_piatu"),
        ("keterngan usaha", "sku"),
        ("rangda", "janda_duda"),
        ("kur", "sku"),
    ],
)
def test_people_find_the_letter_by_their_own_words(typed: str, key: str) -> None:
    assert key in [service.key for service in services.catalogue.search(typed, limit=3)]


def test_switched_off_nothing_of_it_shows() -> None:
    code = (
        "import django; django.setup()\n"
        "from sebayu.core.documents import kinds\nfrom sebayu.core.services import catalogue\n"
        "from pathlib import Path\nfrom sebayu import programmes\n"
        "ours = {p.stem for p in (Path(programmes.__path__[0]) / 'letters' / 'letters').glob('*.typ')}\n"
        "print(len(catalogue.all()), len(ours), len(ours & set(kinds.every())))"
    )
    environment = {**os.environ, "SEBAYU_PROGRAMMES_OFF": "letters", "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True
    )
    services, ours, announced = map(int, done.stdout.split())
    assert ours > 0
    assert (services, announced) == (0, 0)  # its pages: tests/house/test_switched_off.py


def test_region_gives_the_programme_its_own_name(settings: object) -> None:
    manifest = apps.get_app_config("letters")
    assert manifest.local_title == region.pack().programmes["letters"].title
    assert manifest.dimension == "smart_governance"

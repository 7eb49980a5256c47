"""Somebody without an account does not believe a number: he reads its arithmetic, takes the open data and computes it again at home."""

import csv
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.house.tree import ROOT
from tests.journeys.person import DESK, PHONE, Person
from tests.product import QUIET

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journeys")]


def recompute(published: Path, home: Path) -> tuple[int, str]:
    """The repository's own command on a machine of one's own: no database, no setting, no word from the city but its files."""
    environment = {k: v for k, v in os.environ.items() if k in QUIET} | {"PYTHONPATH": str(ROOT / "src")}
    done = subprocess.run(
        [sys.executable, "-m", "sebayu.cli", "recompute", "--public", str(published)],
        cwd=home, env=environment, capture_output=True, text=True,
    )  # fmt: skip
    assert "Traceback" not in done.stderr, done.stderr
    return done.returncode, done.stdout


def test_a_citizen_recomputes(person: Callable[..., Person], tmp_path: Path) -> None:
    warga = person(size=PHONE).open("/publik/")
    warga.reads("Tidak seorang pun dapat mengetiknya")
    warga.tab.locator("main a[href*='/publik/angka/']").first.click()
    warga.tab.wait_for_load_state()
    warga.look()
    key = re.fullmatch(r"/publik/angka/([\w.]+)/(\?.*)?", warga.path)[1]
    warga.reads("Hitungannya:", "Rumus", "Apa arti angka ini")
    shown = re.search(r"Hitungannya: (?P<sum>.+?) = (?P<value>[\d.,]+)", warga.text)
    assert shown and re.search(r"\d", shown["sum"]), warga.text[:600]

    warga.press("Hitung ulang sendiri", "link").reads(
        "Data terbuka", "./sebayu recompute --public", "SHA-256"
    )
    with warga.tab.expect_download() as waiting:
        warga.tab.get_by_role("link", name=re.compile("^Unduh semuanya")).click()
    archive = tmp_path / waiting.value.suggested_filename
    waiting.value.save_as(archive)

    code, said = recompute(archive, tmp_path)
    assert (code, said.split(":")[0]) == (0, "Cocok"), said
    _is_among_them(archive, key, shown["value"])
    _one_row_changed(archive, tmp_path)


def _is_among_them(archive: Path, key: str, value: str) -> None:
    """What stood on the page is one of the published numbers, as a reader would round it."""
    with zipfile.ZipFile(archive) as opened:
        rows = list(csv.DictReader(opened.read("numbers.csv").decode().splitlines()))
    ours = [float(row["OBS_VALUE"]) for row in rows if row["INDICATOR"] == key and row["OBS_VALUE"]]
    read = float(value.replace(".", "").replace(",", "."))
    assert any(abs(number - read) <= 0.05 for number in ours), (key, value, ours)


def _one_row_changed(archive: Path, home: Path) -> None:
    """Whoever changes one sum of one cell is found out, and told which number does not fit."""
    folder = home / "diubah"
    with zipfile.ZipFile(archive) as opened:
        opened.extractall(folder)
    cells = folder / "cells" / "letters.ended.csv"
    head, first, *rest = cells.read_text().splitlines()
    column = next(n for n, name in enumerate(head.split(",")) if name.startswith("SUM_"))
    row = next(csv.reader([first]))
    row[column] = str(int(float(row[column])) + 1)
    cells.write_text("\n".join([head, ",".join(row), *rest]) + "\n")
    code, said = recompute(folder, home)
    assert code != 0
    assert re.match(r"TIDAK COCOK: letters\.\w+ \d{4}\S* \S+\. ", said), said


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_public_pages_are_for_everybody(person: Callable[..., Person], size: tuple[int, int]) -> None:
    """Axe, nothing pushed sideways (Person.look), and the command wholly readable."""
    anybody = person(size=size)
    for address in (
        "/publik/",
        "/publik/angka/letters.on_time/",
        "/publik/angka/letters.by_hand/",
        "/publik/data/",
    ):
        anybody.open(address)
    hidden = "e => e.scrollWidth - e.clientWidth"
    assert anybody.tab.locator("pre.command").evaluate(hidden) <= 0
    anybody.tab.get_by_text("Keterangan kolom untuk mesin").click()
    anybody.look()
    anybody.reads("numbers.csv-metadata.json")


def test_without_script_it_is_the_same(person: Callable[..., Person]) -> None:
    warga = person(script=False).open("/publik/data/")
    warga.reads("Menghitung ulang", "numbers.csv")

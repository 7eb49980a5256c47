"""`recompute`: a citizen with nothing but the published files."""

import argparse
import http.server
import threading
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from sebayu.cli.process import OperatorError
from sebayu.cli.verbs import indicators, recompute
from sebayu.core.indicators.public import files

CELLS = ["CELL", "MONTHS", "OFFICES", "AREAS", "ROWS", "SUM_all", "SUM_on_time", "COUNT_all", "COUNT_on_time"]
NUMBER = ["x.on_time", "M", "2026-11", "region", "62.5", "percent", "5", "8", "8", "A", "1", "v", "recorded"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """One source, one cell, one number: 5 of 8."""
    here = tmp_path / "terbuka"
    here.mkdir()
    indicator = {
        "data_source": "x.ended",
        "small_cell": 5,
        "formula": {"over": "on_time", "under": "all", "scale": "100"},
    }
    source = {"measures": {"all": "semua", "on_time": "tepat waktu"}}
    files.write_json(
        here / "metadata.json", {"sources": {"x.ended": source}, "indicators": {"x.on_time": indicator}}
    )
    files.write_csv(
        here / "cells/x.ended.csv", CELLS, [[1, "2026-11", "kel_a", "33.76.01.1001", 8, 8, 5, 8, 5]]
    )
    files.write_csv(here / "numbers.csv", files.NUMBER_COLUMNS, [NUMBER])
    files.write_csv(here / "statements.csv", files.STATEMENT_COLUMNS, [])
    return here


def run(where: object, *, as_json: bool = False) -> int:
    return recompute.run(argparse.Namespace(public=str(where), json=as_json))


def test_files_that_agree_are_found_again(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(folder) == 0
    assert "Cocok: 1 angka" in capsys.readouterr().out
    assert run(folder, as_json=True) == 0
    assert '"ok": true' in capsys.readouterr().out


def test_the_first_number_that_differs_is_named(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files.write_csv(
        folder / "cells/x.ended.csv", CELLS, [[1, "2026-11", "kel_a", "33.76.01.1001", 8, 8, 4, 8, 4]]
    )
    assert run(folder) == 2
    told = capsys.readouterr().out
    assert "TIDAK COCOK: x.on_time 2026-11 region. Dihitung ulang 50, diumumkan 62.5." in told


def packed(folder: Path) -> Path:
    archive = folder.parent / "terbuka.zip"
    with zipfile.ZipFile(archive, "w") as into:
        for path in folder.rglob("*.*"):
            into.write(path, path.relative_to(folder.parent))
    return archive


def test_archive_is_read_as_well(folder: Path) -> None:
    assert run(packed(folder)) == 0


@pytest.fixture
def address(folder: Path) -> Iterator[str]:
    content = packed(folder).read_bytes()

    class Answers(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200 if self.path == "/terbuka.zip" else 404)
            self.end_headers()
            if self.path == "/terbuka.zip":
                self.wfile.write(content)

        def log_message(self, *_words: object) -> None:
            pass

    server = http.server.HTTPServer(("127.0.0.1", 0), Answers)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_address_is_read_as_well(address: str) -> None:
    assert run(f"{address}/terbuka.zip") == 0
    with pytest.raises(OperatorError, match="alamat"):
        run(f"{address}/lain.zip")


def test_what_is_no_open_data_is_said_clearly(tmp_path: Path) -> None:
    with pytest.raises(OperatorError, match="bukan folder"):
        run(tmp_path / "tidak-ada")
    (tmp_path / "x.zip").write_text("bukan arsip")
    with pytest.raises(OperatorError, match="zip"):
        run(tmp_path / "x.zip")
    assert run(tmp_path) == 2


@pytest.mark.django_db
def test_indicators_are_computed_listed_explained_and_published(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def given(**more: object) -> argparse.Namespace:
        return argparse.Namespace(
            **{"full": False, "source": None, "scope": "region", "json": False, "name": "", **more}
        )

    assert indicators.compute(given(source=["letters.ended"])) == 0
    assert indicators.list_all(given()) == 0
    assert indicators.explain(given(name="letters.on_time")) == 0
    assert indicators.publish(given(name=str(tmp_path))) == 0
    told = capsys.readouterr().out
    assert "letters.ended" in told
    assert "Diputus tepat waktu: – (" in told
    assert "100 * sum(in_time) / sum(decided)" in told
    assert run(tmp_path) == 0
    with pytest.raises(OperatorError, match="tidak dikenal"):
        indicators.explain(given(name="tidak.ada"))

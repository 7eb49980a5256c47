"""The operator's verbs: each explains itself, and each says clearly what is missing."""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from sebayu.cli.main import verb_names
from sebayu.cli.process import ROOT

WANTED = {
    "demo", "test", "check", "explain", "sandbox", "bench", "serve", "worker", "migrate", "import", "backup", "restore", "ledger",
    "indicators", "recompute",
}  # fmt: skip


def sebayu(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    env = {k: v for k, v in os.environ.items() if not k.startswith(("SEBAYU_", "DATABASE_URL", "DJANGO_"))}
    env |= {"PYTHONPATH": str(ROOT / "src"), "DJANGO_SETTINGS_MODULE": "sebayu.settings", **environment}
    return subprocess.run(
        [sys.executable, "-m", "sebayu.cli", *words],
        cwd=ROOT,
        env=env,
        capture_output=True,
        text=True,
        timeout=180,
    )


@pytest.fixture
def folder() -> Iterator[Path]:
    path = Path(tempfile.mkdtemp(prefix="sebayu-cli-"))
    path.chmod(0o755)
    yield path
    shutil.rmtree(path, ignore_errors=True)


def test_every_verb_is_there() -> None:
    assert set(verb_names()) == WANTED


@pytest.mark.parametrize("verb", sorted(WANTED))
def test_every_verb_explains_itself(verb: str) -> None:
    done = sebayu(verb, "--help")
    assert done.returncode == 0
    assert verb in done.stdout
    assert len(done.stdout.splitlines()) > 4


def test_port_taken_is_said_with_the_way_out(folder: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = sebayu("demo", "--data", str(folder), "--port", str(port), "--once")
    assert done.returncode == 1
    assert f"Porta {port} sedang dipakai" in done.stderr
    assert "--port" in done.stderr
    assert "Traceback" not in done.stderr


def test_data_folder_that_is_a_file_is_said(folder: Path) -> None:
    (folder / "data").write_text("x")
    done = sebayu("migrate", "--data", str(folder / "data"))
    assert done.returncode == 1
    assert "tidak dapat ditulisi" in done.stderr
    assert "Traceback" not in done.stderr


def test_database_that_does_not_answer_is_said() -> None:
    done = sebayu("migrate", DATABASE_URL="postgresql://nobody@127.0.0.1:1/none", SEBAYU_SECRET_KEY="x")
    assert done.returncode == 1
    assert "tidak dapat dihubungi" in done.stderr
    assert "Traceback" not in done.stderr


def test_unknown_service_is_said() -> None:
    done = sebayu("explain", "tidak_ada")
    assert done.returncode == 1
    assert "tidak dikenal" in done.stderr


def test_explaining_a_letter_names_law_and_time() -> None:
    done = sebayu("explain", "sktm")
    assert done.returncode == 0
    assert "Dasar hukum" in done.stdout


def test_report_reaches_the_figures_of_the_main_job() -> None:
    """At least 18 letters ask at most one question, at least 6 ask none."""
    import json

    totals = json.loads(sebayu("check", "--report", "--json").stdout)["totals"]
    assert totals["ask_at_most_one"] >= 18
    assert totals["ask_none"] >= 6


def test_unknown_bench_lists_those_there_are() -> None:
    done = sebayu("bench", "tidak_ada")
    assert done.returncode == 1
    for name in ("letter", "reads", "inbox", "residents", "numbers", "pages"):
        assert name in done.stderr


@pytest.mark.slow
def test_backup_goes_into_an_empty_database_and_its_ledger_is_whole(folder: Path) -> None:
    first, second, file = folder / "a", folder / "b", folder / "cadangan.dump"
    key = {"SEBAYU_SECRET_KEY": "x", "SEBAYU_NIK_KEY": "y"}
    assert sebayu("migrate", "--data", str(first), **key).returncode == 0
    done = sebayu("backup", "--data", str(first), str(file), **key)
    assert done.returncode == 0, done.stderr
    assert file.stat().st_mode & 0o077 == 0
    again = sebayu("backup", "--data", str(first), str(file), **key)
    assert "sudah ada" in again.stderr
    done = sebayu("restore", "--data", str(second), str(file), **key)
    assert done.returncode == 0, done.stderr
    assert "utuh" in done.stdout
    assert "tidak kosong" in sebayu("restore", "--data", str(second), str(file), **key).stderr
    done = sebayu("ledger", "verify", "--data", str(second), **key)
    assert done.returncode == 0
    assert "Utuh" in done.stdout


@pytest.mark.slow
def test_import_checks_first_and_writes_when_asked(folder: Path) -> None:
    key = {"SEBAYU_SECRET_KEY": "x", "SEBAYU_NIK_KEY": "y"}
    data = str(folder / "data")
    assert sebayu("migrate", "--data", data, **key).returncode == 0
    file = folder / "penduduk.csv"
    file.write_text(
        "NIK,NO_KK,NAMA_LGKP,TMPT_LHR,TGL_LHR,JENIS_KLMIN,ALAMAT,NO_RT,NO_RW\n"
        "3376025507850001,3376021203100004,SARI CONTOH,TEGAL,15-07-1985,P,JL CONTOH 1,004,005\n"
        "123,3376021203100004,SALAH CONTOH,TEGAL,15-07-1985,P,JL CONTOH 1,004,005\n"
    )
    done = sebayu("import", "residents", str(file), "--data", data, "--area", "33.76.02.1005", **key)
    assert done.returncode == 1, done.stderr
    assert "baris 3" in done.stdout
    assert "Belum ada yang ditulis" in done.stdout
    refused = sebayu(
        "import", "residents", str(file), "--apply", "--data", data, "--area", "33.76.02.1005", **key
    )
    assert refused.returncode == 1
    done = sebayu(
        "import",
        "residents",
        str(file),
        "--apply",
        "--accept-errors",
        "--data",
        data,
        "--area",
        "33.76.02.1005",
        **key,
    )
    assert done.returncode == 0, done.stderr
    assert "1 baris baru" in done.stdout

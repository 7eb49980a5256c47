"""The embedded PostgreSQL: durable, alone on its folder, clear when it cannot start."""

import os
import shutil
import signal
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from sebayu.cli.postgres import Cluster, PostgresError, throwaway


@pytest.fixture
def folder() -> Iterator[Path]:
    path = Path(tempfile.mkdtemp(prefix="sebayu-test-"))
    path.chmod(0o755)
    yield path
    shutil.rmtree(path, ignore_errors=True)


def test_committed_rows_survive_kill_of_the_whole_group(folder: Path) -> None:
    cluster = Cluster(folder).start()
    with psycopg.connect(cluster.url(), autocommit=True) as connection:
        connection.execute("CREATE TABLE t (n int)")
        connection.execute("INSERT INTO t SELECT generate_series(1, 1000)")
    assert cluster._process
    os.killpg(cluster._process.pid, signal.SIGKILL)
    cluster._process.wait()
    again = Cluster(folder).start()
    try:
        with psycopg.connect(again.url()) as connection:
            assert connection.execute("SELECT count(*) FROM t").fetchone() == (1000,)
    finally:
        again.stop()


def test_second_server_on_the_same_folder_is_refused(folder: Path) -> None:
    with Cluster(folder, fast=True), pytest.raises(PostgresError, match="sedang dipakai"):
        Cluster(folder, fast=True).start()


def test_data_of_another_version_is_named(folder: Path) -> None:
    with Cluster(folder, fast=True):
        pass
    (folder / "pg" / "PG_VERSION").write_text("9\n")
    with pytest.raises(PostgresError, match="dibuat oleh PostgreSQL 9"):
        Cluster(folder, fast=True).start()


def test_throwaway_speaks_utf8() -> None:
    cluster = throwaway()
    try:
        with psycopg.connect(cluster.url()) as connection:
            assert connection.execute("SELECT upper('ꦗꦮ é')").fetchone() == ("ꦗꦮ É",)
    finally:
        cluster.stop()
        shutil.rmtree(cluster.folder)

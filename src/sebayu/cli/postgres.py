"""Embedded PostgreSQL under our own launcher: demo and tests without a system package.

The server is a direct child, never started through pg_ctl, and never runs as root.
"""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from sebayu.cli.binaries import (
    OLDEST_VERSION,
    PostgresError,
    copy_for,
    drop_account,
    find_binaries,
    reachable,
    version_of,
)
from sebayu.cli.process import die_with_parent

__all__ = ["OLDEST_VERSION", "Cluster", "PostgresError", "free_port", "quiet", "throwaway"]
START_SECONDS = 60


def quiet(_: str) -> None:
    """Progress for callers who want none."""


@dataclass
class Cluster:
    """One PostgreSQL server over one data folder.

    `folder` keeps everything: `folder/pg` the data, `folder/pg.log` the log. `fast` gives up durability: for tests only.
    """

    folder: Path
    fast: bool = False
    say: Callable[[str], None] = quiet
    port: int = 0
    _process: subprocess.Popen[bytes] | None = field(default=None, init=False)
    _socket_folder: Path | None = field(default=None, init=False)
    _bin: Path | None = field(default=None, init=False)

    @property
    def data(self) -> Path:
        return self.folder / "pg"

    def url(self, database: str = "sebayu") -> str:
        return f"postgresql://sebayu@127.0.0.1:{self.port}/{database}"

    def binary(self, name: str) -> Path:
        """Path of a PostgreSQL program (psql, pg_dump, ...)."""
        if self._bin is None:
            self._bin = self._choose_binaries()
        return self._bin / name

    def _choose_binaries(self) -> Path:
        bin_folder = find_binaries()
        account = drop_account()
        if account and not reachable(bin_folder / "postgres", account):
            return copy_for(account, bin_folder)
        return bin_folder

    def _as(self) -> dict:
        account = drop_account()
        if account is None:
            return {}
        return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}

    def _environment(self) -> dict[str, str]:
        return {"PATH": os.environ.get("PATH", ""), "LC_ALL": "C.UTF-8", "TZ": "UTC"}

    def running_port(self) -> int | None:
        """The port of a server already running on this folder, or None."""
        mark = self.data / "postmaster.pid"
        if not mark.exists():
            return None
        lines = mark.read_text().split("\n")
        return int(lines[3]) if len(lines) > 3 and _is_postgres(int(lines[0] or 0)) else None

    def start(self) -> "Cluster":
        """Make the cluster when it is not there, start it, wait until it answers, make the database `sebayu`."""
        self.folder.mkdir(parents=True, exist_ok=True)
        self._guard_space()
        self._guard_version()
        if not (self.data / "PG_VERSION").exists():
            self._init()
        self._clear_stale_pid()
        self.port = self.port or free_port()
        self._launch()
        self._wait()
        self._create_database()
        return self

    def _guard_space(self) -> None:
        free = shutil.disk_usage(self.folder).free
        if free < 300 * 2**20:
            raise PostgresError(
                f"Ruang disk tinggal {free // 2**20} MB di {self.folder}; dibutuhkan sedikitnya 300 MB."
            )

    def _guard_version(self) -> None:
        mark = self.data / "PG_VERSION"
        if not mark.exists():
            return
        made, ours = int(mark.read_text().split(".")[0]), version_of(self.binary("postgres").parent)
        if made != ours:
            raise PostgresError(
                f"Folder data {self.data} dibuat oleh PostgreSQL {made}, sedangkan yang terpasang {ours}. "
                "Pakai folder lain (--data), atau pulihkan cadangan dengan `./sebayu restore`."
            )

    def _init(self) -> None:
        self.say("Menyiapkan basis data")
        account = drop_account()
        self.data.mkdir(mode=0o700, exist_ok=True)
        if account:
            self._open_way(account)
            os.chown(self.data, account.pw_uid, account.pw_gid)
        command = [
            str(self.binary("initdb")), "-D", str(self.data), "-U", "sebayu", "--auth=trust", "--encoding=UTF8",
            "--no-instructions", "--no-sync" if self.fast else "--data-checksums",
        ]  # fmt: skip
        if version_of(self.binary("postgres").parent) >= 17:
            command += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
        else:
            command += ["--locale=C"]
        done = subprocess.run(
            command, capture_output=True, text=True, env=self._environment(), cwd="/", **self._as()
        )
        if done.returncode:
            shutil.rmtree(self.data, ignore_errors=True)
            raise PostgresError(f"initdb gagal: {done.stderr.strip()[-600:]}")

    def _open_way(self, account: pwd.struct_passwd) -> None:
        """As root the data must lie where the account may enter; we never open other people's folders for it."""
        if not reachable(self.folder, account):
            raise PostgresError(
                f"Dijalankan sebagai root, dan akun `{account.pw_name}` tidak dapat masuk ke {self.folder}. "
                "Pilih folder lain dengan --data (misalnya /var/lib/sebayu), atau jalankan sebagai pengguna biasa."
            )

    def _clear_stale_pid(self) -> None:
        """After kill -9 the pid file stays; PostgreSQL checks it, but a reused pid would block the restart."""
        mark = self.data / "postmaster.pid"
        if not mark.exists():
            return
        pid = int(mark.read_text().split("\n")[0] or 0)
        if not _is_postgres(pid):
            mark.unlink()
            return
        lines = mark.read_text().split("\n")
        raise PostgresError(
            f"Basis data di {self.data} sedang dipakai proses {pid} (porta {lines[3] if len(lines) > 3 else '?'}). "
            "Hentikan demo yang lain, atau pakai --data folder lain."
        )

    def _launch(self) -> None:
        self._socket_folder = Path(tempfile.mkdtemp(prefix="sbpg"))
        account = drop_account()
        if account:
            os.chown(self._socket_folder, account.pw_uid, account.pw_gid)
        options = {
            "port": self.port, "listen_addresses": "127.0.0.1", "unix_socket_directories": str(self._socket_folder),
            "max_connections": 120, "shared_buffers": "256MB", "work_mem": "16MB", "maintenance_work_mem": "256MB",
            "max_wal_size": "2GB", "timezone": "UTC", "log_min_messages": "warning", "random_page_cost": 1.1,
            "max_parallel_workers_per_gather": 2, "jit": "off", "log_statement": "none", "log_min_error_statement": "panic",
            "log_parameter_max_length_on_error": 0,
        }  # fmt: skip
        if self.fast:
            options |= {
                "fsync": "off",
                "synchronous_commit": "off",
                "full_page_writes": "off",
                "shared_buffers": "128MB",
            }
        command = [str(self.binary("postgres")), "-D", str(self.data)]
        for key, value in options.items():
            command += ["-c", f"{key}={value}"]
        log = open(self.folder / "pg.log", "ab")  # noqa: SIM115 - the child keeps it
        self._process = subprocess.Popen(
            command, stdout=log, stderr=log, stdin=subprocess.DEVNULL, env=self._environment(), cwd="/",
            start_new_session=True, preexec_fn=_end_with_us, **self._as(),
        )  # fmt: skip
        log.close()

    def _wait(self) -> None:
        assert self._process
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            if self._process.poll() is not None:
                raise PostgresError(f"PostgreSQL berhenti saat mulai:\n{self.log_tail()}")
            ready = subprocess.run(
                [
                    self.binary("pg_isready"),
                    "-q",
                    "-U",
                    "sebayu",
                    "-d",
                    "postgres",
                    "-h",
                    "127.0.0.1",
                    "-p",
                    str(self.port),
                ],
                env=self._environment(),
            )
            if ready.returncode == 0:
                return
            time.sleep(0.1)
        self.stop()
        raise PostgresError(f"PostgreSQL tidak siap dalam {START_SECONDS} detik:\n{self.log_tail()}")

    def log_tail(self, lines: int = 12) -> str:
        log = self.folder / "pg.log"
        return "\n".join(log.read_text(errors="replace").splitlines()[-lines:]) if log.exists() else ""

    def _create_database(self) -> None:
        import psycopg

        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            exists = connection.execute("SELECT 1 FROM pg_database WHERE datname = 'sebayu'").fetchone()
            if not exists:
                connection.execute("CREATE DATABASE sebayu")

    def stop(self) -> None:
        """Fast shutdown: running transactions are rolled back, committed ones are kept."""
        if self._process and self._process.poll() is None:
            self._process.send_signal(signal.SIGINT)
            try:
                self._process.wait(20)
            except subprocess.TimeoutExpired:
                self._process.send_signal(signal.SIGQUIT)
                self._process.wait(10)
        self._process = None
        if self._socket_folder:
            shutil.rmtree(self._socket_folder, ignore_errors=True)

    def __enter__(self) -> "Cluster":
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.stop()


def _end_with_us() -> None:
    """A server whose launcher was killed would stay for ever: nobody is left to stop it. SIGINT is a fast, clean shutdown."""
    die_with_parent(signal.SIGINT)


def _is_postgres(pid: int) -> bool:
    if pid <= 0:
        return False
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    name = subprocess.run(
        ["ps", "-o", "stat=,comm=", "-p", str(pid)], capture_output=True, text=True
    ).stdout.split()
    return len(name) > 1 and not name[0].startswith("Z") and "postgres" in name[1]


def free_port() -> int:
    """A loopback port that is free right now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def throwaway(*, fast: bool = True) -> Cluster:
    """A cluster in a temporary folder every account may enter; the caller stops it and removes `folder`."""
    folder = Path(tempfile.mkdtemp(prefix="sebayu-db-"))
    folder.chmod(0o755)
    return Cluster(folder, fast=fast).start()

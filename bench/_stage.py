"""The stage every measurement plays on: a durable PostgreSQL of its own, a region, a generated town, simulators over HTTP."""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from sebayu.cli.postgres import Cluster, free_port
from sebayu.cli.process import child, settle_memory, start_django, stop_all, wait_for


def told(text: str) -> None:
    """Progress goes to stderr: stdout carries the one object of the result."""
    print(text, file=sys.stderr, flush=True)


@dataclass
class Stage:
    folder: Path
    cluster: Cluster
    sandbox_port: int = 0
    children: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def run(self, *command: str) -> None:
        """A command of this stage, to its end."""
        subprocess.run([sys.executable, *command], check=True, stdout=subprocess.DEVNULL)

    def processor_ms(self) -> dict[str, float]:
        """Processor time so far of everybody on the stage, in milliseconds."""
        postmaster = int((self.cluster.data / "postmaster.pid").read_text().split()[0])
        simulator, workers = (
            self.children[: bool(self.sandbox_port)],
            self.children[bool(self.sandbox_port) :],
        )
        return {
            "web": time.process_time() * 1000,
            "workers": sum(processor_ms(worker.pid) for worker in workers),
            "postgresql": processor_ms(postmaster),
            "simulator": sum(processor_ms(process.pid) for process in simulator),
        }

    def process(self, *command: str) -> subprocess.Popen[bytes]:
        """A child with this stage's environment; stopped with the stage."""
        started = child([sys.executable, *command], log=self.folder / f"child-{len(self.children)}.log")
        self.children.append(started)
        return started


def processor_ms(pid: int) -> float:
    """Processor time so far of a process and of all it started, ended ones included; 0 where there is no /proc."""
    spent, children = {}, {}
    for entry in Path("/proc").glob("[0-9]*/stat"):
        try:
            found = entry.read_text().rpartition(")")[2].split()
        except OSError:  # it ended meanwhile
            continue
        here = int(entry.parent.name)
        spent[here] = sum(int(ticks) for ticks in found[11:15])
        children.setdefault(int(found[1]), []).append(here)

    def total(process: int) -> int:
        return spent.get(process, 0) + sum(total(child) for child in children.get(process, ()))

    return total(pid) * 1000 / os.sysconf("SC_CLK_TCK")


@contextmanager
def stage(
    *, residents: int, region: str = "kota_tegal", sandbox: bool = False, people: bool = True
) -> Iterator[Stage]:
    """Set the stage; `people=False` leaves the register empty."""
    folder = Path(tempfile.mkdtemp(prefix="sebayu-bench-"))
    folder.chmod(0o755)
    cluster = Cluster(folder)
    (folder / "static").mkdir()
    here = Stage(folder, cluster, free_port() if sandbox else 0)
    try:
        cluster.start()
        _environment(here, region)
        start_django()
        from sebayu.cli import town as towns

        if sandbox:
            made = towns.build(region, residents, told)
            made.write(folder / "town.sqlite")
            _start_sandbox(here)
        from django.core.management import call_command

        call_command("migrate", verbosity=0, interactive=False)
        _fill(
            here,
            towns.build(region, residents, told) if people and not sandbox else (made if people else None),
        )
        settle_memory()  # as the web process and the worker do
        yield here
    finally:
        stop_all(here.children)
        cluster.stop()
        shutil.rmtree(folder, ignore_errors=True)


def _environment(here: Stage, region: str) -> None:
    from sebayu.sandbox.credentials import BSRE, BSRE_SEAL

    url = f"http://127.0.0.1:{here.sandbox_port}"
    os.environ.update(
        DATABASE_URL=here.cluster.url(), SEBAYU_REGION=region, SEBAYU_TESTING="1", SEBAYU_SECRET_KEY="bench", SEBAYU_NIK_KEY="bench",  # noqa: S106
        SEBAYU_DATA_DIR=str(here.folder), SEBAYU_LOG_LEVEL="ERROR",
    )  # fmt: skip
    if here.sandbox_port:
        os.environ.update(
            SEBAYU_SANDBOX_URL=url, SEBAYU_BSRE_URL=f"{url}/bsre", SEBAYU_BSRE_USER=BSRE["user"], SEBAYU_BSRE_PASSWORD=BSRE["password"],
            SEBAYU_BSRE_SEAL_ID=BSRE_SEAL["idSubscriber"], SEBAYU_BSRE_SEAL_CODE=BSRE_SEAL["totp"],
            SEBAYU_BSRE_SEAL_NAME="Segel Elektronik Simulator",
            SEBAYU_BSRE_TRUST_ROOTS=str(here.folder / "sandbox" / "ca.pem"),
        )  # fmt: skip
        from sebayu.cli.verbs.demo import sandbox_credentials

        os.environ.update(sandbox_credentials())


def _start_sandbox(here: Stage) -> None:
    from sebayu.cli.process import answers
    from sebayu.cli.verbs.demo import fetch_root

    port, data = here.sandbox_port, here.folder / "sandbox"
    process = here.process(
        "-m",
        "sebayu.sandbox",
        "--town",
        str(here.folder / "town.sqlite"),
        "--data",
        str(data),
        "--port",
        str(port),
    )
    wait_for(lambda: answers(port), what="simulator", process=process)
    fetch_root(port, data / "ca.pem")


def _fill(here: Stage, town) -> None:
    from sebayu.cli import cast
    from sebayu.cli.region import load_region
    from sebayu.cli.seeding import SOURCES
    from sebayu.cli.town import load_registry

    url = os.environ.get("SEBAYU_SANDBOX_URL", "")
    load_region(
        told,
        sandbox_url=url,
        credentials={name: f"env:SEBAYU_{name.upper()}" for name in SOURCES} if url else None,
    )
    if town is not None:
        began = time.monotonic()
        counts = load_registry(town)
        told(f"register: {sum(counts.values()):,} rows in {time.monotonic() - began:.1f} s")
        cast.give_signing_numbers()
        cast.make_cast()


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which `share` of the measurements lie (nearest rank)."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, max(0, round(share * len(ordered) + 0.5) - 1))]


def timed(call: Callable[[], object], times: int, warm: int = 3) -> list[float]:
    """Seconds of each of `times` calls, after some that do not count."""
    for _ in range(warm):
        call()
    found = []
    for _ in range(times):
        began = time.perf_counter()
        call()
        found.append(time.perf_counter() - began)
    return found


def ms(seconds: float) -> float:
    return round(seconds * 1000, 2)


def summary(values: Sequence[float]) -> dict[str, float]:
    return {"p50_ms": ms(statistics.median(values)), "p95_ms": ms(percentile(values, 0.95)), "n": len(values)}

"""Jalankan Sebayu lengkap di atas kota buatan: basis data, simulator register dan tanda tangan, web, dan pekerja antrean.

Semua orang dan surat di dalamnya rekaan. Halaman masuk menyebut semua peran; satu ketukan untuk menjadi salah satunya.
"""

import argparse
import os
import secrets
import shutil
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

from sebayu.cli import process
from sebayu.cli.database import data_argument, data_folder, open_database, region_argument
from sebayu.cli.process import OperatorError, answers, child, need_port, say, stop_all, wait_for
from sebayu.cli.verbs.serve import command as web_command

HELP = "jalankan peragaan lengkap dengan satu perintah"


def arguments(parser: argparse.ArgumentParser) -> None:
    data_argument(parser)
    region_argument(parser)
    parser.add_argument(
        "--residents",
        type=int,
        default=4000,
        help="banyaknya penduduk kota buatan (4000; 294477 dan 1057750 pun dapat)",
    )
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--sandbox-port", type=int, default=8100)
    parser.add_argument(
        "--host", default="127.0.0.1", help="0.0.0.0 agar dapat dibuka dari ponsel di jaringan yang sama"
    )
    parser.add_argument(
        "--reset", action="store_true", help="mulai dari awal: hapus data peragaan daerah ini"
    )
    parser.add_argument("--once", action="store_true", help="siapkan, periksa halaman muka, lalu berhenti")


def run(args: argparse.Namespace) -> int:
    began = time.monotonic()
    for name in (
        signal.SIGTERM,
        signal.SIGINT,
    ):  # set both: a background job of a shell inherits SIGINT as ignored
        signal.signal(name, _interrupt)
    folder = data_folder(args)
    if args.reset:
        _reset(folder)
    need_port(args.port)
    need_port(args.sandbox_port)
    _environment(args, folder)
    say(f"Data peragaan di {folder}")
    with open_database(args):
        children: list[subprocess.Popen[bytes]] = []
        try:
            _start(args, folder, children)
            say(
                f"Siap dalam {time.monotonic() - began:.1f} detik.\n\n  Buka  http://localhost:{args.port}/\n\nCtrl-C untuk berhenti."
            )
            return 0 if args.once else _stay(children)
        finally:
            say("Menghentikan ...")
            stop_all(children)


def _interrupt(*_: object) -> None:
    raise KeyboardInterrupt


def _reset(folder: Path) -> None:
    from sebayu.cli.postgres import Cluster

    if Cluster(folder).running_port():
        raise OperatorError(
            f"Peragaan masih berjalan di {folder}. Hentikan dulu, lalu ulangi dengan --reset."
        )
    for name in ("pg", "sandbox", "static"):
        shutil.rmtree(folder / name, ignore_errors=True)
    for path in [*folder.glob("town-*.sqlite"), folder / "keys.env", folder / "pg.log"]:
        path.unlink(missing_ok=True)


def _environment(args: argparse.Namespace, folder: Path) -> None:
    """The settings of the demo; keys are made once and kept, so that sessions and codes survive a restart."""
    keys = folder / "keys.env"
    if not keys.exists():
        keys.touch(mode=0o600)
        keys.write_text(
            f"SEBAYU_SECRET_KEY={secrets.token_urlsafe(48)}\nSEBAYU_NIK_KEY={secrets.token_urlsafe(32)}\n"
        )
    for line in keys.read_text().splitlines():
        name, _, value = line.partition("=")
        os.environ.setdefault(name, value)
    hosts = "localhost,127.0.0.1,[::1]" if args.host == "127.0.0.1" else "*"
    from sebayu.sandbox.credentials import BSRE, BSRE_SEAL

    os.environ.update(
        SEBAYU_DEMO="1",
        SEBAYU_REGION=args.region,
        SEBAYU_HOSTS=hosts,
        SEBAYU_PUBLIC_URL=os.environ.get("SEBAYU_PUBLIC_URL", f"http://localhost:{args.port}"),
        SEBAYU_DATA_DIR=str(folder),
        SEBAYU_SANDBOX_URL=f"http://127.0.0.1:{args.sandbox_port}",
        SEBAYU_BSRE_URL=f"http://127.0.0.1:{args.sandbox_port}/bsre",
        SEBAYU_BSRE_USER=BSRE["user"],
        SEBAYU_BSRE_PASSWORD=BSRE["password"],
        SEBAYU_BSRE_SEAL_ID=BSRE_SEAL["idSubscriber"],
        SEBAYU_BSRE_SEAL_CODE=BSRE_SEAL["totp"],
        SEBAYU_BSRE_SEAL_NAME="Segel Elektronik Simulator",
        SEBAYU_BSRE_TRUST_ROOTS=str(folder / "sandbox" / "ca.pem"),
        **sandbox_credentials(),
    )


def sandbox_credentials() -> dict[str, str]:
    """What our clients present to the simulators; referred to by name in the database, never stored there."""
    import json

    from sebayu.sandbox import credentials

    return {"SEBAYU_DUKCAPIL": json.dumps(credentials.DUKCAPIL)} | {
        f"SEBAYU_{name.upper()}": token for name, token in credentials.TOKENS.items()
    }


def _start(args: argparse.Namespace, folder: Path, children: list) -> None:
    process.start_django()
    from sebayu.cli.town import ensure_town

    town = ensure_town(args.region, args.residents, folder, say)
    sandbox = child(
        [sys.executable, "-m", "sebayu.sandbox", "--town", str(town), "--data", str(folder / "sandbox"), "--port", str(args.sandbox_port)],
        log=folder / "sandbox.log",
    )  # fmt: skip
    children.append(sandbox)
    from sebayu.cli.seeding import seed

    wait_for(lambda: answers(args.sandbox_port), what="Simulator", process=sandbox)
    fetch_root(args.sandbox_port, folder / "sandbox" / "ca.pem")
    seed(args.residents, folder, say)
    web = child(web_command(args.host, args.port), log=folder / "web.log")
    worker = child(
        [sys.executable, "-m", "sebayu.cli", "worker", "--region", args.region], log=folder / "worker.log"
    )
    children += [web, worker]
    wait_for(
        lambda: answers(args.port, "/"), what=f"Web (lihat {folder / 'web.log'})", process=web, seconds=60
    )


def fetch_root(port: int, path: Path) -> None:
    """The simulator's root certificate: trusted here, and marked as not legally valid on every page."""
    import httpx

    path.write_bytes(httpx.get(f"http://127.0.0.1:{port}/bsre/_ca.pem").raise_for_status().content)


def _stay(children: list[subprocess.Popen[bytes]]) -> int:
    """Until Ctrl-C, or until a child ends by itself."""
    ended = threading.Event()
    while not ended.wait(1):
        for process_ in children:
            if process_.poll() is not None:
                raise OperatorError(
                    f"Satu bagian berhenti sendiri (kode {process_.returncode}); lihat berkas .log di folder data."
                )
    return 0

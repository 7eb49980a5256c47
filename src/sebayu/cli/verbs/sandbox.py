"""Jalankan simulator Dukcapil, DTSEN, OSS, PBB, sekolah, dan BSrE di atas kota buatan."""

import argparse
import signal
import threading
from pathlib import Path

from sebayu.cli.database import data_argument, data_folder, region_argument
from sebayu.cli.process import OperatorError, need_port, say

HELP = "jalankan simulator register dan tanda tangan"


def arguments(parser: argparse.ArgumentParser) -> None:
    data_argument(parser)
    region_argument(parser)
    parser.add_argument("--port", type=int, default=8100)
    parser.add_argument("--residents", type=int, default=4000, help="besar kota bila belum dibuat")


def run(args: argparse.Namespace) -> int:
    need_port(args.port)
    folder = data_folder(args)
    from sebayu.cli.town import ensure_town
    from sebayu.sandbox import serve

    town = ensure_town(args.region, args.residents, folder, say)
    if not Path(town).exists():
        raise OperatorError("kota buatan belum ada; jalankan dulu ./sebayu demo")
    server = serve(town, folder / "sandbox", port=args.port)
    say(f"Simulator di {server.url} (gangguan: POST {server.url}/_faults). Ctrl-C untuk berhenti.")
    done = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: done.set())
    try:
        done.wait()
    finally:
        server.stop()
    return 0

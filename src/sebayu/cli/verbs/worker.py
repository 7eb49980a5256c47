"""Kerjakan antrean: kiriman pesan, penyegelan buku catatan, pengingat batas waktu."""

import argparse
import os

from sebayu.cli.database import data_argument, open_database, region_argument
from sebayu.cli.process import say, settle_memory, start_django

HELP = "jalankan pekerja antrean"


def arguments(parser: argparse.ArgumentParser) -> None:
    data_argument(parser)
    region_argument(parser)
    parser.add_argument(
        "--concurrency", type=int, default=int(os.environ.get("SEBAYU_WORKER_CONCURRENCY", "4"))
    )
    parser.add_argument("--once", action="store_true", help="selesaikan yang ada, lalu berhenti")


def run(args: argparse.Namespace) -> int:
    with open_database(args):
        start_django()
        from procrastinate.contrib.django import app

        settle_memory()
        if not args.once:
            say("Pekerja siap.")
        with app.replace_connector(app.connector.get_worker_connector()) as own:
            own.run_worker(concurrency=args.concurrency, wait=not args.once, install_signal_handlers=True)
    return 0

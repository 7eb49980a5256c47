"""Kerjakan antrean: kiriman pesan, penyegelan buku catatan, pengingat batas waktu."""

import argparse
import os

from sebayu.cli.database import data_argument, open_database, region_argument
from sebayu.cli.process import say, settle_memory, start_django

HELP = "jalankan pekerja antrean"
PATIENCE_SECONDS = 10.0


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
        from procrastinate import PsycopgConnector
        from procrastinate.contrib.django import app
        from procrastinate.contrib.django.utils import connector_params

        settle_memory()
        if not args.once:
            say("Pekerja siap.")
        # the library's own connector but for the patience: half a minute for a database that is gone is half a minute nobody can
        # stop this process in
        connector = PsycopgConnector(kwargs=connector_params(), timeout=PATIENCE_SECONDS)
        with app.replace_connector(connector) as own:
            own.run_worker(concurrency=args.concurrency, wait=not args.once, install_signal_handlers=True)
    return 0

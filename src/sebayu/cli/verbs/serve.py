"""Layani permintaan web (WSGI, Granian). Untuk produksi: isi DATABASE_URL dan SEBAYU_SECRET_KEY, lihat docs/operations.md."""

import argparse
import os
import sys

from sebayu.cli.database import data_argument, open_database, region_argument
from sebayu.cli.process import need_port, say, start_django

HELP = "jalankan server web"


def arguments(parser: argparse.ArgumentParser) -> None:
    data_argument(parser)
    region_argument(parser)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--workers", type=int, default=int(os.environ.get("SEBAYU_WORKERS", "2")))


def command(host: str, port: int, workers: int = 2, threads: int = 2) -> list[str]:
    """The server's command line; access logs stay off, since addresses of people are personal data."""
    return [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--host", host, "--port", str(port), "--workers", str(workers),
        "--blocking-threads", str(threads), "--no-ws", "--respawn-failed-workers", "--no-access-log",
        "--log-level", "warning", "sebayu.wsgi:application",
    ]  # fmt: skip


def run(args: argparse.Namespace) -> int:
    need_port(args.port)
    with open_database(args) as cluster:
        start_django()
        from django.core.management import call_command

        call_command("migrate", "--check", verbosity=0)
        call_command("collectstatic", "--noinput", verbosity=0)
        line = command(args.host, args.port, args.workers)
        say(f"Sebayu melayani di http://{args.host}:{args.port}")
        if cluster is None:
            os.execv(line[0], line)
        import subprocess

        return subprocess.run(line).returncode

"""Pulihkan cadangan ke basis data yang kosong, lalu periksa rantai buku catatan."""

import argparse
import os
import subprocess
from pathlib import Path

from sebayu.cli.database import data_argument, open_database, region_argument
from sebayu.cli.postgres import Cluster
from sebayu.cli.process import OperatorError, say, start_django

HELP = "pulihkan cadangan ke basis data kosong"


def arguments(parser: argparse.ArgumentParser) -> None:
    data_argument(parser)
    region_argument(parser)
    parser.add_argument("file", type=Path, help="berkas dari `./sebayu backup`")


def run(args: argparse.Namespace) -> int:
    if not args.file.is_file():
        raise OperatorError(f"{args.file} tidak ada.")
    with args.file.open("rb") as head:
        if head.read(5) != b"PGDMP":
            raise OperatorError(f"{args.file} bukan berkas cadangan Sebayu.")
    with open_database(args) as cluster:
        refuse_full_database()
        program = (cluster or Cluster(Path("."))).binary("pg_restore")
        done = subprocess.run(
            [program, "--no-owner", "--no-privileges", "--exit-on-error", "--dbname", os.environ["DATABASE_URL"], args.file],
            capture_output=True, text=True,
        )  # fmt: skip
        if done.returncode:
            raise OperatorError(f"pg_restore gagal: {done.stderr[-400:]}")
        return verified()


def refuse_full_database() -> None:
    import psycopg

    with psycopg.connect(os.environ["DATABASE_URL"]) as connection:
        row = connection.execute(
            "SELECT count(*) FROM information_schema.tables WHERE table_schema = 'public'"
        ).fetchone()
    if row and row[0]:
        raise OperatorError(
            "Basis data tujuan tidak kosong. Pulihkan ke folder baru (--data) atau basis data baru."
        )


def verified() -> int:
    """Seal what the old cluster had not sealed (its transaction numbers mean nothing here), then walk the chain."""
    start_django()
    from sebayu.core.ledger.actions import seal
    from sebayu.core.ledger.chain import verify

    while seal(everything=True):
        pass
    verdict = verify()
    state = "utuh" if verdict.ok else f"RUSAK pada catatan {verdict.broken_at}: {verdict.why}"
    say(f"Pulih. Buku catatan {state}, {verdict.sealed} catatan.")
    return 0 if verdict.ok else 2

"""Cadangkan satu daerah ke satu berkas: basis data lengkap, termasuk berkas surat dan buku catatan."""

import argparse
import datetime as dt
import os
import subprocess
from pathlib import Path

from sebayu.cli.database import data_argument, open_database, region_argument
from sebayu.cli.postgres import Cluster
from sebayu.cli.process import OperatorError, say

HELP = "cadangkan basis data ke satu berkas"


def arguments(parser: argparse.ArgumentParser) -> None:
    data_argument(parser)
    region_argument(parser)
    parser.add_argument(
        "file",
        type=Path,
        nargs="?",
        help="berkas tujuan; tanpa ini: sebayu-<daerah>-<waktu>.dump di folder ini",
    )


def run(args: argparse.Namespace) -> int:
    stamp = dt.datetime.now().strftime("%Y%m%d-%H%M%S")  # noqa: DTZ005 - the operator's own clock
    target = (args.file or Path(f"sebayu-{args.region}-{stamp}.dump")).resolve()
    if target.exists():
        raise OperatorError(f"{target} sudah ada; cadangan tidak menimpa berkas. Pilih nama lain.")
    with open_database(args) as cluster:
        dump((cluster or Cluster(Path("."))).binary("pg_dump"), target)
    say(f"Cadangan selesai: {target} ({target.stat().st_size / 2**20:.1f} MB)")
    return 0


def dump(program: Path, target: Path) -> None:
    """Write to a part file first: a name that exists is a backup that finished."""
    part = target.with_suffix(target.suffix + ".part")
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as out:
        done = subprocess.run(
            [program, "--format=custom", "--no-owner", "--no-privileges", os.environ["DATABASE_URL"]],
            stdout=out, stderr=subprocess.PIPE, text=False,
        )  # fmt: skip
    if done.returncode:
        part.unlink(missing_ok=True)
        raise OperatorError(f"pg_dump gagal: {done.stderr.decode(errors='replace')[-400:]}")
    part.rename(target)

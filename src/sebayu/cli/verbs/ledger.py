"""Periksa buku catatan: apakah rantainya utuh, dan berapa catatan yang belum disegel."""

import argparse

from sebayu.cli.database import data_argument, open_database, region_argument
from sebayu.cli.process import say, start_django

HELP = "periksa (verify) atau segel (seal) buku catatan"


def arguments(parser: argparse.ArgumentParser) -> None:
    data_argument(parser)
    region_argument(parser)
    parser.add_argument(
        "what",
        choices=["verify", "seal"],
        help="verify: sebut catatan pertama yang rusak; seal: segel sekarang",
    )


def run(args: argparse.Namespace) -> int:
    with open_database(args):
        start_django()
        from sebayu.core.ledger.actions import seal
        from sebayu.core.ledger.chain import verify

        if args.what == "seal":
            total = 0
            while count := seal():
                total += count
            say(f"{total} catatan disegel.")
            return 0
        verdict = verify()
        if verdict.ok:
            say(
                f"Utuh: {verdict.sealed} catatan bersegel, {verdict.unsealed} menunggu segel. Kepala rantai {verdict.head}"
            )
            return 0
        say(
            f"RUSAK pada catatan nomor {verdict.broken_at}: {verdict.why}. {verdict.sealed} catatan sebelumnya utuh."
        )
        return 2

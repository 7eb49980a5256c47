"""Bawa skema basis data ke versi program ini, lalu muat wilayah dan kantor dari paket daerah."""

import argparse

from sebayu.cli.database import data_argument, open_database, region_argument
from sebayu.cli.process import say, start_django

HELP = "perbarui skema basis data dan data paket daerah"


def arguments(parser: argparse.ArgumentParser) -> None:
    data_argument(parser)
    region_argument(parser)
    parser.add_argument("--check", action="store_true", help="hanya periksa apakah ada yang belum diterapkan")


def run(args: argparse.Namespace) -> int:
    with open_database(args):
        start_django()
        from django.core.management import call_command

        if args.check:
            call_command("migrate", "--check", verbosity=0)
            say("Skema sudah terbaru.")
            return 0
        call_command("migrate", verbosity=0, interactive=False)
        from sebayu.cli.region import load_region

        load_region(say)
    return 0

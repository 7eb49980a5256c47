"""Jelaskan satu layanan sebagai maklumat publik: syarat, dasar hukum, langkah, waktu, biaya."""

import argparse
import os

from sebayu.cli.process import OperatorError, say, start_django

HELP = "jelaskan satu layanan dalam bahasa sehari-hari"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("service", nargs="?", help="kunci layanan, misalnya sktm; tanpa ini: daftar layanan")


def run(args: argparse.Namespace) -> int:
    os.environ.setdefault("SEBAYU_DEBUG", "1")
    start_django()
    from sebayu.core.services import UnknownService, catalogue, explain

    if not args.service:
        for service in catalogue.all():
            say(f"{service.key:24}{service.title}")
        return 0
    try:
        say(explain(catalogue.get(args.service)))
    except UnknownService:
        raise OperatorError(
            f"layanan {args.service} tidak dikenal; jalankan `./sebayu explain` untuk melihat daftarnya."
        ) from None
    return 0

"""Masukkan kutipan register penduduk (XLSX atau CSV): periksa dulu baris demi baris, tulis bila diminta."""

import argparse
import os
from pathlib import Path

from sebayu.cli.database import data_argument, open_database, region_argument
from sebayu.cli.process import OperatorError, say, start_django

HELP = "masukkan kutipan data penduduk; tanpa --apply hanya memeriksa"


def arguments(parser: argparse.ArgumentParser) -> None:
    data_argument(parser)
    region_argument(parser)
    parser.add_argument("what", choices=["residents"], help="register yang diisi")
    parser.add_argument("file", type=Path, help="berkas .xlsx atau .csv; judul kolom Dukcapil dikenali")
    parser.add_argument("--apply", action="store_true", help="tulis setelah diperiksa")
    parser.add_argument(
        "--accept-errors", action="store_true", help="tulis baris yang baik walaupun ada baris yang salah"
    )
    parser.add_argument("--report", type=Path, help="simpan laporan per baris (.xlsx)")
    parser.add_argument("--mapping", type=Path, help="berkas pemetaan kolom (JSON) dari impor sebelumnya")
    parser.add_argument("--save-mapping", type=Path, help="simpan pemetaan kolom yang dipakai")
    parser.add_argument(
        "--area", default="", help="kode wilayah untuk baris tanpa wilayah, misalnya 33.76.02.1005"
    )
    parser.add_argument(
        "--operator", default=os.environ.get("USER", "operator"), help="nama yang tercatat di buku catatan"
    )


def run(args: argparse.Namespace) -> int:
    if not args.file.is_file():
        raise OperatorError(f"{args.file} tidak ada.")
    with open_database(args):
        start_django()
        from sebayu.core.ledger import Actor
        from sebayu.core.registry import importing

        by = Actor.system(f"Impor oleh {args.operator}"[:200])
        mapping = importing.load_mapping(args.mapping) if args.mapping else None
        plan = importing.plan(args.file, mapping, by=by, area=args.area, progress=_progress("diperiksa"))
        _tell(plan)
        if args.report:
            importing.report.save(plan, args.report)
            say(f"Laporan per baris: {args.report}")
        if args.save_mapping:
            importing.save_mapping(args.save_mapping, plan.mapping)
        if not args.apply:
            say("Belum ada yang ditulis. Ulangi dengan --apply untuk menulis.")
            return 1 if plan.has_errors else 0
        done = importing.apply(plan, by=by, accept_errors=args.accept_errors, progress=_progress("ditulis"))
        if done.resumed_after:
            say(f"Dilanjutkan setelah baris {done.resumed_after}.")
        say(f"Selesai: {done.written} baris baru atau berubah.")
    return 0


def _progress(word: str):
    def tell(rows: int) -> None:
        if rows and rows % 10_000 == 0:
            say(f"  {rows} baris {word}")

    return tell


def _tell(plan) -> None:
    from sebayu.core.registry.enums import Verdict

    for verdict in Verdict:
        say(f"{verdict.label!s:28}{plan.counts.get(verdict.value, 0):>8}")
    for heading in plan.ignored:
        say(f"kolom tidak dipakai: {heading}")
    for row in [row for row in plan.rows if row.reasons or row.doubts][:10]:
        say(f"  baris {row.number}: {row.verdict.label}: {'; '.join([*row.reasons, *row.doubts])}")

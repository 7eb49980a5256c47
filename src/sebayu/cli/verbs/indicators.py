"""Hitung indikator dari baris-barisnya, sebut angkanya, jelaskan satu indikator, atau terbitkan data terbukanya."""

import argparse
import json
from pathlib import Path

from sebayu.cli.database import data_argument, open_database, region_argument
from sebayu.cli.process import OperatorError, say, start_django

HELP = "hitung (compute), sebut (list), jelaskan (explain), atau terbitkan (publish) indikator"


def arguments(parser: argparse.ArgumentParser) -> None:
    data_argument(parser)
    region_argument(parser)
    parser.add_argument("what", choices=["compute", "list", "explain", "publish"])
    parser.add_argument(
        "name", nargs="?", default="", help="explain: kunci indikator; publish: folder tujuan"
    )
    parser.add_argument(
        "--full", action="store_true", help="compute: baca ulang semua baris dari hari pertama"
    )
    parser.add_argument("--source", action="append", help="compute: hanya sumber ini (boleh diulang)")
    parser.add_argument(
        "--scope", default="region", help="list, explain: region, office:KUNCI, atau area:KODE"
    )
    parser.add_argument("--json", action="store_true", help="satu objek JSON")


def run(args: argparse.Namespace) -> int:
    if args.what in {"explain", "publish"} and not args.name:
        raise OperatorError(f"sebutkan {'kunci indikator' if args.what == 'explain' else 'folder tujuan'}.")
    with open_database(args):
        start_django()
        return {"compute": compute, "list": list_all, "explain": explain, "publish": publish}[args.what](args)


def compute(args: argparse.Namespace) -> int:
    from sebayu.core.indicators import runs
    from sebayu.core.ledger import Actor

    report = runs.compute(by=Actor.system("Baris perintah"), sources=args.source, full=args.full)
    if args.json:
        from dataclasses import asdict

        print(json.dumps({**asdict(report), "failed": report.failed}, default=str, ensure_ascii=False))
    else:
        for row in report.sources:
            told = (
                f"GAGAL: {row.failure}"
                if row.failure
                else f"{row.rows} baris, {row.values} angka baru, {row.revised} di antaranya revisi"
            )
            say(f"{row.key:24}{told}, {row.seconds:.1f} detik")
        say(f"{report.values} angka dalam {report.seconds:.1f} detik.")
    return 0 if report.ok else 2


def list_all(args: argparse.Namespace) -> int:
    from sebayu.core.indicators import catalogue, reading

    found = reading.many([row.key for row in catalogue.all()], scope=args.scope)
    if args.json:
        rows = {
            key: {
                "title": row.title, "value": row.value, "text": row.text, "why": row.why, "period": row.period_key, "rows": row.rows,
                "target": row.target, "standing": row.standing,
            }
            for key, row in found.items()
        }  # fmt: skip
        print(json.dumps(rows, ensure_ascii=False))
        return 0
    for key, row in found.items():
        note = row.why_text or row.standing_text
        say(f"{key:28}{row.text.replace(chr(160), ' '):>14}  {row.period_key:10}{row.title} ({note.lower()})")
    say(f"{len(found)} indikator.")
    return 0


def explain(args: argparse.Namespace) -> int:
    from sebayu.core.indicators import catalogue, reading

    try:
        indicator = catalogue.get(args.name)
    except catalogue.UnknownIndicator:
        raise OperatorError(
            f"indikator {args.name} tidak dikenal; jalankan `./sebayu indicators list` untuk melihat daftarnya."
        ) from None
    row, source = reading.latest(args.name, scope=args.scope), catalogue.source_of(indicator)
    say(
        f"{indicator.title}: {row.text.replace(chr(160), ' ')} ({row.period_key or 'belum ada periode'}, {args.scope})"
    )
    for label, text in [
        ("Arti", indicator.about), ("Dasar", indicator.basis), ("Rumus", indicator.formula or "dinyatakan dengan surat bertanda tangan"),
        ("Sumber", source.title if source else "di luar sistem"), ("Pemilik", indicator.duty or indicator.office),
        ("Pembilang", row.numerator), ("Penyebut", row.denominator), ("Baris", row.rows), ("Sidik baris", row.digest),
        ("Versi rumus", row.formula_version), ("Revisi", row.revision), ("Target", row.target), ("Catatan", row.why_text),
    ]:  # fmt: skip
        if text not in {"", None}:
            say(f"  {label:12} {text}")
    for name in indicator.formula.measures if indicator.formula and source else ():
        say(f"  {name:12} {source.measures[name]}")
    for old in reading.revisions(args.name, scope=args.scope):
        say(f"  {old.period}: {old.before} menjadi {old.after} ({old.why})")
    return 0


def publish(args: argparse.Namespace) -> int:
    from sebayu.core.indicators import public

    done = public.publish(Path(args.name))
    say(
        f"{done.numbers} angka, {done.cells} sel, {done.statements} pernyataan ditulis di {done.folder}. "
        f"{done.suppressed} angka tidak dibuka karena barisnya terlalu sedikit."
    )
    return 0

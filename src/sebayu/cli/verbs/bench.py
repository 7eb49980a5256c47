"""Ukur satu janji kecepatan: mencetak satu objek dengan angka, pembanding dalam jalan yang sama, sasaran, dan apakah tercapai."""

import argparse
import importlib
import json
import os
import sys

from sebayu.cli.process import ROOT, OperatorError, say

HELP = "ukur kecepatan (bench/NAMA.py); --list menyebut semuanya"
FOLDER = ROOT / "bench"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", nargs="?", help="nama ukuran")
    parser.add_argument("--list", action="store_true", help="sebut semua ukuran")
    parser.add_argument("--json", action="store_true", help="satu objek JSON saja")
    parser.add_argument(
        "--scale",
        type=float,
        default=1.0,
        help="kecilkan (misalnya 0.05) untuk mencoba; angka resmi memakai 1",
    )


def names() -> list[str]:
    return sorted(path.stem for path in FOLDER.glob("*.py") if not path.stem.startswith("_"))


def load(name: str):
    """`bench.NAME`; its own processes find it by the same path."""
    os.environ["PYTHONPATH"] = os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")]).rstrip(
        os.pathsep
    )
    sys.path.insert(0, str(ROOT))
    return importlib.import_module(f"bench.{name}")


def run(args: argparse.Namespace) -> int:
    if args.list or not args.name:
        for name in names():
            say(f"{name:12} {(load(name).__doc__ or '').splitlines()[0]}")
        return 0
    if args.name not in names():
        raise OperatorError(f"tidak ada ukuran bernama {args.name}. Yang ada: {', '.join(names())}.")
    result = load(args.name).measure(scale=args.scale)
    result = {"name": args.name, **result}
    if args.json:
        print(json.dumps(result, ensure_ascii=False))
    else:
        say(json.dumps(result, ensure_ascii=False, indent=2))
    return 0

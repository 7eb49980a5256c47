"""Jalankan semua pemeriksaan: gaya, jenis nilai, batas antarruang, dan seluruh pengujian."""

import argparse
import os
import subprocess
import sys

from sebayu.cli.process import ROOT, say

HELP = "jalankan semua pengujian (--quick: yang cepat saja)"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--quick", action="store_true", help="rumah dan inti saja, tanpa peramban; di bawah dua menit"
    )
    parser.add_argument("rest", nargs=argparse.REMAINDER, help="diteruskan ke pytest")


def run(args: argparse.Namespace) -> int:
    # the gate of types asks Django what its models hold; no database is asked
    settings = {
        "PYTHONPATH": str(ROOT / "src"),
        "SEBAYU_SECRET_KEY": "only-for-checks",
        "SEBAYU_TESTING": "1",
    }
    for name, command in GATES.items():
        say(f"== {name}")
        done = subprocess.run([sys.executable, *command], cwd=ROOT, env={**os.environ, **settings})
        if done.returncode:
            return done.returncode
    say("== pengujian")
    command = [sys.executable, "-m", "pytest", "-q", "-n", str(os.cpu_count() or 2), "--dist", "loadgroup"]
    if args.quick:
        command += ["-m", "not slow and not browser", *QUICK]
    # the tests make their own database before Django may read its settings, and know nothing of this installation's
    environment = {
        k: v
        for k, v in os.environ.items()
        if not k.startswith(("SEBAYU_", "DATABASE_URL", "DJANGO_SETTINGS"))
    }
    rest = [word for word in args.rest if word != "--"]
    return subprocess.run([*command, *rest], cwd=ROOT, env=environment).returncode


# The law, the rooms where rights and money hang on it, and the house itself; programmes, pages and simulators are left to the whole run.
QUICK = [
    "tests/house",
    "src/sebayu/api",
    *[
        f"src/sebayu/core/{room}"
        for room in ("ledger", "facts", "rules", "services", "cases", "exchange", "identity")
    ],
]

GATES = {
    "gaya": ["-m", "ruff", "check", "-q", "src", "tests", "conftest.py", "bench"],
    "jenis nilai": ["-m", "mypy", "src/sebayu/core"],
    "batas antarruang": ["-c", "from importlinter.cli import lint_imports_command as run; run()"],
}

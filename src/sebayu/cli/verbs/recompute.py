"""Hitung ulang semua angka yang diumumkan, hanya dari berkas data terbuka; sebut angka pertama yang tidak cocok."""

import argparse
import io
import json
import os
import tempfile
import zipfile
from pathlib import Path

from sebayu.cli.process import OperatorError, say, start_django

HELP = "hitung ulang angka publik dari berkasnya saja (--public FOLDER, berkas .zip, atau alamat)"
MOST = 200 * 2**20  # bytes of an archive, unpacked


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--public",
        required=True,
        metavar="FOLDER",
        help="folder, berkas .zip, atau alamat http(s) dari berkas .zip",
    )
    parser.add_argument("--json", action="store_true", help="satu objek JSON")


def run(args: argparse.Namespace) -> int:
    os.environ.setdefault("SEBAYU_DEBUG", "1")  # no database, no key: nothing but the published files is read
    start_django()
    with tempfile.TemporaryDirectory(prefix="sebayu-public-") as room:
        return check(_folder(args.public, Path(room)), as_json=args.json)


def check(folder: Path, *, as_json: bool) -> int:
    from dataclasses import asdict

    from sebayu.core.indicators.public import recompute

    verdict = recompute(folder)
    if as_json:
        print(json.dumps(asdict(verdict), ensure_ascii=False))
    elif verdict.ok:
        say(f"Cocok: {verdict.numbers} angka dihitung ulang dari {verdict.cells} sel yang diumumkan.")
    else:
        where = " ".join(part for part in (verdict.indicator, verdict.period, verdict.scope) if part)
        say(f"TIDAK COCOK{f': {where}' if where else ''}. {verdict.why}")
    return 0 if verdict.ok else 2


def _folder(given: str, room: Path) -> Path:
    if given.startswith(("http://", "https://")):
        return _unpacked(_fetched(given), room)
    path = Path(given)
    if path.is_file():
        return _unpacked(path.read_bytes(), room)
    if not path.is_dir():
        raise OperatorError(f"{given} bukan folder, berkas .zip, atau alamat.")
    return path


def _fetched(address: str) -> bytes:
    import httpx

    try:
        answer = httpx.get(address, timeout=60, follow_redirects=True)
        answer.raise_for_status()
    except httpx.HTTPError as error:
        raise OperatorError(f"alamat tidak dapat dibuka ({type(error).__name__}).") from None
    return answer.content


def _unpacked(content: bytes, room: Path) -> Path:
    """Only plain names below the folder, and not more than fits."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > MOST:
                raise OperatorError("berkas terlalu besar untuk data terbuka indikator.")
            archive.extractall(room)
    except zipfile.BadZipFile:
        raise OperatorError("bukan berkas .zip yang dapat dibaca.") from None
    return next((path.parent for path in sorted(room.rglob("numbers.csv"))), room)

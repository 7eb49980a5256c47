"""From a file to rows of cells, whatever its dialect, encoding or tricks. A cell is text, a date, a number, or FORMULA."""

import csv
import hashlib
import io
import warnings
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Final

from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from sebayu.core.registry.errors import UnreadableFile

MOST_BYTES = 400 * 2**20
MOST_UNPACKED = 4 * 2**30
MOST_COLUMNS = 300
SAMPLE = 64 * 1024


class Formula:
    """A cell that computes: never evaluated, never taken."""

    def __str__(self) -> str:
        return "="


FORMULA: Final = Formula()
Cell = str | int | float | date | Formula | None


def fingerprint(path: Path) -> str:
    """What tells this file from any other; a resumed import must be of the very same bytes."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def check(path: Path) -> str:
    """ "xlsx" or "csv"; raises UnreadableFile for what cannot be a table."""
    if not path.is_file():
        raise UnreadableFile(_("Berkas tidak ditemukan."))
    size = path.stat().st_size
    if size == 0:
        raise UnreadableFile(_("Berkas kosong (0 byte). Simpan ulang dari aplikasi asalnya, lalu coba lagi."))
    if size > MOST_BYTES:
        raise UnreadableFile(
            _("Berkas terlalu besar (%(size)d MB, paling besar %(most)d MB). Pecah menjadi beberapa berkas.")
            % {"size": size // 2**20, "most": MOST_BYTES // 2**20}
        )
    with path.open("rb") as stream:
        head = stream.read(512)
    if head.startswith(b"PK"):
        return "xlsx"
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        raise UnreadableFile(
            _("Ini berkas Excel lama (.xls) atau berkata sandi. Simpan ulang sebagai .xlsx tanpa kata sandi.")
        )
    if head.lstrip().lower().startswith((b"<html", b"<!doctype", b"<table", b"<?xml", b"%pdf", b"{\\rtf")):
        raise UnreadableFile(
            _("Berkas ini bukan XLSX atau CSV. Buka dengan Excel lalu simpan ulang sebagai .xlsx.")
        )
    return "csv"


def rows(path: Path) -> Iterator[tuple[int, list[Cell]]]:
    """(row number as the spreadsheet shows it, cells); empty rows are left out."""
    source = _xlsx(path) if check(path) == "xlsx" else _csv(path)
    for number, cells in source:
        if len(cells) > MOST_COLUMNS:
            raise UnreadableFile(
                _("Baris %(row)d berisi lebih dari %(most)d kolom.") % {"row": number, "most": MOST_COLUMNS}
            )
        if any(cell not in (None, "") for cell in cells):
            yield number, cells


def _xlsx(path: Path) -> Iterator[tuple[int, list[Cell]]]:
    broken = UnreadableFile(
        _("Berkas XLSX rusak atau bukan buku kerja. Buka dengan Excel lalu simpan ulang.")
    )
    try:
        with zipfile.ZipFile(path) as archive:
            if sum(part.file_size for part in archive.infolist()) > MOST_UNPACKED:
                raise UnreadableFile(_("Isi berkas XLSX terlalu besar. Pecah menjadi beberapa berkas."))
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about styles and extensions we do not use
            book = load_workbook(path, read_only=True, data_only=False, keep_links=False)
    except (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError, OSError, SyntaxError) as error:
        raise broken from error
    try:
        if not book.worksheets:
            raise broken
        sheet = book.worksheets[0]
        sheet.reset_dimensions()  # what files say about their own size is often wrong
        for number, row in enumerate(sheet.iter_rows(), 1):
            yield number, [_cell(cell) for cell in row]
    except (zipfile.BadZipFile, KeyError, ValueError, SyntaxError) as error:
        raise broken from error
    finally:
        book.close()


def _cell(cell: object) -> Cell:
    value, kind = getattr(cell, "value", None), getattr(cell, "data_type", "n")
    if kind == "f":
        return FORMULA
    if kind == "e":
        return None  # #N/A and its kin
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, str | int | float | date) and not isinstance(value, bool):
        return value
    return None if value is None else str(value)


def _csv(path: Path) -> Iterator[tuple[int, list[Cell]]]:
    with path.open("rb") as stream:
        sample = stream.read(SAMPLE)
    encoding = _encoding(path, sample)
    text = sample.decode(encoding, errors="ignore")
    if "\x00" in text:
        raise UnreadableFile(_("Berkas ini bukan tabel teks. Simpan sebagai .xlsx atau .csv (UTF-8)."))
    delimiter = _delimiter(text)
    with path.open("r", encoding=encoding, newline="", errors="replace") as stream:
        reader = csv.reader(stream, delimiter=delimiter)
        number = 0
        try:
            for number, row in enumerate(reader, 1):
                yield number, [_unquoted(cell) for cell in row]
        except csv.Error as error:
            raise UnreadableFile(
                _("Baris %d tidak dapat dibaca: tanda kutip tidak ditutup.") % (number + 1)
            ) from error


def _encoding(path: Path, sample: bytes) -> str:
    if sample.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    decoder = io.TextIOWrapper(path.open("rb"), encoding="utf-8-sig", newline="")
    try:
        with decoder:
            while decoder.read(2**20):
                pass
    except UnicodeDecodeError:
        return "cp1252" if not set(sample) & {0x81, 0x8D, 0x8F, 0x90, 0x9D} else "latin-1"
    return "utf-8-sig"


def _delimiter(text: str) -> str:
    """The mark that splits the first lines into the most columns, the same number in each."""
    lines = [line for line in text.splitlines()[:20] if line.strip()][:10]

    def evenness(mark: str) -> tuple[int, int]:
        counts = [line.count(mark) for line in lines]
        return (min(counts, default=0), max(counts, default=0))

    return max(";,\t|", key=evenness)


def _unquoted(cell: str) -> Cell:
    """Excel's way to keep digits, ="3376...", is text; anything else that computes is a formula."""
    text = cell.strip()
    if len(text) > 3 and text.startswith('="') and text.endswith('"') and '"' not in text[2:-1]:
        return text[2:-1]
    return FORMULA if text.startswith("=") else text

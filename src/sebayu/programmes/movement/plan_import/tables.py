"""From hostile bytes to tables of plain cells: no macros, no entities, no bombs, no formulas that run."""

from __future__ import annotations

import datetime as dt
import io
import re
import warnings
import zipfile
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree

from django.utils.translation import gettext as _
from openpyxl import load_workbook

from sebayu.programmes.movement.plan_import.errors import BadFile

MOST_BYTES = 5 * 2**20
MOST_UNPACKED = 60 * 2**20
MOST_PARTS, MOST_RATIO = 2_000, 200
MOST_ROWS, MOST_COLUMNS, MOST_CELL = 2_000, 60, 5_000
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FORMULA = "=formula="
Cell = str | int | float | dt.date | None


@dataclass(frozen=True)
class Table:
    """A sheet or a table of a document: its first filled row is its headings; `first` is the row number after them."""

    name: str
    headings: list[str]
    rows: list[tuple[int, list[Cell]]]


def read(content: bytes) -> list[Table]:
    """All tables of the file. Raises BadFile with what to do."""
    if len(content) > MOST_BYTES:
        raise BadFile(
            why=_(
                "Berkas lebih besar dari 5 MB. Buang gambar di dalamnya, atau pecah menjadi beberapa berkas."
            )
        )
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise BadFile(
            why=_(
                "Ini berkas Office lama atau berkata sandi. Simpan ulang sebagai .xlsx atau .docx tanpa kata sandi."
            )
        )
    archive = _opened(content)
    names = set(archive.namelist())
    try:
        if "xl/workbook.xml" in names:
            return _xlsx(content)
        if "word/document.xml" in names:
            return _docx(archive.read("word/document.xml"))
    except BadFile:
        raise
    except Exception as error:  # whatever a broken part breaks in a library, it is the file that is wrong
        raise _broken() from error
    raise BadFile(why=_("Berkas ini bukan XLSX atau DOCX. Simpan ulang dari aplikasi asalnya."))


def _broken() -> BadFile:
    return BadFile(
        why=_("Berkas rusak dan tidak dapat dibaca. Buka dengan aplikasi asalnya lalu simpan ulang.")
    )


def _opened(content: bytes) -> zipfile.ZipFile:
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        raise BadFile(why=_("Berkas ini bukan XLSX atau DOCX. Simpan ulang dari aplikasi asalnya.")) from None
    parts = archive.infolist()
    unpacked = sum(part.file_size for part in parts)
    packed = max(1, sum(part.compress_size for part in parts))
    if (
        len(parts) > MOST_PARTS
        or unpacked > MOST_UNPACKED
        or (unpacked > 2**20 and unpacked / packed > MOST_RATIO)
    ):
        raise BadFile(why=_("Isi berkas mengembang terlalu besar. Salin tabelnya saja ke berkas baru."))
    if any("vba" in part.filename.lower() for part in parts):
        raise BadFile(why=_("Berkas memuat makro. Simpan ulang tanpa makro (.xlsx atau .docx)."))
    for part in parts:
        if part.filename.lower().endswith((".xml", ".rels")):
            _plain_xml(archive, part)
    return archive


def _plain_xml(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    """A document type could name files and addresses of this machine: none is ever needed in an office file."""
    try:
        text = archive.read(part)
    except Exception as error:  # encrypted, cut off, an unknown packing: it is the file that is wrong
        raise _broken() from error
    if text[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\x00" in text[:200]:
        raise _broken()
    if b"<!DOCTYPE" in text or b"<!ENTITY" in text:
        raise BadFile(
            why=_("Berkas memuat rujukan ke luar (DOCTYPE) dan ditolak. Simpan ulang dari aplikasi asalnya.")
        )


def _xlsx(content: bytes) -> list[Table]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about styles and extensions we do not use
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=False, keep_links=False)
    try:
        found = []
        for sheet in book.worksheets:
            sheet.reset_dimensions()  # what files say about their own size is often wrong
            rows = [
                (n, [_cell(c) for c in row[:MOST_COLUMNS]])
                for n, row in enumerate(sheet.iter_rows(max_row=MOST_ROWS + 50), 1)
            ]
            found.append(_table(sheet.title, rows))
        return [table for table in found if table]
    finally:
        book.close()


def _cell(cell: Any) -> Cell:
    value, kind = getattr(cell, "value", None), getattr(cell, "data_type", "n")
    if kind == "f":
        return FORMULA
    if kind == "e" or value is None or isinstance(value, bool):
        return None
    if isinstance(value, dt.datetime):
        return value.date()
    return value if isinstance(value, int | float | dt.date) else clean(str(value))


def clean(text: str) -> str:
    """Text a person could have typed: no control characters, no apostrophe that only kept a formula from running."""
    text = re.sub(r"[\x00-\x08\x0b-\x1f\x7f]", " ", text)[:MOST_CELL].strip()
    return text[1:] if text[:1] == "'" and text[1:2] in "=+-@" else text


def _table(name: str, rows: list[tuple[int, list[Cell]]]) -> Table | None:
    filled = [(n, cells) for n, cells in rows if any(cell not in (None, "") for cell in cells)]
    if len(filled) > MOST_ROWS:
        raise BadFile(
            why=_("Satu tabel berisi lebih dari %(n)d baris. Pecah menjadi beberapa berkas.")
            % {"n": MOST_ROWS}
        )
    start = next(
        (
            k
            for k, (_n, cells) in enumerate(filled)
            if sum(isinstance(c, str) and c != "" for c in cells) >= 2
        ),
        None,
    )
    if start is None:
        return None
    headings = [str(cell) if cell is not None else "" for cell in filled[start][1]]
    return Table(name, headings, filled[start + 1 :])


def _docx(content: bytes) -> list[Table]:
    root = ElementTree.fromstring(content)  # noqa: S314 - no document type reaches this, see `_opened`
    body = root.find(f"{W}body")
    tables = [] if body is None else body.findall(f"{W}tbl")  # a table within a table is its cell's business
    found = [_table(_("Tabel %(n)d") % {"n": n}, _rows(table)) for n, table in enumerate(tables, 1)]
    return [table for table in found if table]


def _rows(table: ElementTree.Element) -> list[tuple[int, list[Cell]]]:
    """Merged cells are read as what stands in the first of them."""
    found: list[tuple[int, list[Cell]]] = []
    above: list[Cell] = []
    for number, row in enumerate(table.findall(f"{W}tr"), 1):
        cells: list[Cell] = []
        for cell in row.findall(f"{W}tc"):
            text, width, goes_on = _word_cell(cell)
            at = len(cells)
            value = above[at] if goes_on and at < len(above) else text
            cells += [value] * min(width, MOST_COLUMNS)
        above = cells[:MOST_COLUMNS]
        found.append((number, above))
    return found


def _word_cell(cell: ElementTree.Element) -> tuple[str, int, bool]:
    lines = ["".join(t.text or "" for t in p.iter(f"{W}t")) for p in cell.findall(f"{W}p")]
    span = cell.find(f"{W}tcPr/{W}gridSpan")
    merge = cell.find(f"{W}tcPr/{W}vMerge")
    width = int(span.get(f"{W}val", "1")) if span is not None and span.get(f"{W}val", "1").isdigit() else 1
    goes_on = merge is not None and merge.get(f"{W}val", "continue") != "restart"
    return clean("\n".join(line for line in lines if line.strip())), max(1, width), goes_on

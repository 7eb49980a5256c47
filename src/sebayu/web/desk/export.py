"""Lists as files for a spreadsheet. What citizens typed is text there and never a formula."""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from typing import Any

from django.http import HttpResponse
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def plain(value: Any) -> str:
    """Text a spreadsheet shows as it stands: an apostrophe keeps `=HYPERLINK(...)` from running."""
    text = UNPRINTABLE.sub("", str(value if value is not None else ""))
    return (
        f"'{text}"
        if text.lstrip(" \u00a0").startswith(STARTS_A_FORMULA) or text.startswith(STARTS_A_FORMULA)
        else text
    )


def respond(form: str, name: str, head: Sequence[str], rows: Iterable[Sequence[Any]]) -> HttpResponse:
    """A download: `form` is csv or xlsx."""
    content, kind = (
        (_csv(head, rows), "text/csv; charset=utf-8") if form == "csv" else (_xlsx(head, rows), XLSX)
    )
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
    response["Cache-Control"] = "private, no-store"
    return response


def _csv(head: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";")  # what a spreadsheet set to Indonesian expects
    writer.writerow([str(h) for h in head])
    writer.writerows([plain(value) for value in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def _xlsx(head: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Sebayu")
    sheet.freeze_panes = "A2"
    sheet.append([_cell(sheet, str(title), bold=True) for title in head])
    for row in rows:
        sheet.append([value if isinstance(value, int) else _cell(sheet, plain(value)) for value in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _cell(sheet: Any, text: str, *, bold: bool = False) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, value=text)
    cell.data_type = "s"  # text, whatever it looks like
    if bold:
        cell.font = Font(bold=True)
    return cell

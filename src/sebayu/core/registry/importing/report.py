"""The report of a plan as a workbook, row by row. What came from the file is text in it and can never compute."""

from pathlib import Path

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.utils.exceptions import IllegalCharacterError
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from sebayu.core.registry.enums import Verdict
from sebayu.core.registry.importing.planning import ImportPlan

LONGEST_CELL = 32_000


def save(plan: ImportPlan, path: str | Path) -> None:
    """Summary first, then one line per row that is not simply the same."""
    book = Workbook(write_only=True)
    summary = book.create_sheet(_("Ringkasan"))
    for verdict in Verdict:
        _line(summary, [str(verdict.label), plan.counts[verdict.value]])
    _line(summary, [])
    for heading, field in plan.mapping.items():
        _line(summary, [heading, field])
    for heading in plan.ignored:
        _line(summary, [heading, _("tidak dipakai")])
    detail = book.create_sheet(_("Per baris"))
    detail.freeze_panes = "A2"
    _line(detail, [_("Baris"), _("Hasil"), _("Keterangan"), _("Perlu diketahui")])
    for row in plan.rows:
        if row.verdict != Verdict.SAME or row.doubts:
            _line(detail, [row.number, str(row.verdict.label), "; ".join(row.reasons), "; ".join(row.doubts)])
    book.save(path)
    book.close()


def _line(sheet: WriteOnlyWorksheet, values: list[str | int]) -> None:
    sheet.append([value if isinstance(value, int) else _text(sheet, value) for value in values])


def _text(sheet: WriteOnlyWorksheet, value: str) -> WriteOnlyCell:
    """A cell that stays text whatever it begins with; the apostrophe keeps it so when it is saved as CSV later."""
    value = "".join(c for c in value if ord(c) >= 32)[:LONGEST_CELL]
    if value.startswith(("=", "+", "-", "@")):
        value = f"'{value}"
    cell = WriteOnlyCell(sheet)
    try:
        cell.value = value
    except IllegalCharacterError:
        cell.value = "?"
    cell.data_type = "s"
    return cell

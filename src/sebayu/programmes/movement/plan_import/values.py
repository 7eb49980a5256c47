"""From what stands in a cell to a value of the plan; what cannot be understood is said, never guessed."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext as _

from sebayu.programmes.movement.plan.enums import Group, Horizon
from sebayu.programmes.movement.plan_import.tables import FORMULA, Cell
from sebayu.web.formats import MONTHS

HORIZONS = {"pendek": Horizon.SHORT, "menengah": Horizon.MEDIUM, "panjang": Horizon.LONG}
YEARS = {"1": Horizon.SHORT, "5": Horizon.MEDIUM, "10": Horizon.LONG}
GROUPS = (
    (Group.POLICY, ("kebijakan", "kelembagaan", "regulasi")),
    (Group.INFRASTRUCTURE, ("infrastruktur", "sarana", "prasarana")),
    (Group.APPLICATION, ("aplikasi", "perangkat lunak", "sistem")),
    (Group.LITERACY, ("literasi", "sosialisasi", "edukasi")),
)
YES, NO = {"ya", "y", "v", "x", "✓", "1", "benar"}, {"", "tidak", "t", "-", "0", "bukan"}


class NotUnderstood(ValueError):
    """The message says what the cell should hold."""


def text(cell: Cell) -> str:
    if cell == FORMULA:
        raise NotUnderstood(_("berisi rumus; salin nilainya saja"))
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else str(cell).strip()


def day(cell: Cell, *, end: bool = False) -> dt.date | None:
    """A date in any of the usual ways; a year alone is its first or its last day."""
    if isinstance(cell, dt.date):
        return cell
    said = text(cell)
    if not said:
        return None
    try:
        if re.fullmatch(r"20\d\d", said):
            return dt.date(int(said), 12 if end else 1, 31 if end else 1)
        if found := re.fullmatch(r"(\d{4})-(\d\d?)-(\d\d?)", said):
            return dt.date(*map(int, found.groups()))
        if found := re.fullmatch(r"(\d\d?)[-/.](\d\d?)[-/.](\d{4})", said):
            return dt.date(int(found[3]), int(found[2]), int(found[1]))
        if found := re.fullmatch(r"(\d\d?)\s+([A-Za-z]+)\s+(\d{4})", said):
            return dt.date(int(found[3]), _month(found[2]), int(found[1]))
    except ValueError:
        pass
    raise NotUnderstood(_("“%(t)s” bukan tanggal; tulis seperti 31-12-2026") % {"t": said[:30]})


def _month(word: str) -> int:
    """Nought, which is no month, where the word is none."""
    starts = [name.casefold()[:3] for name in MONTHS]
    return starts.index(word.casefold()[:3]) + 1 if word.casefold()[:3] in starts else 0


def rupiah(cell: Cell) -> int:
    """Whole rupiah, nought or more."""
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        amount = Decimal(str(cell))
    else:
        said = re.sub(r"(?i)^rp\.?|\s|\u00a0", "", text(cell))
        if said in ("", "-", "–"):
            return 0
        if not re.fullmatch(r"\d{1,3}(\.\d{3})*(,0+)?|\d+(,0+)?", said):
            raise NotUnderstood(
                _("“%(t)s” bukan jumlah rupiah utuh; tulis seperti 1.500.000") % {"t": text(cell)[:30]}
            )
        amount = Decimal(said.partition(",")[0].replace(".", ""))
    if amount < 0 or amount != amount.to_integral_value() or amount >= 10**15:
        raise NotUnderstood(_("anggaran ditulis dalam rupiah utuh, nol atau lebih"))
    return int(amount)


def number(cell: Cell) -> Decimal | None:
    said = text(cell).replace("\u00a0", "")
    if not said:
        return None
    if isinstance(cell, str) and "," in said:
        said = said.replace(".", "").replace(",", ".")
    try:
        found = Decimal(said)
    except InvalidOperation:
        raise NotUnderstood(_("“%(t)s” bukan angka") % {"t": said[:30]}) from None
    if not found.is_finite() or abs(found) >= Decimal(10) ** 15:
        raise NotUnderstood(_("“%(t)s” bukan angka") % {"t": said[:30]})
    return round(found, 4)


def weight(cell: Cell) -> int:
    found = number(cell)
    if found is None:
        return 1
    if found != found.to_integral_value() or not 1 <= found <= 100:
        raise NotUnderstood(_("bobot adalah bilangan bulat 1 sampai 100"))
    return int(found)


def horizon(cell: Cell) -> Horizon:
    said = text(cell).casefold()
    for word, value in HORIZONS.items():
        if word in said:
            return value
    if (found := re.search(r"\d+", said)) and found[0] in YEARS:
        return YEARS[found[0]]
    raise NotUnderstood(_("jangka adalah pendek, menengah, atau panjang"))


def group(cell: Cell) -> Group:
    said = text(cell).casefold()
    for value, words in GROUPS:
        if any(word in said for word in words):
            return value
    raise NotUnderstood(
        _("kelompok adalah kebijakan dan kelembagaan, infrastruktur, aplikasi, atau literasi")
    )


def yes(cell: Cell) -> bool:
    said = text(cell).casefold()
    if said in YES or said in NO:
        return said in YES
    raise NotUnderstood(_("tulis ya atau kosongkan"))

"""From a row of cells to a resident's values: what is wrong with it (told in Indonesian), and what is only odd."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from sebayu.core.registry import codes, names, nik
from sebayu.core.registry.importing.places import Places
from sebayu.core.registry.importing.sheets import FORMULA, Cell
from sebayu.core.registry.models import Household, Person
from sebayu.core.registry.wording import NIK_DOUBTS, NUMBER_FAULTS

NUMBERS = ("nik", "kk_number", "father_nik", "mother_nik")
DATES = ("birth_date", "marriage_date", "divorce_date")
MONTHS = {
    name: number
    for number, written in enumerate(
        [
            "januari jan",
            "februari feb pebruari",
            "maret mar",
            "april apr",
            "mei",
            "juni jun",
            "juli jul",
            "agustus agu agt ags",
            "september sep sept",
            "oktober okt",
            "november nov nopember",
            "desember des",
        ],
        1,
    )
    for name in written.split()
}
LABELS = {
    f.name: str(f.verbose_name)
    for model in (Household, Person)
    for f in model._meta.get_fields()
    if hasattr(f, "verbose_name")
}
LONGEST = {
    f.name: f.max_length
    for model in (Household, Person)
    for f in model._meta.concrete_fields
    if getattr(f, "max_length", None)
}
_OTHER_LABELS = {"kk_number": "nomor KK", "area_code": "kelurahan/desa"}
_EMPTY = {"", "-", "--", "null", "none", "n/a", "#n/a", "0000-00-00", "00-00-0000", "00/00/0000"}
_DIGITS = re.compile(r"[0-9]+")


@dataclass(slots=True)
class Record:
    """One row, understood. `values` holds only what the row really says."""

    number: int
    values: dict[str, object] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)

    @property
    def nik(self) -> str:
        return str(self.values.get("nik", ""))


def label(name: str) -> str:
    return _OTHER_LABELS.get(name) or LABELS.get(name, name)


def read_record(number: int, cells: Sequence[Cell], fields: Mapping[int, str], places: Places) -> Record:
    """`fields` says which column (by position) is which field."""
    record = Record(number)
    raw = {name: cells[at] for at, name in fields.items() if at < len(cells)}
    for name, cell in raw.items():
        if cell is FORMULA:
            record.errors.append(_("%s berisi rumus; ganti dengan nilainya.") % label(name).capitalize())
        elif (value := _value(record, name, cell)) not in (None, ""):
            record.values[name] = value
    _place(record, places)
    _require(record)
    if record.nik and not record.errors:
        told = nik.doubts(
            record.nik,
            birth_date=record.values["birth_date"],  # type: ignore[arg-type]
            sex=str(record.values["sex"]),
            regions=places.districts or None,
        )
        record.doubts += [str(NIK_DOUBTS[doubt]) for doubt in told]
    return record


def _value(record: Record, name: str, cell: Cell) -> object:
    if (isinstance(cell, str) and cell.strip().casefold() in _EMPTY) or cell is None:
        return None
    if name in NUMBERS:
        return _number(record, name, cell)
    if name in DATES:
        return _date(record, name, cell)
    text = " ".join(_text(cell).split())
    if name in codes.PERSON_FIELDS:
        return _code(record, name, text)
    if name in {"rt", "rw"}:
        return _three(record, name, text)
    if "\x00" in text or any(ord(c) < 32 for c in text):
        text = "".join(c for c in text if ord(c) >= 32)
    if (longest := LONGEST.get(name)) and len(text) > longest:
        record.errors.append(
            _("%(field)s terlalu panjang (paling banyak %(most)d huruf).")
            % {"field": label(name).capitalize(), "most": longest}
        )
        return None
    return text


def _text(cell: Cell) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


def _number(record: Record, name: str, cell: Cell) -> str | None:
    """Spreadsheets keep 15 digits of a number: a 16-digit NIK typed as a number has lost its last digit, for good."""
    text = nik.clean(_text(cell))
    lost = (isinstance(cell, int | float) and text.endswith("0")) or re.fullmatch(
        r"[0-9],?[0-9]*[eE]\+?[0-9]+", text
    )
    if lost:
        record.errors.append(
            _(
                "%s tersimpan sebagai angka sehingga digit terakhirnya hilang. Ubah kolom menjadi teks dan ambil ulang datanya."
            )
            % label(name)
        )
        return None
    if text in {"0", "0" * 16}:
        return None
    fault = nik.kk_fault(text) if name == "kk_number" else nik.fault(text)
    if not fault:
        return text
    sentence = f"{label(name)} {NUMBER_FAULTS[fault]}."
    if name in {"nik", "kk_number"}:
        record.errors.append(sentence)
    else:  # parents' numbers are often wrong in old rows: left out, told, not a reason to refuse the child
        record.doubts.append(sentence)
    return None


def _code(record: Record, name: str, text: str) -> str | None:
    try:
        return codes.read(name, text)
    except KeyError:
        problem = _("%(field)s “%(value)s” tidak dikenal.") % {
            "field": label(name).capitalize(),
            "value": text[:40],
        }
        (record.errors if name == "sex" else record.doubts).append(problem)
        return None


def _three(record: Record, name: str, text: str) -> str | None:
    found = _DIGITS.findall(text)
    if len(found) != 1 or int(found[0]) > 999:
        record.doubts.append(
            _("%(field)s “%(value)s” bukan angka.") % {"field": label(name), "value": text[:10]}
        )
        return None
    return f"{int(found[0]):03d}"


def _date(record: Record, name: str, cell: Cell) -> date | None:
    day = cell if isinstance(cell, date) else read_date(_text(cell))
    if day is None or not 1850 < day.year <= timezone.localdate().year:
        record.errors.append(
            _("%s tidak terbaca; tulis seperti 15-07-1985 atau 1985-07-15.") % label(name).capitalize()
        )
        return None
    return day


def read_date(text: str) -> date | None:
    """15-07-1985, 15/7/1985, 1985-07-15, 15 Juli 1985; years in two digits are a guess and are not taken."""
    parts = re.split(r"[\s./,-]+", text.strip().split(" 00:00")[0].split("T00:00")[0].casefold())
    if len(parts) != 3:
        return None
    if parts[1] in MONTHS:
        parts[1] = str(MONTHS[parts[1]])
    if not all(part.isascii() and part.isdigit() for part in parts):
        return None
    if len(parts[0]) == 4:
        parts.reverse()
    if len(parts[2]) != 4:
        return None
    try:
        return date(int(parts[2]), int(parts[1]), int(parts[0]))
    except ValueError:
        return None


def _place(record: Record, places: Places) -> None:
    told: dict[str, str] = {
        name: str(record.values.pop(name))
        for name in (
            "province_number",
            "regency_number",
            "district_number",
            "village_number",
            "district",
            "village",
        )
        if name in record.values
    }
    code = record.values.get("area_code")
    if not (told or code):
        return
    found = places.find(str(code or ""), told)
    if found:
        record.values["area_code"] = found
    else:
        record.values.pop("area_code", None)
        record.errors.append(_("Kelurahan/desa tidak dikenal di wilayah ini."))


def _require(record: Record) -> None:
    for name in ("name", "birth_date", "sex"):
        if name not in record.values and not any(
            label(name).casefold() in e.casefold() for e in record.errors
        ):
            record.errors.append(_("%s belum diisi.") % label(name).capitalize())
    if (written := record.values.get("name")) and not names.tokens(str(written)):
        record.errors.append(_("Nama tidak berisi huruf."))
    born = record.values.get("birth_date")
    if isinstance(born, date) and born > timezone.localdate():
        record.errors.append(_("Tanggal lahir belum terjadi."))

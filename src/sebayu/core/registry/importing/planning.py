"""The dry run: read, compare, report, write nothing."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from django.utils.translation import gettext as _

from sebayu.core.ledger.access import reading
from sebayu.core.ledger.actor import Actor, Purpose
from sebayu.core.registry.enums import Verdict
from sebayu.core.registry.errors import UnreadableFile
from sebayu.core.registry.importing import columns, sheets
from sebayu.core.registry.importing.judging import Judge
from sebayu.core.registry.importing.places import Places
from sebayu.core.registry.importing.records import Record, read_record

BATCH = 500
HEADING_WITHIN = 15
PURPOSE = Purpose(
    text="Pemutakhiran register dari salinan data kependudukan", basis="UU 24/2013 ps. 58 ayat (4)"
)
COMPARED = ("person.nik", "person.name", "person.birth_date", "person.kk_number", "person.address")
Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class RowReport:
    """What one row would do. Row numbers and reasons; of the person's data at most a code nobody could read."""

    number: int
    verdict: Verdict
    reasons: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True)
class ImportPlan:
    path: Path
    file_hash: str
    mapping: Mapping[str, str]
    ignored: tuple[str, ...]
    area: str = ""
    rows: Sequence[RowReport] = field(default=())

    @property
    def counts(self) -> dict[str, int]:
        found = Counter(row.verdict.value for row in self.rows)
        return {verdict.value: found[verdict.value] for verdict in Verdict}

    @property
    def has_errors(self) -> bool:
        return self.counts[Verdict.ERROR] > 0


def quiet(_rows: int) -> None:
    """Progress for callers who want none."""


def plan(
    path: str | Path,
    mapping: Mapping[str, str] | None = None,
    *,
    by: Actor,
    area: str = "",
    purpose: Purpose = PURPOSE,
    progress: Progress = quiet,
) -> ImportPlan:
    """Say what importing the file would do, row by row.

    `mapping` (heading -> field) adds to what is recognised by itself; `area` is the kelurahan/desa of rows that name none.
    Raises UnreadableFile when the file is not a table of residents.
    """
    path = Path(path)
    fields, recognised, ignored = headings(path, mapping)
    reports: list[RowReport] = []
    judge = Judge(by)
    for batch in batches(path, fields, area):
        with reading(
            by=by, purpose=purpose, facts=COMPARED, detail={"import": "plan", "rows": len(batch)}
        ) as note:
            judged = judge.judge(batch)
            note.saw(j.person.id for j in judged if j.person)
        reports += [
            RowReport(j.record.number, j.verdict, tuple(j.reasons), tuple(j.record.doubts)) for j in judged
        ]
        progress(len(reports))
    if not reports:
        raise UnreadableFile(_("Berkas tidak berisi baris data di bawah judul kolom."))
    return ImportPlan(path, sheets.fingerprint(path), recognised, ignored, area, reports)


def headings(
    path: Path, mapping: Mapping[str, str] | None
) -> tuple[tuple[int, dict[int, str]], dict[str, str], tuple[str, ...]]:
    """The heading row (titles above it are passed over): its number with field by position, heading -> field, and what is ignored."""
    best: tuple[int, list[str], dict[str, str]] | None = None
    for number, cells in islice(sheets.rows(path), HEADING_WITHIN):
        texts = [str(cell or "").strip() for cell in cells]
        found = columns.recognise([text for text in texts if text], mapping)
        if best is None or len(found) > len(best[2]):
            best = (number, texts, found)
    if best is None:
        raise UnreadableFile(_("Berkas tidak berisi apa pun."))
    number, texts, found = best
    if absent := columns.missing(found):
        raise UnreadableFile(
            _(
                "Kolom %s tidak ditemukan. Beri judul kolom pada baris pertama, atau tunjuk kolomnya dengan pemetaan."
            )
            % ", ".join(absent)
        )
    fields = {at: found[text] for at, text in enumerate(texts) if text in found}
    return (number, fields), found, tuple(text for text in texts if text and text not in found)


def batches(path: Path, fields: tuple[int, dict[int, str]], area: str) -> Iterator[list[Record]]:
    """The rows below the heading, understood, in portions."""
    heading, positions = fields
    places = Places.load()
    defaults = {"area_code": area} if area else {}
    found: list[Record] = []
    for number, cells in sheets.rows(path):
        if number <= heading:
            continue
        record = read_record(number, cells, positions, places)
        record.values = {**defaults, **record.values}
        found.append(record)
        if len(found) == BATCH:
            yield found
            found = []
    if found:
        yield found

"""The assessors' pack: a book of tables, a report to print, the list of evidence, and digests of everything in it."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import typst
from django.utils import timezone
from django.utils.translation import gettext as _
from openpyxl import Workbook

from sebayu.core.areas import region
from sebayu.programmes.movement.beneficiaries.models import Testimony
from sebayu.programmes.movement.evaluation import evidence, scores
from sebayu.programmes.movement.evaluation.evidence import Row
from sebayu.programmes.movement.evaluation.models import EvaluationEdition, Item, Score, WeightSet
from sebayu.programmes.movement.follow_ups.models import Recommendation
from sebayu.web import formats
from sebayu.web.desk.export import plain

REPORT = Path(__file__).parent / "report.typ"
# Dates inside the archive say nothing; what counts are the digests.
EARLY = (1980, 1, 1, 0, 0, 0)

Table = tuple[str, Sequence[str], list[list[Any]]]


def pack(edition: EvaluationEdition) -> bytes:
    """The ZIP. Its `SHA256SUMS` is checked with `sha256sum -c`."""
    tables = _tables(edition)
    files = {
        "evaluasi.xlsx": _book(tables),
        "bukti.csv": _csv(tables[2]),
        "laporan.pdf": report(edition),
    }
    sums = "".join(
        f"{hashlib.sha256(content).hexdigest()}  {name}\n" for name, content in sorted(files.items())
    )
    files["SHA256SUMS"] = sums.encode()
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name, EARLY), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _rows(items: Iterable[Item], edition: EvaluationEdition) -> dict[Item, list[Row]]:
    """Evidence of every item: what was frozen, live for what was not handed over yet."""
    found = list(items)
    live = {} if all(hasattr(item, "prefill") for item in found) else evidence.of_edition(edition)
    return {
        item: [Row(**row) for row in item.prefill.rows] if hasattr(item, "prefill") else live.get(item.id, [])
        for item in found
    }


def _items(edition: EvaluationEdition) -> list[Item]:
    return list(
        Item.objects.filter(part__edition=edition)
        .select_related("part", "prefill")
        .prefetch_related("words", "attachments")
    )


def _tables(edition: EvaluationEdition) -> list[Table]:
    items = _items(edition)
    sheet = scores.sheet(edition)
    newest = scores.newest(items)
    parts = [
        [sheet.titles.get(row.key, row.key), row.part.text, _weight(row.weight), s.title, sheet.under(s).text]
        for s in WeightSet.objects.all()
        for row in sheet.under(s).rows
    ]
    every = Score.objects.filter(item__in=items).select_related("item").order_by("item__code", "version")
    versions = [
        [x.item.code, x.version, str(x.value), "ya" if newest[x.item_id].id == x.id else "", x.evidence, x.who,
         formats.moment(x.at)] for x in every
    ]  # fmt: skip
    proofs = [
        [item.part.title, item.code, item.text, row.kind_label, row.label, row.value, row.detail, row.ref]
        for item, rows in _rows(items, edition).items()
        for row in rows
    ]
    added = [[item.part.title, item.code, item.text, _("ditambahkan daerah"), x.title, "", x.post, x.ref]
             for item in items for x in item.attachments.all()]  # fmt: skip
    words = [
        [item.code, w.text, w.post, formats.moment(w.at)]
        for item in items
        for w in list(item.words.all())[:1]
    ]
    talks = [[formats.day(x.held_on), x.with_whom, x.item.code if x.item else "", x.notes, x.who]
             for x in edition.interviews.select_related("item")]  # fmt: skip
    said = [
        [t.stratum, t.knew, t.benefit, t.again, t.words] for t in Testimony.objects.filter(edition=edition)
    ]
    todo = [
        [r.text, r.office_name, formats.day(r.due_on), r.get_state_display()]
        for r in Recommendation.objects.filter(edition=edition)
    ]
    return [
        (_("Bagian"), [_("Bagian"), _("Nilai"), _("Bobot"), _("Himpunan bobot"), _("Indeks")], parts),
        (_("Nilai"), [_("Butir"), _("Versi"), _("Nilai"), _("Berlaku"), _("Bukti"), _("Penilai"), _("Waktu")], versions),
        (_("Bukti"), [_("Bagian"), _("Kode"), _("Butir"), _("Asal"), _("Apa"), _("Nilai"), _("Rincian"), _("Rujukan")], [*proofs, *added]),
        (_("Uraian"), [_("Kode"), _("Uraian"), _("Jabatan"), _("Waktu")], words),
        (_("Wawancara"), [_("Tanggal"), _("Dengan"), _("Butir"), _("Catatan"), _("Penilai")], talks),
        (_("Kesaksian"), [_("Dimensi"), _("Tahu"), _("Manfaat"), _("Lagi"), _("Cerita")], said),
        (_("Rekomendasi"), [_("Rekomendasi"), _("Kantor"), _("Paling lambat"), _("Keadaan")], todo),
    ]  # fmt: skip


def _weight(value: Any) -> str:
    return _("tidak diketahui") if value is None else f"{float(value):g}".replace(".", ",")


def _book(tables: list[Table]) -> bytes:
    book = Workbook(write_only=True)
    for title, head, rows in tables:
        page = book.create_sheet(title)
        page.append([plain(h) for h in head])
        for row in rows:
            page.append([value if isinstance(value, int) else plain(value) for value in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _csv(table: Table) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";")
    writer.writerow(table[1])
    writer.writerows([plain(value) for value in row] for row in table[2])
    return out.getvalue().encode("utf-8-sig")


def report(edition: EvaluationEdition) -> bytes:
    """The report to print, typeset from the same data."""
    data = json.dumps(_report(edition), ensure_ascii=False)
    return typst.compile(
        str(REPORT),
        format="pdf",
        sys_inputs={"data": data},
        ignore_system_fonts=True,
        timestamp=int(timezone.now().timestamp()),
    )


def _report(edition: EvaluationEdition) -> dict[str, Any]:
    sheet, items = scores.sheet(edition), _items(edition)
    newest, rows = scores.newest(items), _rows(items, edition)
    own = sheet.index
    return {
        "title": edition.title,
        "government": region.pack().government,
        "state": str(edition.get_state_display()),
        "note": edition.note,
        "period": f"{formats.day(edition.period_from)} – {formats.day(edition.period_until)}",
        "weights": f"{edition.weight_set.title} ({edition.weight_set.source})",
        "index": own.text,
        "parts": [
            [sheet.titles.get(r.key, r.key), r.part.text, _weight(r.weight), r.share.text if r.share else "—"]
            for r in own.rows
        ],
        "others": [
            [s.title, sheet.under(s).text] for s in WeightSet.objects.exclude(pk=edition.weight_set_id)
        ],
        "items": [
            {
                "code": item.code,
                "text": item.text,
                "score": str(newest[item.id].value).replace(".", ",") if item.id in newest else "—",
                "evidence": [[r.label, r.value, r.detail] for r in rows[item]],
                "words": next((w.text for w in item.words.all()), ""),
            }
            for item in items
        ],
        "recommendations": [
            [r.text, r.office_name, formats.day(r.due_on), str(r.get_state_display())]
            for r in Recommendation.objects.filter(edition=edition)
        ],
    }

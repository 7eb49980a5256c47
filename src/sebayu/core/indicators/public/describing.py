"""Metadata of the open data: what each number means (Open SDG's keys), what each file holds (CSVW), and the catalogue (DCAT)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any

from sebayu.core.areas.region import pack
from sebayu.core.indicators import catalogue
from sebayu.core.indicators.declare import Indicator
from sebayu.core.indicators.public import collecting, files
from sebayu.core.indicators.public.collecting import Published

LICENCE = "https://creativecommons.org/licenses/by/4.0/"
DIMENSIONS = {
    "INDICATOR": "Kunci indikator", "FREQ": "Frekuensi: A tahun, Q triwulan, M bulan", "TIME_PERIOD": "Periode",
    "REF_AREA": "Cakupan: region, office:<kunci kantor>, area:<kode wilayah>", "OBS_VALUE": "Angka", "UNIT_MEASURE": "Satuan",
    "NUMERATOR": "Pembilang", "DENOMINATOR": "Penyebut", "OBS_ROWS": "Banyaknya baris di belakang angka",
    "OBS_STATUS": "A: final, P: periode masih berjalan, E: dinyatakan oleh perangkat daerah", "REVISION": "Revisi ke berapa",
    "FORMULA_VERSION": "Versi rumus", "CONFIDENCE": "Tingkat kepercayaan", "EVIDENCE": "Bukti", "STATED_BY_OFFICE": "Perangkat daerah yang menyatakan",
    "DOCUMENT": "Nomor surat pernyataan", "SIGNED_ON": "Tanggal tanda tangan", "CELL": "Nomor sel", "MONTHS": "Bulan yang digabung",
    "OFFICES": "Kantor yang digabung", "AREAS": "Wilayah yang digabung", "ROWS": "Banyaknya baris",
}  # fmt: skip


def metadata(sources: Sequence[Published], declared: Sequence[Indicator], on: dt.date) -> dict[str, Any]:
    """Everything needed to compute every number again, and to know how far to trust it."""
    return {
        "region": pack().name,
        "published_on": on.isoformat(),
        "licence": LICENCE,
        "how": "Angka = scale × jumlah SUM_<over> ÷ jumlah SUM_<under> atas semua sel yang seluruh bulan dan tempatnya termasuk periode dan cakupan.",
        "sources": {
            row.source.key: {
                "title": str(row.source.title),
                "file": files.cells_file(row.source.key),
                "measures": {name: str(row.source.measures[name]) for name in row.measures},
                "cells_withheld": row.withheld,
            }
            for row in sources
        },
        "indicators": {
            **{one.key: _indicator(one) for row in sources for one in row.indicators},
            **{one.key: _indicator(one) for one in declared},
        },
    }


def _indicator(one: Indicator) -> dict[str, Any]:
    over, under = (*one.formula.measures, "")[:2] if one.formula else ("", "")
    return {
        "indicator_name": str(one.title),
        "indicator_definition": str(one.about),
        "computation_units": str(one.unit),
        "computation_calculations": str(
            one.formula or "dinyatakan oleh perangkat daerah dengan surat bertanda tangan"
        ),
        "data_source": one.source or "pernyataan",
        "source_organisation": one.duty or one.office,
        "legal_basis": str(one.basis),
        "revision_policy": str(one.revision),
        "confidence": str(one.confidence),
        "direction": str(one.direction),
        "frequency": str(one.frequency),
        "dimension": one.dimension,
        "small_cell": one.small_cell,
        "formula_version": one.formula_version(catalogue.source_of(one)),
        "formula": {"over": over, "under": under, "scale": files.plain(collecting.scale_of(one))}
        if one.formula
        else None,
    }


def tables(sources: Sequence[Published]) -> Iterator[tuple[str, dict[str, Any]]]:
    """CSVW beside every table."""
    yield files.NUMBERS, _table(files.NUMBERS, files.NUMBER_COLUMNS)
    yield files.STATEMENTS, _table(files.STATEMENTS, files.STATEMENT_COLUMNS)
    for row in sources:
        name = files.cells_file(row.source.key)
        yield name, _table(name.rpartition("/")[2], files.cell_columns(row.measures), row.source.measures)


def _table(name: str, columns: Sequence[str], measures: Any = ()) -> dict[str, Any]:
    def titled(column: str) -> str:
        kind, _line, measure = column.partition("_")
        if kind in {"SUM", "COUNT"} and measure in measures:
            return f"{'Jumlah' if kind == 'SUM' else 'Banyaknya baris'}: {measures[measure]}"
        return DIMENSIONS[column]

    return {
        "@context": "http://www.w3.org/ns/csvw",
        "url": name,
        "dc:license": {"@id": LICENCE},
        "tableSchema": {"columns": [{"name": column, "titles": titled(column)} for column in columns]},
    }


def dcat(sources: Sequence[Published], on: dt.date) -> dict[str, Any]:
    """The catalogue: one dataset, a distribution for each file."""
    names = [files.NUMBERS, files.STATEMENTS, *(files.cells_file(row.source.key) for row in sources)]
    return {
        "@context": {"dcat": "http://www.w3.org/ns/dcat#", "dct": "http://purl.org/dc/terms/"},
        "@type": "dcat:Dataset",
        "dct:title": f"Indikator kota cerdas {pack().name}",
        "dct:publisher": pack().government,
        "dct:license": LICENCE,
        "dct:modified": on.isoformat(),
        "dct:language": "id",
        "dcat:distribution": [
            {
                "@type": "dcat:Distribution",
                "dct:title": name,
                "dcat:downloadURL": name,
                "dcat:mediaType": "text/csv",
                "dct:conformsTo": f"{name}-metadata.json",
            }
            for name in names
        ],
    }

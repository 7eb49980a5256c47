"""Which heading is which field, in the words Bimtek tables use; and which are refused because they would type progress."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

INITIATIVE, MILESTONE, PROOF, ACTIVITY = "initiative", "milestone", "proof", "activity"

# kind of table -> field -> headings; the first is what the export writes.
HEADINGS: dict[str, dict[str, str]] = {
    INITIATIVE: {
        "code": "Kode|No Kode|Kode inisiatif|Kode program",
        "title": "Inisiatif|Program|Nama program|Nama inisiatif|Program/Inisiatif|Nama quick win|Inovasi",
        "summary": "Keterangan|Uraian|Deskripsi|Penjelasan",
        "dimension": "Dimensi|Dimensi smart city",
        "sub_dimension": "Subdimensi|Sub dimensi|Sub-dimensi",
        "goal": "Sasaran|Tujuan|Sasaran strategis",
        "owner": "Pemilik|OPD|Perangkat daerah|Penanggung jawab|OPD penanggung jawab|Pelaksana|Leading sector|OPD pengampu",
        "horizon": "Jangka|Jangka waktu|Horizon|Periode",
        "group": "Kelompok|Kelompok rencana aksi|Rencana aksi|Jenis rencana aksi",
        "quick_win": "Quick win|Quickwin",
        "starts_on": "Mulai|Tanggal mulai|Tahun mulai",
        "ends_on": "Selesai|Tanggal selesai|Tahun selesai|Target selesai|Batas waktu",
        "budget_code": "Kode anggaran|Kode rekening|Kode sub kegiatan",
        "budget_rupiah": "Anggaran|Anggaran (Rp)|Pagu|Pagu anggaran|Biaya|Kebutuhan anggaran|Jumlah anggaran",
        "area_code": "Wilayah|Lokasi|Kode wilayah",
        "internal_note": "Catatan internal|Catatan",
    },
    MILESTONE: {
        "code": "Kode|Kode inisiatif",
        "title": "Tonggak|Milestone|Tonggak capaian kegiatan",
        "due_on": "Batas tonggak|Batas waktu tonggak|Jatuh tempo|Batas",
        "weight": "Bobot tonggak|Bobot",
    },
    PROOF: {
        "code": "Kode|Kode inisiatif",
        "indicator_key": "Indikator|Kunci indikator",
        "scope": "Lingkup",
        "weight": "Bobot indikator|Bobot",
        "baseline": "Nilai awal|Baseline",
        "target": "Target|Nilai target",
    },
    ACTIVITY: {
        "code": "Kode|Kode inisiatif",
        "title": "Kegiatan|Nama kegiatan",
        "starts_on": "Mulai kegiatan|Mulai",
        "ends_on": "Selesai kegiatan|Selesai",
        "budget_code": "Kode anggaran",
        "budget_rupiah": "Anggaran|Pagu",
    },
}
MARKS = {
    MILESTONE: "title",
    PROOF: "indicator_key",
    ACTIVITY: "title",
}  # the heading that tells the kind of a table
NUMBERING = {"no", "nomor", "no urut"}
REFUSED = re.compile(
    r"progres|realisasi|kemajuan|persentase|percent|capaian|ketercapaian|terlaksana|%|\bpersen\b"
)


def plain(heading: str) -> str:
    return re.sub(r"[^a-z0-9%]+", " ", heading.casefold()).strip()


KNOWN = {
    kind: {plain(word): field for field, words in fields.items() for word in words.split("|")}
    for kind, fields in HEADINGS.items()
}


def kind_of(headings: Sequence[str]) -> str:
    """What a table is about: told by the one heading only that kind has."""
    said = {plain(h) for h in headings}
    for kind, field in MARKS.items():
        if "kode" in " ".join(said) and said & {plain(w) for w in HEADINGS[kind][field].split("|")}:
            return kind
    return INITIATIVE


def refused(headings: Sequence[str]) -> list[str]:
    """Headings under which somebody would type how far it is."""
    known = {word for fields in KNOWN.values() for word in fields}
    return [h for h in headings if plain(h) not in known and REFUSED.search(plain(h))]


def recognise(kind: str, headings: Sequence[str], chosen: Mapping[str, str] | None = None) -> dict[int, str]:
    """Column -> field. What a person chose for a heading goes before what we recognise; each field once."""
    chosen, found = chosen or {}, {}
    for n, heading in enumerate(headings):
        field = chosen.get(heading, KNOWN[kind].get(plain(heading), ""))  # "-": not used
        if field in HEADINGS[kind] and field not in found.values():
            found[n] = field
    return found


def first_heading(kind: str, field: str) -> str:
    return HEADINGS[kind][field].partition("|")[0]

"""Which heading is which field: Dukcapil's own names, the usual Indonesian headings, or a remembered mapping."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from django.utils.translation import gettext as _

from sebayu.core.registry.errors import UnreadableFile

# field -> headings, compared without case, spaces and punctuation
HEADINGS: Mapping[str, str] = {
    "nik": "NIK|Nomor Induk Kependudukan|No NIK|No KTP|Nomor KTP",
    "kk_number": "NO_KK|Nomor KK|No Kartu Keluarga|Nomor Kartu Keluarga|KK|NKK",
    "name": "NAMA_LGKP|Nama|Nama Lengkap|Nama Penduduk",
    "birth_place": "TMPT_LHR|Tempat Lahir|Tmp Lahir|Tempat Lhr",
    "birth_date": "TGL_LHR|Tanggal Lahir|Tgl Lahir|Tgl Lhr",
    "sex": "JENIS_KLMIN|Jenis Kelamin|JK|L/P|Kelamin|Sex",
    "religion": "AGAMA",
    "marital_status": "STATUS_KAWIN|STAT_KWN|STAT_KAWIN|Status Perkawinan|Status Kawin|Status Nikah",
    "family_relation": "STAT_HBKEL|SHDK|Hubungan Keluarga|Status Hubungan|Status Hubungan Dalam Keluarga|Hubungan",
    "education": "PDDK_AKH|Pendidikan|Pendidikan Terakhir|Pendidikan Akhir",
    "occupation": "JENIS_PKRJN|Pekerjaan|Jenis Pekerjaan",
    "blood_group": "GOL_DARAH|Golongan Darah|Gol Darah|Goldar",
    "citizenship": "Kewarganegaraan|WN|Warga Negara",
    "father_nik": "NIK_AYAH|NIK Ayah",
    "father_name": "NAMA_LGKP_AYAH|Nama Ayah|Nama Lengkap Ayah",
    "mother_nik": "NIK_IBU|NIK Ibu",
    "mother_name": "NAMA_LGKP_IBU|Nama Ibu|Nama Lengkap Ibu",
    "birth_certificate": "NO_AKTA_LHR|No Akta Lahir|Nomor Akta Kelahiran|No Akta Kelahiran",
    "marriage_certificate": "NO_AKTA_KWN|No Akta Kawin|No Buku Nikah|Nomor Akta Perkawinan",
    "marriage_date": "TGL_KWN|Tanggal Kawin|Tanggal Perkawinan|Tanggal Nikah",
    "divorce_certificate": "NO_AKTA_CRAI|No Akta Cerai|Nomor Akta Perceraian",
    "divorce_date": "TGL_CRAI|Tanggal Cerai|Tanggal Perceraian",
    "passport_number": "NO_PASPOR|Nomor Paspor|No Paspor|Paspor",
    "address": "ALAMAT|Alamat Rumah|Alamat Lengkap|Alamat KTP|Jalan",
    "hamlet": "DUSUN|Lingkungan",
    "rt": "NO_RT|RT",
    "rw": "NO_RW|RW",
    "province_number": "NO_PROP",
    "regency_number": "NO_KAB",
    "district_number": "NO_KEC",
    "village_number": "NO_KEL",
    "district": "KEC_NAME|Kecamatan|Nama Kecamatan",
    "village": "KEL_NAME|Kelurahan|Desa|Kelurahan/Desa|Desa/Kelurahan|Nama Kelurahan|Nama Desa|Kel",
    "area_code": "Kode Wilayah|Kode Kelurahan|Kode Desa",
    "phone": "No HP|HP|Telepon|No Telepon|Nomor HP|WhatsApp|No WA",
}
REQUIRED = ("name", "birth_date", "sex")
IGNORE = ""


def _plain(heading: str) -> str:
    return "".join(c for c in heading.casefold() if c.isalnum())


KNOWN = {_plain(heading): field for field, headings in HEADINGS.items() for heading in headings.split("|")}


def recognise(headings: Sequence[str], remembered: Mapping[str, str] | None = None) -> dict[str, str]:
    """heading -> field for those understood; a remembered mapping wins, and may set one to "" to leave it out.

    Raises UnreadableFile when two columns claim one field, or a field nobody knows is named.
    """
    ours = {_plain(heading): field for heading, field in (remembered or {}).items()}
    if unknown := set(ours.values()) - set(HEADINGS) - {IGNORE}:
        raise UnreadableFile(
            _("Pemetaan menyebut isian yang tidak dikenal: %s.") % ", ".join(sorted(unknown))
        )
    found: dict[str, str] = {}
    for heading in headings:
        field = ours.get(_plain(heading), KNOWN.get(_plain(heading), IGNORE))
        if not field:
            continue
        if field in found.values():
            raise UnreadableFile(
                _(
                    "Kolom “%(column)s” dan kolom lain sama-sama berisi %(field)s. Pilih satu di pemetaan kolom."
                )
                % {"column": heading[:60], "field": field}
            )
        found[heading] = field
    return found


def missing(mapping: Mapping[str, str]) -> list[str]:
    """Required fields that no column fills, by their usual heading."""
    return [HEADINGS[field].split("|")[1] for field in REQUIRED if field not in mapping.values()]


def load_mapping(path: str | Path) -> dict[str, str]:
    """A mapping saved earlier: JSON, heading -> field."""
    try:
        content = json.loads(Path(path).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise UnreadableFile(_("Berkas pemetaan kolom tidak dapat dibaca.")) from error
    if not isinstance(content, dict) or not all(isinstance(v, str) for v in content.values()):
        raise UnreadableFile(_("Berkas pemetaan kolom harus berisi pasangan judul kolom dan isian."))
    return content


def save_mapping(path: str | Path, mapping: Mapping[str, str]) -> None:
    Path(path).write_text(json.dumps(dict(mapping), ensure_ascii=False, indent=2) + "\n", encoding="utf-8")

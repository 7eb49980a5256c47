"""Every letter filled: from the vocabulary's own examples, with answers a citizen might give, and the worst that can happen to a page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from sebayu.core.documents import sheet
from sebayu.core.services import Ask, Service, catalogue, fact_of

HEAD = {
    "lines": ["PEMERINTAH KOTA TEGAL", "KECAMATAN TEGAL TIMUR", "KELURAHAN MINTARAGEN"],
    "address": "Jalan Contoh Nomor 1, Tegal, Telepon (0283) 555-0305",
    "area": "Kecamatan Tegal Timur, Kota Tegal",
    "place": "Tegal",
}
DESA = {
    "lines": ["PEMERINTAH KABUPATEN PURBALINGGA", "KECAMATAN PADAMARA", "DESA KARANGPULE"],
    "address": "Jalan Raya Karangpule Nomor 2, Purbalingga",
    "area": "Kecamatan Padamara, Kabupaten Purbalingga",
    "place": "Karangpule",
}
LURAH = {
    "title": "Lurah Mintaragen",
    "name": "Rina Astuti, S.Sos.",
    "nip": "19800305 200501 2 001",
    "rank": "Penata Tingkat I (III/d)",
}
CAMAT = {
    "title": "Camat Tegal Timur",
    "name": "Nur Nuraini, S.H., M.Si.",
    "nip": "19731119 199803 2 002",
    "rank": "Pembina (IV/a)",
}
KADES = {"title": "Kepala Desa Karangpule", "acting_note": "Plh.", "name": "Sugeng Riyadi"}

# Names and answers of this town; the vocabulary's examples are all about the same person.
PEOPLE: Mapping[str, Mapping[str, Any]] = {
    "deceased": {
        "name": "Karsono", "nik": "3376021708510001", "sex": "male", "birth_date": "1951-08-17", "alive": False,
        "death_date": "2026-11-20", "occupation": "Pensiunan",
        "heirs": [
            {"name": "Sutinah", "nik": "3376024505550001", "birth_date": "1955-05-05", "relation": "spouse", "alive": True, "address": "Jl. Sangir Gang 3 No. 2"},
            {"name": "Sri Wahyuni", "nik": "3376026709770002", "birth_date": "1977-09-27", "relation": "child", "alive": True, "address": "Jl. Serayu No. 9"},
            {"name": "Bambang Karsono", "nik": "3376020901860001", "birth_date": "1986-01-09", "relation": "child", "alive": True, "address": "Jl. Sangir Gang 3 No. 2"},
        ],
    },
    "partner": {"name": "Wahyu Hidayat", "nik": "3376020509980001", "sex": "male", "birth_date": "1998-09-05", "marital_status": "single", "father_name": "Sugeng Hidayat", "mother_name": "Rokhayah"},
    "mother": {"name": "Intan Permatasari", "nik": "3376025602990001", "birth_date": "1999-02-16"},
    "father": {"name": "Fajar Setiawan", "nik": "3376022804960001", "sex": "male", "birth_date": "1996-04-28", "occupation": "Karyawan Swasta"},
    "child": {"name": "Nabila Azzahra", "nik": "3376025305090001", "birth_date": "2009-05-13", "father_name": "Harjo Susilo", "mother_name": "Nunung Setyowati"},
    "worker": {"name": "Dwi Lestari", "nik": "3376026903930001", "birth_date": "1993-03-29", "spouse_nik": "3376025507850001"},
    "parent": {"name": "Slamet Riyadi", "nik": "3376021201550002", "alive": False, "death_date": "2018-02-24"},
    "other_parent": {"name": "Sri Lestari", "nik": "3376025203580001", "alive": False, "death_date": "2020-08-15"},
}  # fmt: skip
# What this letter needs to be about somebody it can be about.
OWN: Mapping[str, Mapping[str, Any]] = {
    "belum_menikah": {"person.marital_status": "single"},
    "izin_keluarga": {"person.sex": "male", "person.name": "Toni Riyadi"},
    "pengantar_nikah": {"person.marital_status": "single", "person.birth_date": "2006-10-19", "person.divorce_certificate": None, "person.divorce_date": None, "partner.divorce_certificate": None, "partner.divorce_date": None},
    "wali_hakim": {"person.marital_status": "single"},
    "yatim_piatu": {"person.name": "Bagas Pratama", "person.birth_date": "2014-06-17", "person.sex": "male"},
}  # fmt: skip
ANSWERS: Mapping[str, Any] = {
    "event_date": "2026-12-12", "event_time": "19.00 sampai 23.00 WIB", "event_place": "halaman rumah",
    "death_date": "2026-11-20", "wedding_date": "2026-12-19", "dowry": "Seperangkat alat salat dan emas 5 gram",
    "guardian": "Anton Prasetyo (saudara kandung)", "baby_name": "Anindya Setiawan", "born_on": "2026-11-18",
    "born_time": "04.30 WIB", "weight": 3150, "happened_on": "2026-11-15", "weeks": 31, "income": 2500000,
    "other_writing": "KHUSNUL KHOTIMAH pada sertipikat tanah nomor 00123", "held_since": 1998, "north": "Haji Slamet",
    "lost": "STNK sepeda motor G 1234 XX atas nama sendiri, di Pasar Pagi Tegal, tanggal 19 November 2026", "east": "jalan desa",
    "south": "Tarjo", "west": "saluran air", "trip": "ke Jakarta Barat, bekerja di proyek bangunan, tiga bulan",
    "statement": "yang bersangkutan adalah pengurus Kelompok Tani Makmur periode 2025 sampai 2027, untuk pengajuan bantuan bibit",
}  # fmt: skip
LONG = "Muhammad Abdurrahman Syarifuddin Kusumawardhana Prawirodirjo Hadiningrat Putra J"
WORST: Mapping[str, Any] = {
    "name": LONG,
    "address": "Perumahan Griya Mintaragen Indah Sejahtera Blok Kertanegara Raya Nomor 127B Gang Cempaka Putih",
    "occupation": "Konsultan Manajemen Pengadaan Barang dan Jasa Pemerintah Daerah",
}


def values_of(service: Service, *, worst: bool = False) -> dict[str, Any]:
    """A value for everything the service gathers, attests and asks; `worst` writes long names and answers everywhere."""
    found: dict[str, Any] = {}
    for path in (*service.needs, *service.optional, *(step.fact for step in service.steps if step.fact)):
        found[path] = _value(service, path, worst)
    for ask in service.asks.values():
        found[ask.path] = _answer(ask, worst)
    return {path: value for path, value in found.items() if value is not None}


def _value(service: Service, path: str, worst: bool) -> Any:
    root, name = path.split(".", 1)
    fact = fact_of(service, path)
    assert fact is not None
    value = OWN.get(service.key, {}).get(path, PEOPLE.get(root, {}).get(name, fact.example))
    if not worst:
        return value
    if fact.kind == "list" and value:
        return [
            {**entry, "name": LONG, "address": WORST["address"]} for entry in [*value, *value[1:], *value[1:]]
        ]
    return WORST.get("name" if name.endswith("_name") else name, value)


def _answer(ask: Ask, worst: bool) -> Any:
    if worst and (ask.kind in ("text", "long_text") or ask.other):
        return ("panjang sekali " * (ask.max_length // 15 + 1))[: ask.max_length].strip()
    return ANSWERS.get(ask.key, ask.options[0].value if ask.options else "Contoh jawaban")


def sheet_of(key: str, *, worst: bool = False, desa: bool = False, **rest: Any) -> dict[str, Any]:
    """What typst is given for a numbered letter, signed by a lurah or a kepala desa, known to a camat where the service says so."""
    service = catalogue.get(key)
    head = KADES if desa else LURAH
    signers = [head, CAMAT] if any(step.kind == "countersign" for step in service.steps) else [head]
    given = {
        "number": "400.10.4.3/001/Kel.Mintaragen/2026",
        "token": "abcdefghijklmnopqrstuvwx",
        "issued_on": dt.date(2026, 11, 21),
        "valid_until": dt.date(2027, 2, 19),
    } | rest
    roles = {name: role.kind for name, role in service.roles.items()}
    return sheet.of_values(
        values_of(service, worst=worst), roles=roles, head=DESA if desa else HEAD, signers=signers, **given
    )

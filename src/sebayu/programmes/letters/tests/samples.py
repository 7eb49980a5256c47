"""Every letter filled: from the vocabulary's own examples, with answers a citizen might give, and the worst that can happen to a page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from sebayu.core.documents import sheet
from sebayu.core.services import Service, catalogue, fact_of

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

# Names and answers in the real world; the vocabulary's examples are all about the same person.
PEOPLE: Mapping[str, Mapping[str, Any]] = {
    "deceased": {
        "name": "Karsono", "nik": "3376021708510001", "sex": "male", "birth_date": "1951-08-17", "alive": False,
        "death_date": "2026-11-20", "occupation": "Pensiunan",
    },
}  # fmt: skip
ANSWERS: Mapping[str, Any] = {"event_date": "2026-12-12", "death_date": "2026-11-20"}
LONG = "Muhammad Abdurrahman Syarifuddin Kusumawardhana Prawirodirjo Hadiningrat Putra J"
WORST: Mapping[str, Any] = {
    "name": LONG,
    "address": "Perumahan Griya Mintaragen Indah Sejahtera Blok Kertanegara Raya Nomor 127B Gang Cempaka Putih",
    "occupation": "Konsultan Manajemen Pengadaan Barang dan Jasa Pemerintah Daerah",
}


def values_of(service: Service, *, worst: bool = False) -> dict[str, Any]:
    """A value for everything the service gathers, attests and asks."""
    paths = (*service.needs, *service.optional, *(step.fact for step in service.steps if step.fact))
    found: dict[str, Any] = {}
    for path in paths:
        root, name = path.split(".", 1)
        fact = fact_of(service, path)
        assert fact is not None
        own = PEOPLE.get(root, {})
        found[path] = WORST[name] if worst and name in WORST else own.get(name, fact.example)
    for key, ask in service.asks.items():
        plain = ask.options[0].value if ask.options else "Contoh jawaban warga"
        worst_answer = "Jawaban " + "panjang sekali " * (ask.max_length // 15)
        free = ask.kind in ("text", "long_text") or ask.other
        found[f"answers.{key}"] = ANSWERS.get(
            key, worst_answer[: ask.max_length] if worst and free else plain
        )
    return found


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

"""The school register: where a child is enrolled now."""

from __future__ import annotations

from typing import Any

from sebayu.sandbox.simulators.keyed import Keyed
from sebayu.sandbox.web import Request


class School(Keyed):
    name, path, keys = "school", "/api/v1/peserta-didik", ("nisn", "nik")

    def find(self, key: str, value: str, request: Request) -> dict[str, Any] | None:
        row = self.register.one(f"select * from school where {key} = ?", value)  # noqa: S608 - fixed names
        if row is None:
            return None
        return {
            "nisn": row["nisn"],
            "nik": row["nik"],
            "nama": row["nama"],
            "npsn": row["npsn"],
            "sekolah": row["sekolah"],
            "jenjang": row["jenjang"],
            "kelas": row["kelas"] - (request.fault == "stale"),
            "kejar_paket": bool(row["paket"]),
            "status": row["status"],
            "sejak": row["sejak"],
        }

"""The business register: NIB, activity code and address of what a person runs."""

from __future__ import annotations

from typing import Any

from sebayu.sandbox.simulators.keyed import Keyed
from sebayu.sandbox.web import Request


class Oss(Keyed):
    name, path, keys = "oss", "/api/v1/nib", ("nib", "nik")

    def find(self, key: str, value: str, request: Request) -> list[dict[str, Any]] | None:
        rows = self.register.all(f"select * from oss where {key} = ? order by berdiri", value)  # noqa: S608 - fixed names
        return [self._business(dict(r), request) for r in rows] or None

    def _business(self, row: dict[str, Any], request: Request) -> dict[str, Any]:
        return {
            "nib": row["nib"],
            "nama_usaha": row["nama_usaha"],
            "kbli": [{"kode": row["kbli"], "judul": row["kbli_judul"]}],
            "alamat": row["alamat"],
            "rt": row["rt"],
            "rw": row["rw"],
            "kode_wilayah": row["area_code"],
            "kelurahan": self.village(row["area_code"]),
            "penanggung_jawab": {"nik": row["nik"], "nama": row["nama_penanggung_jawab"]},
            "tanggal_berdiri": row["berdiri"],
            "modal_usaha": row["modal"],
            "tenaga_kerja": row["tenaga_kerja"],
            "status": "DIBEKUKAN" if request.fault == "stale" else row["status"],
        }

"""The land tax register: objects (NOP) of a tax payer, with area, value and what was paid."""

from __future__ import annotations

from typing import Any

from sebayu.sandbox.simulators.keyed import Keyed
from sebayu.sandbox.web import Request


class Pbb(Keyed):
    name, path, keys = "pbb", "/api/v1/objek", ("nop", "nik")

    def find(self, key: str, value: str, request: Request) -> list[dict[str, Any]] | None:
        number = "".join(c for c in value if c.isdigit())
        rows = self.register.all(f"select * from pbb where {key} = ? order by nop", number)  # noqa: S608 - fixed names
        return [self._object(dict(r), request) for r in rows] or None

    def _object(self, row: dict[str, Any], request: Request) -> dict[str, Any]:
        old = request.fault == "stale"
        return {
            "nop": row["nop"],
            "nama_wajib_pajak": row["nama_wp"],
            "nik": row["nik"],
            "letak": row["alamat"],
            "rt": row["rt"],
            "rw": row["rw"],
            "kode_wilayah": row["area_code"],
            "kelurahan": self.village(row["area_code"]),
            "luas_bumi": row["luas_bumi"],
            "luas_bangunan": row["luas_bangunan"],
            "njop": row["njop"],
            "tahun_pajak": row["tahun"] - 3 * old,
            "pbb_terutang": row["terutang"],
            "lunas_tanggal": None if old else row["lunas"],
        }

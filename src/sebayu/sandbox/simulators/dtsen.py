"""The national socio-economic register: the welfare decile of a family, renewed four times a year."""

from __future__ import annotations

from typing import Any

from sebayu.sandbox.simulators.keyed import Keyed
from sebayu.sandbox.web import Request


class Dtsen(Keyed):
    name, path, keys = "dtsen", "/api/v1/keluarga", ("nik", "no_kk")

    def find(self, key: str, value: str, request: Request) -> dict[str, Any] | None:
        rows = self.register.all(f"select * from dtsen where {key} = ? order by rowid", value)  # noqa: S608 - fixed names
        if not rows:
            return None
        first = rows[0]
        family = self.register.all(
            "select nik, status_nik from dtsen where id_keluarga = ?", first["id_keluarga"]
        )
        decile, period = first["desil"], first["periode"]
        if request.fault == "stale":  # the list of two years ago
            decile, period = 1 + decile % 10, f"{int(period[:4]) - 2}{period[4:]}"
        return {
            "id_keluarga": first["id_keluarga"],
            "no_kk": first["no_kk"],
            "desil": decile,
            "periode": period,
            "status_nik": first["status_nik"],
            "anggota": [dict(r) for r in family],
        }

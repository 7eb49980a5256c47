"""The civil register's web service: value mode, family card, and verification field by field.

A missing person, a dead one, a wrong login, a used-up quota: all HTTP 200 with a RESPON text inside `content[]`.
"""

from __future__ import annotations

import sqlite3
from difflib import SequenceMatcher
from typing import Any

from sebayu.sandbox import credentials
from sebayu.sandbox.register import Register
from sebayu.sandbox.town.places import PROVINCES, REGENCIES
from sebayu.sandbox.web import Answer, Request, reply

FIELDS = [
    "NIK",
    "NO_KK",
    "NAMA_LGKP",
    "TMPT_LHR",
    "TGL_LHR",
    "JENIS_KLMIN",
    "AGAMA",
    "GOL_DARAH",
    "STATUS_KAWIN",
    "STAT_HBKEL",
    "PDDK_AKH",
    "JENIS_PKRJN",
    "ALAMAT",
    "DUSUN",
    "NO_RT",
    "NO_RW",
    "NIK_AYAH",
    "NAMA_LGKP_AYAH",
    "NIK_IBU",
    "NAMA_LGKP_IBU",
    "NO_AKTA_LHR",
    "NO_AKTA_KWN",
    "TGL_KWN",
    "NO_AKTA_CRAI",
    "TGL_CRAI",
    "NO_PASPOR",
]
SIMILAR = {"NAMA_LGKP", "ALAMAT", "TMPT_LHR", "NAMA_LGKP_AYAH", "NAMA_LGKP_IBU"}
PARAMETERS = {"NIK", "USER_ID", "PASSWORD", "IP_USER", "TRESHOLD", "THRESHOLD"}
NOT_FOUND = {"RESPON": "Data Tidak Ditemukan"}
FORMER_ADDRESS = "JL. ALAMAT LAMA NO. 1"


class Dukcapil:
    name = "dukcapil"

    def __init__(self, register: Register) -> None:
        self.register = register

    def answer(self, request: Request) -> Answer:
        if request.method != "POST" or not request.path.startswith("/get_json/"):
            return reply({"status": 404, "error": "Not Found"}, 404)
        # names of parameters come in either case in real integrations
        body = {str(k).upper(): v for k, v in request.json().items()}
        login = credentials.DUKCAPIL
        if str(body.get("USER_ID")) != login["user_id"] or str(body.get("PASSWORD")) != login["password"]:
            return _content([{"RESPONSE_CODE": "05", "RESPON": "Login Gagal"}])
        if str(body.get("IP_USER", "")) != login["ip_user"]:
            return _content([{"RESPONSE_CODE": "06", "RESPON": "IP Address Tidak Sesuai"}])
        if request.fault == "quota":
            return _content([{"RESPONSE_CODE": "07", "RESPON": "Kuota Akses Hari ini telah Habis"}])
        method = request.path.rsplit("/", 1)[1].upper()
        if method == "CALL_NIK":
            return _content(self._by_nik(request, body))
        if method == "CALL_KK":
            return _content(self._by_kk(request, body))
        if method == "CALL_VERIFY_BY_ELEMEN":
            return _content([self._verify(body)])
        return reply({"status": 404, "error": "Not Found"}, 404)

    def error_in_200(self) -> Answer:
        return _content([{"RESPONSE_CODE": "99", "RESPON": "Terjadi Kesalahan Pada Sistem"}])

    def _by_nik(self, request: Request, body: dict[str, Any]) -> list[dict[str, Any]]:
        row = self.register.one("select * from dukcapil where NIK = ?", str(body.get("NIK") or ""))
        return [self._person(row, request)] if row else [NOT_FOUND]

    def _by_kk(self, request: Request, body: dict[str, Any]) -> list[dict[str, Any]]:
        number = str(body.get("NO_KK") or body.get("KK") or "")
        rows = self.register.all(
            "select * from dukcapil where NO_KK = ? and NIK is not null order by rowid", number
        )
        return [self._person(row, request) for row in rows] if number and rows else [NOT_FOUND]

    def _person(self, row: sqlite3.Row, request: Request) -> dict[str, Any]:
        """All elements of one person; who died or moved away comes with a RESPON text beside the elements."""
        out: dict[str, Any] = {name: row[name] or "" for name in FIELDS}
        out |= self._area(row["area_code"])
        out["EKTP_STATUS"] = (
            "" if row["TGL_LHR"] > f"{self.register.today.year - 17}" else "PRINT_READY_RECORD"
        )
        if request.fault == "stale":  # an extract of some years ago
            out |= {"ALAMAT": FORMER_ADDRESS, "NO_RT": "001", "NO_RW": "001", "STATUS_KAWIN": "BELUM KAWIN"}
        elif row["TGL_MENINGGAL"]:
            out |= {"RESPONSE_CODE": "11", "RESPON": "Data Ditemukan, Meninggal Dunia"}
            out["TGL_MENINGGAL"] = row["TGL_MENINGGAL"]
        elif row["TGL_PINDAH"]:
            out |= {"RESPONSE_CODE": "14", "RESPON": "Data Ditemukan, Status Non Aktif, Pindah Keluar"}
            out |= {"TGL_PINDAH": row["TGL_PINDAH"], "PINDAH_KE": row["PINDAH_KE"]}
        return out

    def _area(self, code: str) -> dict[str, str]:
        province, regency, district, village = code.split(".")
        place = self.register.areas.get(code, {"name": "", "district": ""})
        return {
            "NO_PROP": province, "PROP_NAME": PROVINCES.get(province, ""),
            "NO_KAB": regency, "KAB_NAME": REGENCIES.get(province + regency, ""),
            "NO_KEC": district, "KEC_NAME": place["district"].upper(),
            "NO_KEL": village, "KEL_NAME": place["name"].upper(),
        }  # fmt: skip

    def _verify(self, body: dict[str, Any]) -> dict[str, Any]:
        """Each claimed element: Sesuai, Sesuai (88), or Tidak Sesuai; nothing of the register itself comes back."""
        row = self.register.one("select * from dukcapil where NIK = ?", str(body.get("NIK") or ""))
        if row is None:
            return {"RESPONSE_CODE": "13", **NOT_FOUND}
        if row["TGL_MENINGGAL"]:
            return {"RESPONSE_CODE": "11", "RESPON": "Data Ditemukan, Meninggal Dunia"}
        held = {name: str(row[name] or "") for name in FIELDS} | self._area(row["area_code"])
        threshold = _threshold(body)
        out = {"NIK": row["NIK"]}
        for name, claim in body.items():
            if name in held and name not in PARAMETERS and str(claim).strip():
                out[name] = compare(name, str(claim), held[name], threshold)
        return out


def compare(name: str, claim: str, held: str, threshold: int) -> str:
    claim, held = " ".join(claim.upper().split()), " ".join(held.upper().split())
    if name in SIMILAR:
        likeness = round(100 * SequenceMatcher(None, claim, held, autojunk=False).ratio())
        return f"Sesuai ({likeness})" if likeness >= threshold else f"Tidak Sesuai ({likeness})"
    if name.startswith("TGL_"):
        claim, held = _date(claim), _date(held)
    elif name.startswith("NO_") and claim.isdigit() and held.isdigit():
        claim, held = claim.lstrip("0"), held.lstrip("0")
    return "Sesuai" if claim == held else "Tidak Sesuai"


def _date(text: str) -> str:
    """DD-MM-YYYY and YYYY-MM-DD are both in use."""
    parts = text.replace("/", "-").split("-")
    return "-".join(reversed(parts)) if len(parts) == 3 and len(parts[2]) == 4 else text


def _threshold(body: dict[str, Any]) -> int:
    """The vendor spells the parameter TRESHOLD."""
    try:
        return min(max(int(body.get("TRESHOLD", body.get("THRESHOLD", 100))), 1), 100)
    except (TypeError, ValueError):
        return 100


def _content(rows: list[dict[str, Any]]) -> Answer:
    page = {"lastPage": True, "numberOfElements": len(rows), "sort": None, "totalElements": len(rows)}
    return reply({"content": rows, **page, "firstPage": True, "number": 0, "size": len(rows)})

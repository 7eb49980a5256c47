"""What the simulators with an API key share: POST a JSON object with a number, get `status`, `data`, `per`."""

from __future__ import annotations

from typing import Any

from sebayu.sandbox import credentials
from sebayu.sandbox.register import Register
from sebayu.sandbox.web import Answer, Request, reply


class Keyed:
    """`path` is the only door; `keys` are the numbers one may ask by. Nobody's number ever stands in an address."""

    name = ""
    path = ""
    keys: tuple[str, ...] = ("nik",)

    def __init__(self, register: Register) -> None:
        self.register = register

    def answer(self, request: Request) -> Answer:
        if request.token() != credentials.TOKENS[self.name]:
            return reply({"status": "error", "message": "Kunci API tidak dikenal"}, 401)
        if request.path.rstrip("/") != self.path or request.method != "POST":
            return reply({"status": "error", "message": "Alamat tidak dikenal"}, 404)
        if request.fault == "quota":
            return reply({"status": "error", "message": "Terlalu banyak permintaan"}, 429)
        body = request.json()
        for key in self.keys:
            if value := str(body.get(key) or "").strip():
                found = self.find(key, value, request)
                break
        else:
            return reply({"status": "error", "message": f"Isi salah satu: {', '.join(self.keys)}"}, 400)
        stamp = request.now().isoformat(timespec="seconds")
        if found is None:
            return reply(
                {"status": "not_found", "message": "Data tidak ditemukan", "data": None, "per": stamp}, 404
            )
        return reply({"status": "ok", "data": found, "per": stamp})

    def error_in_200(self) -> Answer:
        return reply({"status": "error", "message": "Layanan sedang dalam pemeliharaan", "data": None})

    def find(self, key: str, value: str, request: Request) -> Any:
        raise NotImplementedError

    def village(self, code: str) -> str:
        return self.register.areas.get(code, {}).get("name", "")
